"""Colors of probabilities."""

from __future__ import annotations

import pytest

from typilus.options import AnnotateOptions
from typilus.prediction.confidence_styles import confidence_style


@pytest.mark.parametrize(
    ("probability", "style"),
    [(1.0, "green"), (0.9, "green"), (0.899, "yellow"), (0.5, "yellow"), (0.499, "dim"), (0.0, "dim")],
)
def test_sure_types_likely_ones_and_others(probability: float, style: str) -> None:
    assert confidence_style(probability) == style


def test_green_is_what_annotating_writes() -> None:
    assert confidence_style(AnnotateOptions().min_confidence) == "green"
