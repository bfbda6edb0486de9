"""Table 4: ablations of edges and of initial states."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import TABLE_1
from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from typilus.lab.exhibits.model_rows import TYPILUS
from typilus.lab.exhibits.table4 import COLUMNS, EXHIBIT, ROWS


def removed(name: str) -> set[str]:
    row = next(row for row in ROWS if row.name == name)
    return {str(relation) for relation in set(TABLE_1) - set(row.changes["relations"])}


def test_edges_are_removed_as_the_names_say() -> None:
    assert removed("No syntactic edges") == {"NEXT_TOKEN", "CHILD"}
    assert removed("No NEXT_TOKEN") == {"NEXT_TOKEN"}
    assert removed("No CHILD") == {"CHILD"}
    assert removed("No NEXT_*USE") == {"NEXT_MAY_USE", "NEXT_LEXICAL_USE"}


def test_the_full_model_is_that_of_the_other_exhibits() -> None:
    assert ROWS[-1].changes == TYPILUS.changes
    assert [row.changes.get("initial_states") for row in ROWS[-3:]] == ["tokens", "characters", None]
    assert ROWS[0].changes["steps"] == 0


def test_numbers_of_the_paper_are_well_formed() -> None:
    for row in ROWS:
        exact, neutral = (number or 0.0 for number in row.paper)
        assert 38 < exact < neutral < 57
    assert len(COLUMNS) == 2


def test_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = FakeTrainer()
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, trainer, minutes=30.0))
    assert len(result.lines) == len(ROWS) + 1
    run = {config.relations for config in trainer.trained}
    assert len(run) >= 5
    assert [cell.value for cell in result.lines[len(ROWS) - 1].cells] == [40, 60]
    assert len(EXHIBIT.draw(result).axes) == 2
