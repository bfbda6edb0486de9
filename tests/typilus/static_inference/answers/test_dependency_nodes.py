"""Nodes of the type dependency graph in words."""

from __future__ import annotations

from pathlib import Path

import pytest

import typilus
from typilus.static_inference.answers.dependency_nodes import Dependency

SOURCE = """\
class Till:
    def __init__(self, coins):
        self.coins = coins

    def count(self):
        for coin in self.coins.split(" and a remarkably long text, so long that nobody would read it to its end"):
            print(coin)
        return 3


def numbers():
    yield 1
"""


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dependency, ...]:
    path: Path = tmp_path_factory.mktemp("till") / "till.py"
    path.write_text(SOURCE)
    return typilus.type_dependencies(path).nodes


@pytest.mark.parametrize(
    ("code", "kind", "line", "types", "rule"),
    [
        ("Till.count()", "symbol", None, ("int",), "slot"),
        ("numbers() yields", "symbol", None, ("int",), "slot"),
        ("Till.coins", "symbol", None, ("str",), "slot"),
        ("3", "expression", 8, ("int",), "constant"),
        ("self", "name", 6, ("till.Till",), "same"),
        ("def count", "expression", 5, ("function till.Till.count",), "constant"),
        ("its uses", "expression", None, ("str",), "constant"),
    ],
)
def test_a_node_in_words(
    nodes: tuple[Dependency, ...], code: str, kind: str, line: int | None, types: tuple[str, ...], rule: str
) -> None:
    node = next(node for node in nodes if node.code == code)
    assert (node.kind, node.line, node.types, node.rule) == (kind, line, types, rule)


def test_code_is_on_one_short_line(nodes: tuple[Dependency, ...]) -> None:
    assert all(len(node.code) <= 60 and "\n" not in node.code for node in nodes)
    assert any(node.code.startswith("for coin in self.coins.split(") and node.code.endswith("…") for node in nodes)


def test_types_by_use_may_not_be_all(nodes: tuple[Dependency, ...]) -> None:
    whole = {node.code: node.is_whole for node in nodes if node.kind == "symbol"}
    assert whole["Till.count()"]
    assert not whole["Till.coins"]
