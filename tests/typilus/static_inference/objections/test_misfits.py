"""Values that flow into symbols, and types that cannot hold them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference

SOURCE = """
import random

class Animal: ...
class Cat(Animal): ...

def rows(commands):
    found = []
    for command in commands:
        found.append((command.name, command.shortcut, command.text))
    return found

def connect(address, timeout=None, callback=print, ratio=1, names=("a", "b")):
    return address

connect(("localhost", 80), ratio=0.5)

def choose(animal, other):
    if animal:
        return Cat()
    return other.find(animal)

def make() -> Animal: ...

def keep(animal):
    return animal

keep(make())

class Shop:
    def __init__(self, stock):
        self.owner = None
        self.slots = [None] * 3
        self.slots[0] = stock
        self.open = stock

    def __eq__(self, other):
        if random.random():
            return NotImplemented
        return self.owner == other.owner

def starred(*args, **options):
    return args

starred(1, key=2)

table = {"a": starred}
choices = {"a": choose}
choice = choose
"""


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("found", "list[tuple[str, str]]", "list[tuple[typing.Any, typing.Any, typing.Any]]"),
        ("found", "list[tuple[str, str, str]]", None),
        ("found", "list[tuple[str, ...]]", None),
        ("found", "collections.abc.Sequence[int]", "list[tuple[typing.Any, typing.Any, typing.Any]]"),
        ("found", "collections.abc.Sequence[tuple]", None),
        ("names", "collections.abc.Iterable[int]", "tuple[str, str]"),
        ("names", "collections.abc.Iterable[str]", None),
        ("names", "tuple[int, ...]", "tuple[str, str]"),
        ("names", "tuple[str, ...]", None),
        ("table", "dict[str, str]", "dict[str, collections.abc.Callable]"),
        ("table", "dict[str, collections.abc.Callable[[int], str]]", None),
        ("table", "dict[str, typing.Any]", None),
        ("choices", "dict[str, collections.abc.Callable[[], None]]", "dict[str, collections.abc.Callable]"),
        ("choices", "dict[str, collections.abc.Callable[[int, str], None]]", None),
        ("choices", "dict[str, collections.abc.Callable[..., None]]", None),
        ("choice", "collections.abc.Callable[[], None]", "collections.abc.Callable"),
        ("choice", "collections.abc.Callable[[int, int], None]", None),
        ("choice", "collections.abc.Callable", None),
        ("rows", "list[str]", "list[tuple[typing.Any, typing.Any, typing.Any]]"),
        ("rows", "list", None),
        ("rows", "set[str]", "list[tuple[typing.Any, typing.Any, typing.Any]]"),
        ("address", "int", "tuple[str, int]"),
        ("address", "tuple[str, str]", "tuple[str, int]"),
        ("address", "tuple[str, int] | None", None),
        ("address", "tuple[str, typing.Any]", None),
        ("address", "elsewhere.Address", None),
        ("timeout", "float", "None"),
        ("timeout", "float | None", None),
        ("callback", "str", "collections.abc.Callable"),
        ("callback", "collections.abc.Callable", None),
        ("ratio", "int", "float"),
        ("ratio", "float", None),
        ("names", "list[str]", "tuple[str, str]"),
        ("choose", "int", "Cat"),
        ("choose", "Animal", None),
        ("animal", "Cat", None),
        ("owner", "str", "None"),
        ("slots", "list[str]", None),
        ("open", "bool", None),
        ("__eq__", "bool", None),
        ("args", "str", None),
        ("options", "str", None),
    ],
)  # fmt: skip
def test_values_that_a_type_cannot_hold(name: str, kind: str, value: str | None) -> None:
    source = parse_source(dedent(SOURCE))
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(symbol for symbol in reversed(symbols) if symbol.name == name)
    assert inference.judge.misfit("", symbol, parse_type(kind)) == (value and f"{value} flows into it")


def test_a_union_that_something_declares_may_have_been_told_apart() -> None:
    source = parse_source("def find(text) -> list[str | int]: ...\ndef first(items): ...\nfirst(find(1))\n")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(symbol for symbol in symbols if symbol.name == "items")
    assert inference.judge.misfit("", symbol, parse_type("list[str | int]")) is None
    assert inference.judge.misfit("", symbol, parse_type("list[bytes]")) == "list[int | str] flows into it"


def test_what_is_guessed_speaks_against_nothing() -> None:
    source = parse_source("def show(text: str) -> None: ...\ndef f(value):\n    show(value)\n    return value\n")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(symbol for symbol in symbols if symbol.name == "value")
    assert inference.judge.misfit("", symbol, parse_type("int")) is None
