"""Imports lead to files in both directions, the nearest first."""

from __future__ import annotations

import pytest

from graph_extraction import parse_source
from typilus.lab.experiments.joined.usage_graph import UsageGraph
from typilus.project import summarize

TEXTS = {
    "shop": "from money import Money\nimport json\n",
    "money": "import numbers_\n",
    "numbers_": "import money\n",
    "till": "import shop\n",
    "alone": "import os\n",
}


@pytest.fixture
def graph() -> UsageGraph:
    return UsageGraph({f"{name}.py": summarize(parse_source(text).tree, name, False) for name, text in TEXTS.items()})


@pytest.mark.parametrize(
    ("steps", "files"),
    [(0, ["shop.py"]), (1, ["shop.py", "money.py", "till.py"]), (9, ["shop.py", "money.py", "till.py", "numbers_.py"])],
)
def test_steps_in_both_directions(graph: UsageGraph, steps: int, files: list[str]) -> None:
    assert graph.around("shop.py", steps) == files


def test_a_circle_has_an_end(graph: UsageGraph) -> None:
    assert graph.around("numbers_.py", 1) == ["numbers_.py", "money.py"]


def test_files_without_neighbors(graph: UsageGraph) -> None:
    assert graph.around("alone.py", 5) == ["alone.py"]
    assert graph.around("elsewhere.py", 5) == []
