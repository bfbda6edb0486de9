"""What a run is made of is kept as JSON and read back, and nothing else is taken for it."""

from __future__ import annotations

import dataclasses
import json

import pytest

from typilus.errors import CheckpointError
from typilus.models import embedded_folder
from typilus.neural.model_files import read_config
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


@pytest.mark.parametrize(
    ("text", "objective", "similarity"),
    [
        ('{"objective": "neighbor"}', "typilus", "neighbor"),
        ('{"objective": "typilus"}', "typilus", "space"),
        ('{"objective": "space"}', "space", "space"),
        ('{"objective": "typilus", "similarity": "hinge"}', "typilus", "hinge"),
        ('{"objective": "space", "similarity": "neighbor"}', "space", "neighbor"),
        ('{"similarity": "contrastive"}', "typilus", "contrastive"),
        ("{}", "typilus", "neighbor"),
    ],
)
def test_an_objective_alone_means_what_it_meant_before_similarities_had_names(
    text: str, objective: str, similarity: str
) -> None:
    config = TrainingConfig.from_json(text)
    assert (config.objective, config.similarity) == (objective, similarity)
    assert TrainingConfig.from_json(config.to_json()) == config


def test_the_embedded_model_was_trained_with_the_defaults() -> None:
    assert read_config(embedded_folder()) == TrainingConfig()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"steps": -1}', "steps is -1, not from 0 to 64"),
        ('{"initial_states": "words"}', "initial_states is 'words', not one of subtokens, tokens, characters"),
        ('{"distance": "l2"}', "distance is 'l2', not one of l1, cosine"),
        ('{"contracted": 1}', "contracted is 1, neither true nor false"),
        ('{"buckets": 0}', "buckets is 0, not from 1 to 1e\\+07"),
        ('{"temperature": 0}', "temperature is 0, not from 1e-06"),
    ],
)
def test_what_a_setting_may_be(text: str, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        TrainingConfig.from_json(text)


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "3", '{"no_such_value": 1}', '{"steps": 8}}'])
def test_what_is_no_configuration_is_an_error_that_names_the_file(text: str) -> None:
    with pytest.raises(CheckpointError, match=r"^model/config\.json: not a training configuration .*install again$"):
        TrainingConfig.from_json(text, "model/config.json")


def test_a_configuration_does_not_change() -> None:
    config = TrainingConfig()
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.steps = 3  # type: ignore[misc]
    assert hash(config) == hash(TrainingConfig())
