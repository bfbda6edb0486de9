from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.typilus.neural.random_batches import random_graph
from typilus.errors import CheckpointError
from typilus.neural.checkpoints import load_model
from typilus.neural.dataset import Example, epoch_batches
from typilus.neural.objectives import Objective
from typilus.neural.run_state import LOG_FILE
from typilus.neural.trainer import Progress, Trainer
from typilus.neural.training_config import TrainingConfig
from typilus.neural.type_table import TypeTable
from typilus.neural.vocabulary import Vocabulary

CONFIG = TrainingConfig(hidden_size=8, embedding_size=6, steps=3, batch_nodes=90, epochs=3, learning_rate=1e-2)
TYPES = TypeTable(["int", "str", "bool"])


def examples(count: int, first_seed: int = 0) -> list[Example]:
    """Graphs whose symbols' types can be read off their roles."""
    found = []
    for seed in range(first_seed, first_seed + count):
        graph = random_graph(seed)
        types = graph.role[graph.symbol_index].astype(np.int64) % 3
        found.append(Example(f"project{seed % 3}", graph, types, types))
    return found


def trainer(folder: Path, config: TrainingConfig = CONFIG) -> Trainer:
    return Trainer(folder, config, Vocabulary([f"p{i}" for i in range(40)], 10), TYPES)


def test_training_lowers_the_loss_and_logs_it(tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, epochs=15)
    reports: list[Progress] = []
    trainer(tmp_path, config).train(examples(12), examples(4, 100), reports.append)
    losses = [report.validation_loss for report in reports if report.validation_loss is not None]
    assert losses[-1] < losses[0]
    with (tmp_path / LOG_FILE).open(encoding="utf-8", newline="") as log:
        lines = list(csv.DictReader(log))
    assert [int(line["update"]) for line in lines] == [report.update for report in reports]
    assert float(lines[-1]["validation_loss"]) == losses[-1]


def test_slow_updates_are_reported_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typilus.neural.trainer.REPORT_SECONDS", -1.0)
    reports: list[Progress] = []
    run = trainer(tmp_path)
    run.train(examples(12), [], reports.append)
    assert [report.update for report in reports] == list(range(1, run.update + 1))


def test_an_interrupted_run_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole")
    whole.train(examples(12), examples(2, 100))

    def stop(progress: Progress) -> None:
        if progress.update >= 6:
            raise KeyboardInterrupt

    broken = trainer(tmp_path / "broken")
    with pytest.raises(KeyboardInterrupt):
        broken.train(examples(12), examples(2, 100), stop)
    assert 0 < broken.update < whole.update
    resumed = trainer(tmp_path / "broken")
    resumed.train(examples(12), examples(2, 100))
    assert resumed.update == whole.update
    for name, tensor in whole.encoder.state_dict().items():
        torch.testing.assert_close(resumed.encoder.state_dict()[name], tensor, rtol=0, atol=0)


