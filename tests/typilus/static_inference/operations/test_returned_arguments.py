"""Functions that hand an argument back."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import answers

PROGRAM = """
def same(a):
    return a

def named(key, default=None):
    if key in TABLE:
        return TABLE[key]
    return default

def filled(a=None):
    if a is None:
        a = []
    return a

def changed(a):
    def change():
        nonlocal a
        a = ""
    change()
    return a

def collected(*a, **b):
    return a

def run(function, times=1):
    try:
        return function(times)
    except ValueError:
        return function(0)

def number(times):
    return times + 1

def text(times):
    return str(times)

async def later(a):
    return a

class Box:
    def get(self, a, b=None):
        return b

    @classmethod
    def made(cls, a):
        return a

TABLE = {"a": 1}
ARGUMENTS = (1,)
same("")
same(b"")
run(number)
run(text)
"""


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("same(1)", "int"),
        ("same(a=1.5)", "float"),
        ("same(same(''))", "str"),
        ("same(*ARGUMENTS)", "bytes | float | str"),
        ("named('a', '')", "int | str"),
        ("named('a', default=b'')", "bytes | int"),
        ("changed(1)", "int | str"),
        ("collected(1)", "tuple[int, ...]"),
        ("Box().get(1, '')", "str"),
        ("Box().get('', b=same(2))", "int"),
        ("Box.made(3)", "int"),
        ("run(number)", "int"),
        ("run(text)", "str"),
        ("run(function=text)", "str"),
        ("run(lambda times: b'')", "bytes"),
        ("filled({''})", "list | set[str]"),
    ],
)
def test_a_call_gets_what_it_hands_over(value: str, type_: str) -> None:
    answer = answers(f"{PROGRAM}\nx = {value}\ny = same(1.5)\n")["x"]
    assert str(answer.type) == type_


def test_a_coroutine_gives_it_when_it_is_awaited() -> None:
    program = f"{PROGRAM}\nasync def main():\n    x = await later(1)\n    y = await later('')\n    return x\n"
    assert str(answers(program)["main.x"].type) == "int"


def test_a_function_that_calls_itself() -> None:
    program = "def wrap(a, depth):\n    if depth:\n        return wrap([a], depth - 1)\n    return a\nx = wrap(1, 0)\n"
    assert "int" in str(answers(program)["x"].type)
