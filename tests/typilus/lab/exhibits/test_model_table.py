"""Lines of models: our numbers in the columns that name them, the paper's beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from typilus.lab.exhibits.laboratory import RowOutcome
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.model_table import TableColumn, lookup_line, model_lines

COLUMNS = (TableColumn("rare", "exact", "rare"), TableColumn("neutral", "neutral"))


@pytest.fixture
def outcomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[RowOutcome]:
    rows = [ModelRow("a", TYPILUS.changes, (30.0,)), ModelRow("b", {"encoder": "abacus"}, (1.0, 2.0))]
    return fake_laboratory(tmp_path, monkeypatch, FakeTrainer()).run(rows)


def test_a_line_a_row(outcomes: list[RowOutcome]) -> None:
    ours, missing = model_lines(outcomes, COLUMNS)
    assert [(cell.value, cell.error, cell.paper) for cell in ours.cells] == [(42.0, 1.5, 30.0), (60.0, 1.5, None)]
    assert ours.reason is None
    assert [(cell.value, cell.paper) for cell in missing.cells] == [(None, 1.0), (None, 2.0)]
    assert "abacus" in str(missing.reason)


def test_the_lookup_stands_below_what_was_measured(outcomes: list[RowOutcome]) -> None:
    (line,) = lookup_line(outcomes, COLUMNS)
    assert [cell.value for cell in line.cells] == [42.0, 60.0]
    assert lookup_line(outcomes[1:], COLUMNS) == ()
