"""Literals that stand for any number."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    "source",
    [
        "def move(d=0): return a.x + d",
        "def move(d=1): return d / 2",
        "def move(d=-1):\n    a.x += d",
        "def move(d=0): return d * 1.5",
        "def move(d=0): return d < 0.5",
        "def move(d): return d\nmove(1)\nx, y = a.pair() if a else (0, 1)\nmove(y)",
        "def move(d=None): return d\nmove(a.x - 1 if a else 0)\nmove(0)",
        "def move(d): return d\nmove((1.5, 0))",
        "def move(d): return d\ndef box(b):\n    return (0, 0.5) if b else b.points()\nmove(box(a))",
    ],
)
def test_zero_and_one_are_no_whole_numbers_where_floats_may_come(source: str) -> None:
    assert "int" not in inferred(f"import a\n{source}\n").get("move.d", "")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def move(d=0): return d", "int?"),
        ("def move(d=0): return a.x[d] + a.y * d", "int?"),
        ("def move(d=0): return range(d), a.x + d", "int?"),
        ("def move(d=0): return a.x << d", "int?"),
        ("def move(d=1): return ' ' * d + a.x * d", "int?"),
        ("def move(d=8): return a.x + d", "int?"),
        ("def move(d=0): return a.x + d\nmove(len(a.y))", "int?"),
        ("def move(d=0): return a.x + d\nmove(int(a.y))", "int?"),
        ("def move(d=0): return a.x + d\nfor i in range(3): move(i)", "int?"),
        ("def move(d=0): return a.x + d\nmove(0.5)", "float?"),
        ("def move(d): return d\nmove((1.5, 2))", "tuple[float, int]?"),
    ],
)
def test_they_are_where_something_else_says_so(source: str, expected: str) -> None:
    assert inferred(f"import a\n{source}\n")["move.d"] == expected


def test_counters_are_whole_numbers() -> None:
    found = inferred("def f(a):\n    n = 0\n    for b in a:\n        n += 1\n    return n\n")
    assert (found["f.n"], found["f()"]) == ("int", "int")
