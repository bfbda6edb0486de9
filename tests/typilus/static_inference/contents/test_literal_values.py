"""Keys and indices that are written out."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import extract, parse_source
from typilus.static_inference import StaticInference


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("print(x['a'])", "a"),
        ("print(x[-1])", -1),
        ("print(x[0, 'a'])", (0, "a")),
        ("KEY = 'a'\nprint(x[KEY])", "a"),
        ("KEY = 'a'\ndef f():\n    print(x[KEY])", "a"),
        ("print(x[True])", True),
    ],
)
def test_written_keys(source: str, value: object) -> None:
    assert key_in(source) == (value,)


@pytest.mark.parametrize(
    "source",
    ["print(x[y])", "KEY = 'a'\nKEY = 'b'\ndef f():\n    print(x[KEY])", "print(x[1.5])", "print(x['a' + 'b'])"],
)
def test_other_keys(source: str) -> None:
    assert key_in(source) is None


def key_in(source: str) -> object:
    document = parse_source(source)
    inference = StaticInference()
    inference.infer(document, "", extract(document).symbols)
    nodes = inference.program.graph.nodes
    item = next(node for node in nodes if isinstance(node.node, ast.Subscript))
    return inference.solver.literal(item.inputs[1])
