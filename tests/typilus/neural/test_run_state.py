"""The state of an interrupted run, and when an epoch is the best."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import torch

from tests.typilus.neural.test_trainer import CONFIG, examples, trainer
from typilus.errors import CheckpointError
from typilus.neural.run_state import LAST_FILE, STATE_FILE, RunPosition, read_state
from typilus.neural.trainer import Trainer


def read_into(run: Trainer) -> RunPosition:
    return read_state(run.folder, {"encoder.": run.encoder, "objective.": run.objective}, run.optimizer)


def weights_of(run: Trainer) -> dict[str, torch.Tensor]:
    return {**run.encoder.state_dict(prefix="encoder."), **run.objective.state_dict(prefix="objective.")}


def assert_equal(found: dict[str, torch.Tensor], expected: dict[str, torch.Tensor]) -> None:
    assert found.keys() == expected.keys()
    for name, tensor in expected.items():
        torch.testing.assert_close(found[name], tensor, rtol=0, atol=0)


def test_the_least_validation_loss_is_the_best() -> None:
    position = RunPosition()
    is_best = []
    for loss in (3.0, 1.0, 2.0, 1.0, math.nan, 0.5):
        is_best.append(position.is_best(loss))
        position.finish_epoch(loss)
    assert is_best == [True, True, False, False, False, True]
    assert (position.best, position.since_best) == (0.5, 0)
    position.finish_epoch(0.6)
    position.finish_epoch(math.nan)
    assert (position.best, position.since_best) == (0.5, 2)


def test_without_validation_the_last_epoch_is_the_best_and_patience_is_never_lost() -> None:
    position = RunPosition()
    for _ in range(20):
        assert position.is_best(None)
        position.finish_epoch(None)
    assert position == RunPosition()


def test_a_state_is_read_back(tmp_path: Path) -> None:
    run = trainer(tmp_path)
    run.train(examples(6), examples(1, 100))
    other = trainer(tmp_path)
    assert read_into(other) == run.position
    assert_equal(weights_of(other), weights_of(run))
    left, right = (each.optimizer.state_dict()["state"] for each in (run, other))
    assert left.keys() == right.keys()
    for number, values in left.items():
        assert_equal(right[number], values)


def test_a_run_from_before_the_best_epoch_was_kept_goes_on_with_its_model(tmp_path: Path) -> None:
    run = trainer(tmp_path)
    run.train(examples(6), examples(1, 100))
    (tmp_path / LAST_FILE).unlink()
    run.position.best = math.inf
    run.save()  # the model, as it is now
    (tmp_path / LAST_FILE).unlink()
    other = trainer(tmp_path)
    read_into(other)
    assert_equal(weights_of(other), weights_of(run))


def test_a_state_that_does_not_fit(tmp_path: Path) -> None:
    trainer(tmp_path).save()
    other = trainer(tmp_path / "other", config=CONFIG)
    other.folder, other.objective = tmp_path, torch.nn.Linear(2, 2)  # type: ignore[assignment]
    with pytest.raises(CheckpointError, match=r"its state does not fit this run .*; choose another folder"):
        read_into(other)


def test_a_state_of_other_processes(tmp_path: Path) -> None:
    run = trainer(tmp_path)
    run.save()
    stored = json.loads((tmp_path / STATE_FILE).read_text())
    assert stored["processes"] == 1
    (tmp_path / STATE_FILE).write_text(json.dumps({**stored, "processes": 3}))
    with pytest.raises(CheckpointError, match=r"a run of 3 processes, and this one has 1; .*--nproc_per_node 3"):
        read_into(run)
