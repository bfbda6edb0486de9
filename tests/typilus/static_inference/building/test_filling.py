"""Calls that fill containers, and what follows for these."""

from __future__ import annotations

import ast

import pytest

from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.building.filling import filling_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x.append(1)", "x"),
        ("self.x.update(y)", "self.x"),
        ("heapq.heappush(heap, 1)", "heap"),
        ("insort(x, 1)", "x"),
        ("heapq.heappush(*both)", None),
        ("x.pop()", None),
        ("x + 1", None),
    ],
)
def test_fillings(text: str, expected: str | None) -> None:
    filling = filling_of(ast.parse(text, mode="eval").body)
    assert (None if filling is None else ast.unparse(filling.container)) == expected


def test_what_fills_a_container_tells_what_it_holds() -> None:
    source = "import heapq\ndef f():\n    heap = []\n    heapq.heappush(heap, (1, 'a'))\n    return heap\n"
    assert inferred(source)["f()"] == "list[tuple[int, str]]"


def test_a_loop_that_fills_a_container_leaves_it_filled() -> None:
    source = "def f(n):\n    done = []\n    while len(done) < 3:\n        done.append('a')\n    return done\n"
    assert inferred(source)["f()"] == "list[str]"
