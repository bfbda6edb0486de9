"""What a run is made of is kept as JSON and read back, and nothing else is taken for it."""

from __future__ import annotations

import dataclasses
import json

import pytest

from typilus.errors import CheckpointError
from typilus.neural.training_config import TrainingConfig


def test_a_configuration_survives_json() -> None:
    other = TrainingConfig("file", "class", hidden_size=7, dropout=0.25, learning_rate=1e-5, bfloat16=False, seed=-1)
    for config in (TrainingConfig(), other):
        assert TrainingConfig.from_json(config.to_json()) == config


def test_every_value_is_in_the_json() -> None:
    names = {field.name for field in dataclasses.fields(TrainingConfig)}
    text = TrainingConfig().to_json()
    assert set(json.loads(text)) == names
    assert text.endswith("}\n")


def test_what_an_older_file_does_not_say_is_as_by_default() -> None:
    assert TrainingConfig.from_json('{"steps": 8}') == TrainingConfig(steps=8)
    assert TrainingConfig.from_json("{}") == TrainingConfig()


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "3", '{"no_such_value": 1}', '{"steps": 8}}'])
def test_what_is_no_configuration_is_an_error_that_names_the_file(text: str) -> None:
    with pytest.raises(CheckpointError, match=r"^model/config\.json: not a training configuration .*install again$"):
        TrainingConfig.from_json(text, "model/config.json")


def test_a_configuration_does_not_change() -> None:
    config = TrainingConfig()
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.steps = 3  # type: ignore[misc]
    assert hash(config) == hash(TrainingConfig())
