"""Table 2: nine models and a transformer, with the paper's numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from typilus.lab.exhibits.table2 import COLUMNS, EXHIBIT, ROWS


def test_nine_models_are_encoders_by_objectives_and_one_is_a_transformer() -> None:
    pairs = [(row.changes["encoder"], row.changes["objective"]) for row in ROWS]
    grid = [(e, o) for e in ("sequence", "path", "graph") for o in ("class", "space", "typilus")]
    assert pairs == [*grid, ("transformer", "typilus")]


def test_numbers_of_the_paper_are_well_formed() -> None:
    assert [len(row.paper) for row in ROWS] == [len(COLUMNS)] * 9 + [0]
    for row in ROWS[:9]:
        exact, common, rare, parametric, parametric_common, parametric_rare, _ = (number or 0.0 for number in row.paper)
        assert 0 < rare < exact < common < 100
        assert exact < parametric < parametric_common
        assert common < parametric_common
        assert rare < parametric_rare < parametric
    assert max(ROWS[:9], key=lambda row: row.paper[0] or 0.0).name == "Typilus"


def test_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), minutes=30.0))
    assert [line.name for line in result.lines] == [*(row.name for row in ROWS), "look-up by name (ours)"]
    graph = next(line for line in result.lines if line.name == "Typilus")
    assert [cell.value for cell in graph.cells] == [40, 41, 42, 50, 51, 52, 60]
    assert [cell.paper for cell in graph.cells] == [54.6, 77.2, 22.5, 64.1, 80.3, 41.2, 56.3]
    assert len(EXHIBIT.draw(result).axes) == 4
