"""Figure 4: curves of the three graph models."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from typilus.lab.exhibits.figure4 import EXHIBIT


def test_the_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer()))
    assert [line.name for line in result.lines] == ["Graph2Class", "Graph2Space", "Typilus"]
    assert [cell.value for cell in result.lines[2].cells] == [90, 90, 60, 60, 60]
    assert [cell.paper for cell in result.lines[2].cells] == [None, None, 95, None, 56.3]
    assert set(result.data["curves"]) == {line.name for line in result.lines}
    figure = EXHIBIT.draw(result)
    assert [len(panel.lines) for panel in figure.axes] == [3, 3, 3]


def test_without_a_run_there_is_an_empty_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), minutes=0.0))
    assert result.data["curves"] == {}
    assert len(EXHIBIT.draw(result).axes) == 1
