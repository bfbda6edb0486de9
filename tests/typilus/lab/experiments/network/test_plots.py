"""Pictures are drawn from what was measured."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from tests.typilus.lab.experiments.network.test_experiments import experiment
from typilus.errors import TypilusError
from typilus.lab.experiments.network.experiments import ROWS
from typilus.lab.experiments.network.plots import draw_frequency, draw_precision_recall, new_figure, save_plots
from typilus.typespace import VotingRule


def test_a_panel_for_each_row_and_a_line_for_each_method(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    one = experiment()
    results = [one.measure(row, space=VotingRule(k=1)) for row in ROWS[1:]]
    assert [panel.get_title() for panel in draw_precision_recall(results).axes] == [row.name for row in ROWS[1:]]
    assert [len(panel.lines) for panel in draw_precision_recall(results).axes] == [6, 6]
    points = draw_frequency(results).axes[1].lines[0]
    assert np.asarray(points.get_ydata()).tolist() == [100.0, 100.0]
    save_plots(tmp_path / "pictures", results)
    assert (tmp_path / "pictures" / "frequency.png").read_bytes().startswith(b"\x89PNG")


def test_without_matplotlib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(TypilusError, match=r"`notebook` extra"):
        new_figure(1, 1)
