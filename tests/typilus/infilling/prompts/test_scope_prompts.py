"""Every hole is the annotation of the symbol that it is asked for, as the prompt alone shows it, in real files."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import typilus.api
import typilus.infilling.prompts.scope_prompts
import typilus.prediction.joining
import typilus.rewriting.slots
import typilus.semantics.lexical_scopes
from tests.typilus.infilling.prompts.prompt_reading import HOLE, keys_of_holes, shown
from typilus.infilling.prompts.scope_prompts import ScopePrompts
from typilus.lab.experiments.joined.erasing import erase_annotations
from typilus.project.reading import read_text

OWN_FILES = [
    Path(inspect.getfile(module))
    for module in (
        typilus.api,
        typilus.infilling.prompts.scope_prompts,
        typilus.prediction.joining,
        typilus.rewriting.slots,
        typilus.semantics.lexical_scopes,
    )
]
SHOP = '''\
from decimal import Decimal
import os


class Item:
    """A thing."""

    tax = 0.2

    def __init__(self, name, price=1):
        self.name = name
        self.price = price


class Basket:
    limit = 10

    def __init__(self, customer):
        self.customer = customer

    def add(self, name, price, count=1):
        item = Item(name, price)

        def inner(x):
            return x * count

        self.check(item)
        return inner(item.price)

    def check(self, item) -> bool:
        return len(item.name) < self.limit


def load(path):
    return os.fspath(path)


basket = Basket("x")
total = basket.add("a", Decimal(2))
basket.add("b", 3)
'''


def prompt_of(text: str, scope: str, types: dict[str, str] | None = None, budget: int = 10_000) -> str:
    file = read_text(text)
    prompts = ScopePrompts(file, None, budget)
    (node,) = [node for node in prompts.tree.nodes if node.id == scope]
    asked = [place.symbol for place in prompts.places_in(node)]
    names = {file.graph.symbols[place.symbol].name: place.symbol for place in prompts.places}
    return shown(prompts.prompt(node, asked, {names[name]: type_ for name, type_ in (types or {}).items()}).text)


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.stem)
def test_every_hole_is_at_its_symbol_in_real_files(path: Path) -> None:
    annotated = read_text(path.read_text("utf-8"))
    bare = read_text(erase_annotations(annotated.document.text))
    prompts = ScopePrompts(bare, None, budget=10**6)
    asked_for = set()
    for node in prompts.tree.nodes:
        asked = [place.symbol for place in prompts.places_in(node)]
        prompt = prompts.prompt(node, asked, {})
        assert sorted(prompt.symbols) == sorted(asked)
        assert keys_of_holes(prompt.text) == [bare.graph.symbols[symbol].key for symbol in prompt.symbols]
        asked_for |= {bare.graph.symbols[symbol].key for symbol in asked}
    written = {symbol.key for symbol in annotated.graph.symbols if symbol.annotation is not None}
    declared = written - {symbol.key for symbol in bare.graph.symbols if symbol.obstacle is None}
    assert len(written - declared) > 20
    assert written - declared <= asked_for


def test_a_prompt_has_imports_class_body_children_calls_and_definitions() -> None:
    assert (
        prompt_of(SHOP, "Basket.add", {"x": "int", "customer": "str"})
        == """\
from decimal import Decimal
import os

class Item:
    tax = 0.2
    def __init__(self, name, price=1):
        self.name = name
        self.price = price

class Basket:
    limit = 10
    def __init__(self, customer):
        self.customer: str = customer
    def check(self, item) -> bool: ...
    def add(self, name: _hole_, price: _hole_, count: _hole_ = 1) -> _hole_:
        item: _hole_ = Item(name, price)

        def inner(x: int): ...

        self.check(item)
        return inner(item.price)

# Calls of add:
#   total = basket.add("a", Decimal(2))
#   basket.add("b", 3)
"""
    )


def test_the_module_shows_signatures_in_the_place_of_code() -> None:
    text = prompt_of(SHOP, "")
    assert "basket: _hole_ = Basket" in text
    assert "def load(path): ..." in text
    assert "os.fspath" not in text


def test_existing_annotations_stay_and_get_no_hole() -> None:
    text = prompt_of("def f(a: int, b) -> str:\n    c: bytes = b\n    return a\n", "f")
    assert text.startswith("def f(a: int, b: _hole_) -> str:\n    c: bytes = b\n")


def test_scopes_of_one_name_have_prompts_of_their_own() -> None:
    text = "if x:\n    def f(a): return 1\nelse:\n    def f(b): return 2\n"
    assert "def f(a: _hole_) -> _hole_: return 1" in prompt_of(text, "f")
    assert "def f(b: _hole_) -> _hole_: return 2" in prompt_of(text, "f#2")


@pytest.mark.parametrize("budget", [200, 400, 800])
def test_the_budget_drops_from_the_outside_in(budget: int) -> None:
    whole, text = prompt_of(SHOP, "Basket.add"), prompt_of(SHOP, "Basket.add", budget=budget)
    assert len(text) <= max(budget, 230) < len(whole) or budget == 800
    assert text.count(HOLE) == whole.count(HOLE)
    assert "def add(self, name: _hole_, price: _hole_, count: _hole_ = 1) -> _hole_:" in text
    assert ("class Item:" in text) == (budget == 800)


def test_long_code_is_cut_around_the_holes() -> None:
    lines = "\n".join(f"    x.append({number})" for number in range(500))
    text = prompt_of(f"def f(x):\n{lines}\n    y = 1\n", "f", budget=1000)
    assert len(text) < 1100
    assert "def f(x: _hole_)" in text
    assert "    y: _hole_ = 1" in text
    assert "..." in text


def test_line_ends_and_notebooks_are_read_as_code() -> None:
    crlf = SHOP.replace("\n", "\r\n")
    assert prompt_of(crlf, "Item.__init__") == prompt_of(SHOP, "Item.__init__")
    file = read_text('{"cells": [{"cell_type": "code", "source": ["def f(a):\\n", "    return a\\n"]}]}', "a.ipynb")
    prompts = ScopePrompts(file)
    (place, _) = prompts.places
    prompt = prompts.prompt(prompts.tree.node_of(place.scope), [place.symbol], {})
    assert shown(prompt.text) == "def f(a: _hole_):\n    return a\n"


def test_conditions_around_a_scope_do_not_indent_it() -> None:
    text = "class A:\n  if x:\n    if y:\n      def f(self):\n        return 1\n"
    assert prompt_of(text, "A.f") == "class A:\n  def f(self) -> _hole_:\n    return 1\n"


def test_prompts_are_of_bounded_size_together() -> None:
    methods = "\n".join(f"    def m{number}(self, a):\n        self.m{number - 1}(a)\n" for number in range(200))
    file = read_text(f"class A:\n    x = 1\n    def __init__(self):\n        self.y = 1\n{methods}\n")
    prompts = ScopePrompts(file, None, 1000)
    sizes = []
    for node in prompts.tree.nodes:
        if node.id.startswith("A.m"):
            asked = [place.symbol for place in prompts.places_in(node)]
            sizes.append(len(shown(prompts.prompt(node, asked, {}).text)))
    assert len(sizes) == 200
    assert max(sizes) < 400
