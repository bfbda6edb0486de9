"""A run that begins with the weights of a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from tests.typilus.lab.small_runs import SETTINGS
from typilus.errors import CheckpointError
from typilus.lab.model_building.starting_network import begin_with, starting_network
from typilus.lab.model_building.training_run import train
from typilus.neural import TrainingConfig, load_model

CONFIG = TrainingConfig(**{**SETTINGS, "epochs": 1, "learning_rate": 0.0, "seed": 7})  # type: ignore[arg-type]


def test_a_run_begins_with_a_models_weights_and_vocabulary(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    begin_with(small_run, tmp_path, CONFIG)
    train(small_corpus, tmp_path, CONFIG)
    first, trained = load_model(small_run), load_model(tmp_path)
    assert trained.vocabulary.text == first.vocabulary.text
    weights = first.encoder.state_dict()
    assert all(torch.equal(tensor, weights[name]) for name, tensor in trained.encoder.state_dict().items())
    assert json.loads((tmp_path / "state.json").read_text())["update"] > 0


def test_without_a_model_it_begins_with_random_weights(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    assert starting_network(tmp_path) is None
    train(small_corpus, tmp_path, CONFIG)
    trained = load_model(tmp_path).encoder.state_dict()
    assert not all(
        torch.equal(tensor, trained[name]) for name, tensor in load_model(small_run).encoder.state_dict().items()
    )
    with pytest.raises(CheckpointError, match="began with random weights; choose another folder"):
        begin_with(small_run, tmp_path, CONFIG)


def test_a_run_keeps_what_it_began_with(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    run, other = tmp_path / "run", tmp_path / "other"
    begin_with(small_run, run, CONFIG)
    begin_with(small_run, run, CONFIG)
    train(small_corpus, other, CONFIG)
    with pytest.raises(CheckpointError, match="began with another model"):
        begin_with(other, run, CONFIG)


def test_a_network_of_other_sizes_is_refused(small_run: Path, tmp_path: Path) -> None:
    wide = TrainingConfig(**{**SETTINGS, "hidden_size": 16})  # type: ignore[arg-type]
    with pytest.raises(CheckpointError, match="its network has hidden_size=8, which training cannot make 16"):
        begin_with(small_run, tmp_path, wide)
    assert not list(tmp_path.iterdir())
