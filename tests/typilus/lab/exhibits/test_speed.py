"""Speed: passes over the same files in turn, and a ratio if both encoders are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from typilus.lab.exhibits import speed
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings
from typilus.lab.exhibits.model_rows import ModelRow
from typilus.lab.exhibits.speed import EXHIBIT
from typilus.neural import ENCODERS

SMALL = {"hidden_size": 8, "embedding_size": 8, "steps": 1, "min_class_count": 1, "split": "project", "run_length": 64}


@pytest.fixture
def sequence() -> Iterator[None]:
    """The graph encoder as the sequence encoder, if there is none."""
    if "sequence" in ENCODERS.names:
        yield
        return
    ENCODERS.add("sequence", ENCODERS.get("graph"))
    yield
    ENCODERS.remove("sequence")


@pytest.mark.usefixtures("sequence")
def test_both_are_timed_and_compared(small_corpus: Path, tmp_path: Path) -> None:
    result = EXHIBIT.make(Laboratory(LaboratorySettings(small_corpus, tmp_path, 0.0, settings=SMALL)))
    graph, _, ratio = result.lines
    assert all(cell.value is not None and cell.value > 0 for line in result.lines for cell in line.cells)
    assert graph.effort == "2 rounds"  # without a budget, the fewest that have an error
    assert ratio.cells[0].error is not None
    assert [cell.paper for cell in ratio.cells] == [pytest.approx(61.1, abs=0.05), 29.0]
    assert EXHIBIT.draw(result).axes


def test_ratios_are_those_of_rounds() -> None:
    cell = speed._ratio([10.0, 30.0, 80.0], [1.0, 2.0, 4.0], 29.0)
    assert cell.value == 15.0
    assert cell.error == pytest.approx(((25 + 0 + 25) / 2) ** 0.5 / 3**0.5)


def test_an_encoder_that_is_not_there(small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (speed._ROWS[0], ModelRow("sequence", {"encoder": "abacus"}))
    monkeypatch.setattr(speed, "_ROWS", rows)
    result = EXHIBIT.make(Laboratory(LaboratorySettings(small_corpus, tmp_path, 0.0, settings=SMALL)))
    assert [line.reason is None for line in result.lines] == [True, False, False]
    assert result.lines[2].cells[1].value is None
    assert EXHIBIT.draw(result).axes
