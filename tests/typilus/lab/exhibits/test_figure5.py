"""Figure 5: rates by how often the true type was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from typilus.lab.exhibits.figure5 import EXHIBIT


def test_the_figure_has_the_buckets_with_symbols(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer()))
    assert result.columns == ("0", "≥ 1,000")
    assert [[cell.value for cell in line.cells] for line in result.lines] == [[0, 40], [25, 80], [4, 100]]
    assert result.lines[1].cells[1].error == pytest.approx(4.0)  # the root of 0.8 * 0.2 / 100
    assert len(EXHIBIT.draw(result).axes) == 2


def test_seeds_have_the_error_over_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), seeds=2))
    assert result.lines[0].cells[1].value == 41.0
    assert result.lines[0].cells[1].error == pytest.approx(1.0)


def test_without_a_run_there_is_nothing_to_draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), minutes=0.0))
    assert result.columns == ()
    assert EXHIBIT.draw(result).axes
