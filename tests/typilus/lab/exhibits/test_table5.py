"""Table 5: proportions and accuracies by what a prediction changes, and the relations of changed types."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.checked_shops import checked_laboratory
from typilus.lab.exhibits.exhibit_values import Line
from typilus.lab.exhibits.table5 import EXHIBIT


def values(line: Line) -> list[float | None]:
    return [None if cell.value is None else round(cell.value, 1) for cell in line.cells]


def test_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(checked_laboratory(tmp_path, monkeypatch))
    lines = {line.name: line for line in result.lines}
    assert values(lines["none → τ"]) == [66.7, 75.0] * 2  # 4 of 6 symbols a file; the result is no text
    assert values(lines["τ → τ′"]) == [16.7, 0.0] * 2
    assert values(lines["τ → τ"]) == [16.7, 100.0] * 2
    assert values(lines["overall"]) == [100.0, 66.7] * 2
    assert values(lines["τ′ a supertype of τ"]) == [100.0, 0.0] * 2
    assert values(lines["τ′ a subtype of τ"]) == [0.0, None] * 2
    assert [cell.paper for cell in lines["overall"].cells] == [100, 89, 100, 83]
    assert [cell.paper for cell in lines["τ′ a supertype of τ"].cells] == [33, None, None, None]
    assert "mypy: 12 predictions in 2 files" in result.notes[0]
    assert len(EXHIBIT.draw(result).axes) == 2


def test_numbers_of_the_paper_are_well_formed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(checked_laboratory(tmp_path, monkeypatch, minutes=0.0))
    for column in (0, 2):
        shares = [line.cells[column].paper or 0 for line in result.lines[:3]]
        assert sum(shares) == 100
        accuracy = sum(
            share * (line.cells[column + 1].paper or 0) / 100 for share, line in zip(shares, result.lines, strict=False)
        )
        assert result.lines[3].cells[column + 1].paper == pytest.approx(accuracy, abs=1)


def test_a_checker_that_is_not_installed_has_no_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(checked_laboratory(tmp_path, monkeypatch, has_pytype=False))
    assert values(result.lines[3]) == [100.0, 66.7, None, None]
    assert "pytype did not judge: pytype is not installed; pip install 'typilus[pytype]'." in result.notes
    assert EXHIBIT.draw(result).axes
