"""Attributes of symbols, wherever they are taken."""

from __future__ import annotations

import pytest

from tests.typilus.class_matching.shop import graph_of
from typilus.class_matching.attribute_use import used_attributes


def used(text: str) -> dict[str, set[str]]:
    graph = graph_of(text)
    return {graph.labels[graph.node_label[node]]: set(names) for node, names in used_attributes(graph).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(x):\n    x.add(1)\n    return x.size\n", {"add", "size"}),
        ("def f(x):\n    return x.a.b\n", {"a"}),
        ("def f(x):\n    x.a = 1\n    del x.b\n", {"a", "b"}),
        ("def f(x):\n    return f'{x.a}'\n", {"a"}),
        ("def f(x):\n    return (\n        x\n        .a\n    )\n", {"a"}),
        ("def f(x):\n    return lambda: [x.a for _ in y]\n", {"a"}),
    ],
)
def test_attributes_taken_of_a_parameter(text: str, expected: set[str]) -> None:
    assert used(text)["x"] == expected


def test_attributes_taken_of_an_attribute() -> None:
    found = used(
        "class A:\n    def f(self):\n        self.shop = 1\n        self.shop.open()\n        self.shop.door.lock()\n"
    )
    assert found["shop"] == {"open", "door"}
    assert found["self"] == {"shop"}


def test_what_is_only_called_has_none() -> None:
    assert "x" not in used("def f(x, y):\n    x()\n    y.x\n")
    assert used("x = 1\n") == {}