def test_the_model_is_that_of_the_best_epoch_also_of_a_resumed_run(tmp_path: Path) -> None:
    at_end: list[dict[str, Tensor]] = []

    def begin(folder: str, losses: Sequence[float]) -> Trainer:
        run, left = trainer(tmp_path / folder), iter(losses)
        run.validate = lambda examples: (next(left), 0.5)  # type: ignore[method-assign]
        return run

    whole = begin("whole", [3.0, 1.0, 2.0])

    def keep(progress: Progress) -> None:
        if progress.validation_loss is not None:
            at_end.append({name: tensor.clone() for name, tensor in whole.encoder.state_dict().items()})

    whole.train(examples(12), examples(2, 100), keep)
    assert whole.position.since_best == 1
    best = load_model(tmp_path / "whole").encoder.state_dict()
    for name, tensor in best.items():
        torch.testing.assert_close(tensor, at_end[1][name], rtol=0, atol=0)
    assert any(not torch.equal(tensor, at_end[2][name]) for name, tensor in best.items())

    broken = begin("broken", [3.0, 1.0])
    broken.objective.register_forward_pre_hook(interrupt_at(broken, whole.update - 1))
    with pytest.raises(KeyboardInterrupt):
        broken.train(examples(12), examples(2, 100))
    begin("broken", [2.0]).train(examples(12), examples(2, 100))
    for file in ("model", "objective", "last", "optimizer"):
        name = f"{file}.safetensors"
        assert (tmp_path / "broken" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert (tmp_path / "broken" / "state.json").read_text() == (tmp_path / "whole" / "state.json").read_text()


def interrupt_at(run: Trainer, update: int) -> Callable[..., None]:
    def stop(*_: object) -> None:
        if run.update == update:
            raise KeyboardInterrupt

    return stop


def test_without_validation_the_last_epoch_is_kept(tmp_path: Path) -> None:
    reports: list[Progress] = []
    run = trainer(tmp_path, dataclasses.replace(CONFIG, epochs=4, patience=1))
    run.train(examples(6), [], reports.append)
    assert run.update == reports[-1].total_updates
    assert all(report.validation_loss is report.validation_accuracy is None for report in reports)
    for name, tensor in load_model(tmp_path).encoder.state_dict().items():
        torch.testing.assert_close(tensor, run.encoder.state_dict()[name], rtol=0, atol=0)


def test_patience_ends_a_run(tmp_path: Path) -> None:
    run = trainer(tmp_path, dataclasses.replace(CONFIG, epochs=9, patience=2))
    losses = iter([1.0, 2.0, 3.0])
    run.validate = lambda examples: (next(losses), 0.5)  # type: ignore[method-assign]
    run.train(examples(6), examples(2, 100))
    assert run.position.since_best == 2
    assert run.position.best == 1.0


def test_the_reported_loss_is_the_mean_since_the_last_report(tmp_path: Path) -> None:
    losses: list[float] = []
    reports: list[Progress] = []
    run = trainer(tmp_path, dataclasses.replace(CONFIG, epochs=1))

    def note(objective: Objective, _: object, loss: Tensor) -> None:
        if objective.training:
            losses.append(float(loss.detach()))

    run.objective.register_forward_hook(note)
    run.train(examples(12), examples(2, 100), reports.append)
    assert len(reports) == 1
    assert len(losses) == run.update > 1
    assert reports[0].loss == pytest.approx(sum(losses) / len(losses))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
@pytest.mark.parametrize("similarity", ["space", "hinge", "neighbor", "contrastive"])
def test_a_gpu_learns_what_a_cpu_does(tmp_path: Path, similarity: str) -> None:
    config = dataclasses.replace(
        CONFIG, epochs=2, dropout=0.0, piece_dropout=0.0, bfloat16=False, similarity=similarity
    )
    losses = {}
    for device in ("cpu", "cuda"):
        run = Trainer(tmp_path / device, config, Vocabulary([f"p{i}" for i in range(40)], 10), TYPES, device)
        run.train(examples(12), examples(2, 100))
        assert run.encoder.device.type == device
        losses[device] = run.validate(examples(2, 100))[0]
        assert load_model(tmp_path / device).encoder.device.type == "cpu"
    assert losses["cuda"] == pytest.approx(losses["cpu"], rel=1e-2)


def test_products_in_bfloat16_learn_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    losses = []
    for name, fast in (("float32", False), ("bfloat16", True)):
        monkeypatch.setattr("typilus.neural.trainer._multiplies_bfloat16", lambda device, fast=fast: fast)
        run = trainer(tmp_path / name, dataclasses.replace(CONFIG, epochs=15))
        assert run.bfloat16 is fast
        run.train(examples(12), examples(4, 100))
        losses.append(run.validate(examples(4, 100))[0])
        assert all(tensor.dtype == torch.float32 for tensor in run.encoder.state_dict().values())
    assert losses[0] != losses[1]
    assert losses[1] == pytest.approx(losses[0], rel=0.15)


def test_a_folder_of_another_configuration_is_refused(tmp_path: Path) -> None:
    trainer(tmp_path).train(examples(3), examples(1, 100))
    other = trainer(tmp_path, dataclasses.replace(CONFIG, margin=1.0))
    with pytest.raises(CheckpointError, match="another configuration"):
        other.train(examples(3), examples(1, 100))


def test_the_saved_model_embeds_as_the_trained_one(tmp_path: Path) -> None:
    run = trainer(tmp_path)
    run.train(examples(6), examples(1, 100))
    model = load_model(tmp_path)
    again = load_model(tmp_path)
    graphs = [random_graph(seed) for seed in range(5)]
    positions = [np.arange(4)] * 5
    first = model.embed_prepared(graphs, positions)
    assert [rows.shape for rows in first] == [(4, 6)] * 5
    for one, other in zip(first, again.embed_prepared(graphs, positions), strict=True):
        np.testing.assert_array_equal(one, other)
    one_by_one = [model.embed_prepared([graph], positions[:1])[0] for graph in graphs]
    for one, other in zip(first, one_by_one, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", ["config.json", "vocabulary.json", "model.safetensors"])
@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_a_damaged_model_is_a_clear_error(tmp_path: Path, name: str, damage: str) -> None:
    trainer(tmp_path).save()
    if damage == "missing":
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(b"\x00garbage")
    with pytest.raises(CheckpointError, match=name):
        load_model(tmp_path)


def test_weights_of_other_sizes_are_a_clear_error(tmp_path: Path) -> None:
    trainer(tmp_path).save()
    (tmp_path / "config.json").write_text(dataclasses.replace(CONFIG, hidden_size=9).to_json(), encoding="utf-8")
    with pytest.raises(CheckpointError, match="does not fit"):
        load_model(tmp_path)


def test_epochs_are_partitions_and_repeatable() -> None:
    found = examples(20)
    batches = epoch_batches(found, 100, seed=4)
    assert sorted(number for batch in batches for number in batch) == list(range(20))
    assert batches == epoch_batches(found, 100, seed=4)
    assert batches != epoch_batches(found, 100, seed=5)
    assert all(len(batch) <= 100 // 30 for batch in batches)
