"""What speaks against a type of a parameter where its value is stored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_extraction import Symbol, extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference

SOURCE = """
import unseen
class Watcher:
    def __init__(self, loop=None):
        self.loop = loop or unseen.loop()
    def start(self):
        self.loop.add_handler(1)
"""


def objection(source: str) -> str | None:
    """Against an event loop as the parameter."""
    read = parse_source(source, "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "", symbols)
    (loop,) = (symbol for symbol in symbols if symbol.name == "loop" and symbol.kind.value == "parameter")
    return inference.judge.objection("", loop, parse_type("asyncio.AbstractEventLoop | None"))


def test_what_is_done_with_the_attribute_that_holds_a_parameter() -> None:
    assert objection(SOURCE) == "asyncio.AbstractEventLoop has no add_handler (line 7)"
    assert objection(SOURCE.replace("add_handler", "call_soon")) is None


def test_an_attribute_that_is_assigned_something_else_elsewhere() -> None:
    assert objection(f"{SOURCE}        self.loop = unseen.other()\n") is None
    assert objection(f"{SOURCE}        self.loop = None\n") is not None


@pytest.mark.parametrize(
    ("imports", "type_", "reason"),
    [
        ("import xml.etree.ElementTree as ET", "xml.etree.ElementTree", "xml.etree.ElementTree is a module"),
        ("import tempfile", "list[tempfile.NamedTemporaryFile]", "tempfile.NamedTemporaryFile is a function"),
        ("import threading", "threading.Lock", None),
        ("import typing", "typing.Any", None),
    ],
)
def test_functions_and_modules_are_no_types(imports: str, type_: str, reason: str | None) -> None:
    source = parse_source(f"{imports}\ndef f(x):\n    return g(x)\n")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(symbol for symbol in symbols if symbol.name == "x")
    assert inference.judge.objection("", symbol, parse_type(type_)) == reason


def test_what_is_done_with_a_variable_after_each_of_its_assignments() -> None:
    source = parse_source(
        "def f(xs, g):\n"
        "    for call in xs:\n        call(1)\n"
        "    thread = g()\n    thread.start()\n    thread = g()\n    thread.join()\n"
    )
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    call, thread = (next(symbol for symbol in symbols if symbol.name == name) for name in ("call", "thread"))

    def reason(symbol: Symbol, type_: str) -> str | None:
        return inference.judge.objection("", symbol, parse_type(type_))

    assert reason(call, "str") == "is called, which str does not allow (line 3)"
    assert reason(call, "collections.abc.Callable") is None
    assert reason(thread, "str") == "str has no start (line 5)"
    assert reason(thread, "multiprocessing.pool.Pool") == "multiprocessing.pool.Pool has no start (line 5)"
    assert reason(thread, "threading.Thread") is None


ANYTHING = """
class Version:
    def __init__(self, parts):
        self.parts = parts
    def __eq__(self, other):
        return self.parts == other.parts
    def __lt__(self, asked):
        return self.parts < asked.parts
    def __iter__(self):
        return iter(self.parts)
def f(called, tested, shown, added, spread, maybe):
    called()
    if isinstance(tested, str):
        tested.upper()
    print(shown, *spread)
    if hasattr(maybe, "close"):
        maybe.close()
    return added + 1
def averages():
    total = 0.0
    while True:
        total += yield total
"""


@pytest.mark.parametrize(
    ("name", "type_", "reason"),
    [
        ("other", "object", None),
        ("asked", "object", "it is asked for parts, which an object does not allow"),
        ("called", "object", "it is called, which an object does not allow"),
        ("tested", "object", None),
        ("shown", "object", None),
        ("maybe", "object", None),
        ("added", "object", "it is operated on, which an object does not allow"),
        ("spread", "object", "it is iterated over, which an object does not allow"),
        ("spread", "int", "is iterated over, which int does not allow (line 15)"),
        ("spread", "list[int]", None),
        ("__iter__", "collections.abc.Iterable[int]", "__iter__ gives something with __next__"),
        ("__iter__", "collections.abc.Generator[int, None, None]", None),
        ("__iter__", "typing.Any", None),
        ("averages", "collections.abc.Iterator[float]", "the function uses what is sent to it, which only a generator"),
        ("averages", "collections.abc.Generator[float, float, None]", None),
    ],
)
def test_types_that_allow_too_little(name: str, type_: str, reason: str | None) -> None:
    source = parse_source(ANYTHING)
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(symbol for symbol in symbols if symbol.name == name)
    told = inference.judge.objection("", symbol, parse_type(type_))
    assert (told or "").startswith(reason or "-") if reason else told is None


@pytest.mark.parametrize(
    ("type_", "reason"),
    [
        ("typing.Self", "Event flows into it"),
        ("typing.Self | None", "Event flows into it"),
        ("collections.abc.Coroutine", "Event flows into it"),
        ("Event", None),
    ],
)
def test_self_stands_for_the_class_of_the_method(type_: str, reason: str | None) -> None:
    source = "class Event: ...\nclass Parser:\n    def step(self):\n        return Event()\n"
    read = parse_source(source, "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "", symbols)
    step = next(symbol for symbol in symbols if symbol.name == "step")
    assert inference.judge.misfit("", step, parse_type(type_)) == reason
    own = replace(step, scope="Event")
    assert inference.judge.misfit("", own, parse_type("typing.Self")) is None


OVERLOADED = """
from typing import overload
class Shelf:
    @overload
    def get(self, index): ...
    @overload
    def get(self, index): ...
    def get(self, index):
        return [index.start]
"""


def test_an_overload_may_take_less_than_the_implementation() -> None:
    source = parse_source(OVERLOADED)
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    judge = inference.judge
    reasons = [judge.objection("", symbol, parse_type("int")) for symbol in symbols if symbol.name == "index"]
    assert reasons == [None, None, "int has no start (line 9)"]


DESCRIBED = """
class Reactive:
    def __init__(self, value):
        self.value = value
    def __get__(self, instance, owner):
        return self.value
    def __set__(self, instance, value):
        self.value = value
class Switch:
    on = Reactive(False)
    def press(self):
        self.on = True
"""


def test_what_is_assigned_is_handed_to_a_descriptor() -> None:
    source = parse_source(DESCRIBED)
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    (symbol,) = (symbol for symbol in symbols if symbol.name == "on")
    assert inference.judge.misfit("", symbol, parse_type("Reactive")) is None
    assert inference.judge.misfit("", symbol, parse_type("str")) is not None
