"""The nodes that fill a container, under all its names."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import extract, parse_source
from typilus.static_inference import StaticInference
from typilus.static_inference.contents.container_uses import MAX_USES, fillings_of


def fillings(source: str, is_ordered: bool = False) -> int | None:
    """The number of nodes that fill the first display of a dict or list, None if it gets out of sight."""
    document = parse_source(source)
    inference = StaticInference()
    inference.infer(document, "", extract(document).symbols)
    nodes = inference.program.graph.nodes
    creation = next(number for number, node in enumerate(nodes) if isinstance(node.node, ast.Dict | ast.List))
    watched: set[int] = set()
    numbers = fillings_of(inference.solver, creation, is_ordered, watched.add)
    assert creation in watched
    return None if numbers is None else len(numbers)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("x = {}\nx['a'] = 1\nx.update(b=2)", 2),
        ("x = {}\ny = x\ny['a'] = 1", 1),
        ("x = {}\nlen(x), sorted(x), str(x), x == {}", 0),
        ("x = {}\nopen(x)", None),
        ("x = {}\nx |= {}", None),
        ("x = []\nx.append(1)", 1),
        ("x = []\nx.sort()", None),
    ],
)
def test_fillings(source: str, count: int | None) -> None:
    assert fillings(source) == count


def test_taking_away_moves_the_elements_of_a_list() -> None:
    assert fillings("x = [1]\nx.pop(0)", is_ordered=True) is None
    assert fillings("x = {}\nx.pop(0)") == 0


def test_a_container_that_is_everywhere_is_out_of_sight() -> None:
    assert fillings("x = {}\n" + "".join(f"y{number} = x\n" for number in range(MAX_USES))) is None
