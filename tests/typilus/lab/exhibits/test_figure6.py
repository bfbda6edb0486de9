"""Figure 6: the grid of k and p, of a real run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from typilus.lab.exhibits.figure6 import EXHIBIT, EXPONENTS, NEIGHBORS, PAPER
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings


def test_numbers_of_the_paper_are_well_formed() -> None:
    paper = np.array(PAPER)
    assert paper.shape == (len(NEIGHBORS), len(EXPONENTS))
    assert abs(np.median(paper)) <= 0.1 + 0.3  # relative to the median, of numbers that are rounded
    assert paper.max() == paper[-1, -1] == 2.4


def test_the_figure_of_a_real_run(small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = {"hidden_size": 8, "embedding_size": 8, "steps": 1, "epochs": 1, "min_class_count": 1, "split": "project"}
    laboratory = Laboratory(LaboratorySettings(small_corpus, tmp_path, 5.0, settings=small))
    result = EXHIBIT.make(laboratory)
    values = np.array([[cell.value for cell in line.cells] for line in result.lines], float)
    assert np.median(values) == pytest.approx(0)
    assert (values[0] == values[0, 0]).all()  # of one neighbor's vote, the exponent does not matter
    assert len(EXHIBIT.draw(result).axes) == 2
    monkeypatch.setattr("typilus.lab.exhibits.figure6.network.load_symbols", lambda *_: pytest.fail("searched again"))
    assert EXHIBIT.make(laboratory).lines == result.lines


def test_without_a_run_the_paper_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), minutes=0.0))
    assert {cell.value for line in result.lines for cell in line.cells} == {None}
    assert EXHIBIT.draw(result).axes
