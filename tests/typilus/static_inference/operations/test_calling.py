"""What calls give: of functions as declared or as their bodies compute, of methods, classes, objects and callables."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

PROGRAM = """
import contextlib
import functools
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar, overload

T = TypeVar("T")

def declared(a) -> bytes: ...
def same(a: T) -> T: ...
def unknown(a) -> "Nowhere": ...
def computed(a): return [a]
def numbers():
    yield 1
    return "end"
def letters() -> Iterator[str]: yield "a"
async def fetched(): return 1.5
async def promised(a: int) -> bytes: ...
async def ticks():
    yield 1
async def lines() -> AsyncIterator[str]:
    yield ""
async def given() -> AsyncIterator[str]: ...
@contextlib.contextmanager
def opened():
    yield b""
@contextlib.contextmanager
def typed() -> Iterator[int]:
    yield 1
@contextlib.asynccontextmanager
async def connected():
    yield 2.5
@functools.cache
def cached(a): return a + 1
def decorated(a): return a
decorated = nobody_knows(decorated)
@nobody_knows
def changed(): return 1

@overload
def either(a: int) -> str: ...
@overload
def either(a: str) -> int: ...
def either(a): return a

class Add:
    def __init__(self, by): self.by = by
    def __call__(self, a): return a + self.by
    def method(self, a=None): return a
    @staticmethod
    def static(a): return a

def taker(f: Callable[[int], bytes], g: Callable[..., str], h: Callable):
    x = f(1)
    y = g()
    z = h(2)
"""


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("declared(1)", "bytes"),
        ("same(1)", "int"),
        ("same('a')", "str"),
        ("computed(1)", "list[int]"),
        ("numbers()", "collections.abc.Generator[int, None, str]"),
        ("letters()", "collections.abc.Iterator[str]"),
        ("fetched()", "collections.abc.Coroutine[typing.Any, typing.Any, float]"),
        ("promised(1)", "collections.abc.Coroutine[typing.Any, typing.Any, bytes]"),
        ("ticks()", "collections.abc.AsyncGenerator[int, None]"),
        ("lines()", "collections.abc.AsyncIterator[str]"),
        ("given()", "collections.abc.AsyncIterator[str]"),
        ("opened()", "contextlib.AbstractContextManager[bytes]"),
        ("typed()", "contextlib.AbstractContextManager[int]"),
        ("connected()", "contextlib.AbstractAsyncContextManager[float]"),
        ("cached(1)", "int"),
        ("either(1)", "str"),
        ("either('a')", "int"),
        ("Add(1)", "Add"),
        ("Add(1)(2)", "int"),
        ("Add(1).method('a')", "str"),
        ("Add.static(b'')", "bytes"),
        ("(lambda: 1)()", "int"),
        ("(lambda a: a)('a')", "str"),
        ("type(Add(1))", "type[Add]"),
        ("unknown(1)", "Nowhere"),
        ("nobody_knows()", None),
        ("1()", None),
    ],
)
def test_calls(value: str, type_: str | None) -> None:
    assert (inferred(f"{PROGRAM}\nx = {value}\n").get("x") or "").rstrip("?") == (type_ or "")


def test_callables_give_what_they_are_declared_to() -> None:
    found = inferred(PROGRAM)
    assert (found["taker.x"], found["taker.y"], found.get("taker.z")) == ("bytes", "str", None)


def test_what_an_unknown_decorator_makes_of_a_function_is_a_guess() -> None:
    found = inferred(f"{PROGRAM}\nx = changed()\ny = cached(1)\nz = declared(1)\n")
    assert (found["x"], found["z"]) == ("int?", "bytes")


def test_an_unknown_receiver_among_others_leaves_a_call_open() -> None:
    found = inferred("class A:\n    def go(self): return 1\ndef f(a, b):\n    c = A() if a else b\n    x = c.go()\n")
    assert found["f.x"] == "int?"


def test_a_method_is_called_strictly_for_an_operator_and_leniently_by_its_name() -> None:
    program = "class A:\n    def __add__(self, other: int) -> bytes: ...\n"
    assert inferred(f"{program}x = A().__add__('a')\n")["x"].rstrip("?") == "bytes"
    assert inferred(f"{program}x = A() + 1\n")["x"] == "bytes"
    assert inferred(f"{program}x = A() + 'a'\n").get("x") != "bytes"


def test_what_a_variable_stands_for_is_a_guess_where_an_argument_is_unknown() -> None:
    program = "from typing import TypeVar\nT = TypeVar('T')\ndef one(a: T, b: T) -> T: ...\n"
    assert inferred(f"{program}x = one(1, 2)\n")["x"] == "int"
    assert inferred(f"{program}x = one(1, nobody)\n").get("x") != "int"


def test_a_method_that_a_decorator_may_have_changed_makes_its_operator_a_guess() -> None:
    program = "class A:\n    def __getitem__(self, a): return 1\n    {}\n    def __neg__(self): return 1\n"
    program += "x = -A()\ny = A()[0]\n"
    assert inferred(program.format(""))["x"] == "int"
    assert inferred(program.format("@nobody_knows"))["x"] == "int?"
    assert inferred(program.format("@nobody_knows"))["y"] == "int"


def test_an_object_is_made_of_the_class_that_is_handed_over() -> None:
    source = "class A:\n    @classmethod\n    def make(cls):\n        return object.__new__(cls)\nx = A.make()\n"
    assert inferred(source)["x"] == "A"
