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
