from __future__ import annotations

import pytest

from typilus.errors import CheckpointError
from typilus.lab.infiller_training.infiller_config import InfillerConfig


def test_settings_come_back() -> None:
    config = InfillerConfig(layers=3, bfloat16=False, annotation_share=0)
    assert InfillerConfig.from_json(config.to_json()) == config
    assert InfillerConfig.from_json("{}") == InfillerConfig()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"layers": 0}', "layers is 0, not from"),
        ('{"layers": 1.5}', "layers is 1.5, not a whole number"),
        ('{"layers": true}', "layers is True, not a whole number"),
        ('{"annotation_share": 2}', "annotation_share is 2, not from 0 to 1"),
        ('{"learning_rate": 1e999}', "learning_rate is inf, not a number"),
        ('{"bfloat16": 1}', "bfloat16 is 1, neither true nor false"),
        ('{"width": 10, "heads": 4}', "width 10 is no even multiple of 4 heads"),
        ('{"depth": 3}', "depth.*; they are layers, width"),
        ("[]", "they are layers"),
    ],
)
def test_settings_out_of_reason_are_refused(text: str, message: str) -> None:
    with pytest.raises(CheckpointError, match=message):
        InfillerConfig.from_json(text, "run/infiller.json")
