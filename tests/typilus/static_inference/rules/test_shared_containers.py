"""Containers that are filled where they are handed to, or later."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("def f(out):\n    out.append(1)\ndef g():\n    x = []\n    f(x)\n    return x\n", "g.x", "list[int]"),
        ("def f(out):\n    out[1] = 'a'\ndef g():\n    x = {}\n    f(out=x)\n", "g.x", "dict[int, str]"),
        ("def f(out):\n    pass\ndef g():\n    x = set()\n    f(x)\n    x.add(b'')\n", "f.out", "set[bytes]?"),
        ("def f(out):\n    out = []\n    out.append(1)\ndef g():\n    x = []\n    f(x)\n", "g.x", "list?"),
        ("def f(*out):\n    out[0].append(1)\ndef g():\n    x = []\n    f(x)\n    print(x)\n", "g.x", "list?"),
        ("def f(out):\n    out.append(1)\ndef g():\n    x = ['a']\n    f(x)\n", "g.x", "list[str]"),
    ],
)
def test_what_is_put_in_elsewhere(source: str, name: str, kind: str) -> None:
    assert inferred(source)[name] == kind


def test_one_who_knows_its_own_is_told_nothing_by_others() -> None:
    told = inferred("def f(out):\n    out.append(1)\nf([2.5])\nx = []\nf(x)\n")
    assert told["f.out"] == "list[float]?"
    assert told["x"] == "list[float]"


@pytest.mark.parametrize("call", ["add(out)", "add(out=out)", "f = add\n    f(out)", "[add][0](out)", "again(out)"])
def test_what_goes_back_through_functions_that_hand_it_on(call: str) -> None:
    source = f"""def add(out):
    out.append(1)
def again(out):
    add(out)
    again(out)
def hand(out):
    {call}
def make():
    x = []
    hand(x)
    return x
"""
    kinds = inferred(source)
    assert kinds["hand.out"] == "list[int]?"
    assert kinds["make()"] == "list[int]"


def test_what_others_hand_to_the_called_function_does_not_go_back() -> None:
    source = "def add(out):\n    print(out)\nadd(['a'])\ndef hand(out):\n    add(out)\nx = []\nhand(x)\n"
    assert inferred(source)["x"] == "list?"
