"""Table 3: criteria by kind of symbol."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from typilus.lab.exhibits.table3 import EXHIBIT


def test_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer()))
    assert result.columns == ("variables", "parameters", "returns")
    assert [[cell.value for cell in line.cells] for line in result.lines] == [
        [43, 44, 45], [53, 54, 55], [63, 64, 65], [25, 25, 25],
    ]  # fmt: skip
    assert [[cell.paper for cell in line.cells] for line in result.lines] == [
        [43.5, 53.8, 56.9], [61.8, 57.9, 69.5], [45.5, 55.1, 58.9], [9.4, 41.5, 49.1],
    ]  # fmt: skip
    assert sum(cell.paper or 0.0 for cell in result.lines[3].cells) == pytest.approx(100)
    assert len(EXHIBIT.draw(result).axes) == 3


def test_without_a_run_the_paper_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), minutes=0.0))
    assert {cell.value for line in result.lines for cell in line.cells} == {None}
    assert all("budget" in str(line.reason) for line in result.lines)
    assert EXHIBIT.draw(result).axes
