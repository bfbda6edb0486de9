"""The work of each of the processes that `test_joint_training` has torchrun start: `python -m … FOLDER CORPUS`."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path

from torch import Tensor

from tests.typilus.neural.test_trainer import CONFIG, examples, trainer
from typilus.interfaces.cli import main
from typilus.neural import SIMILARITIES, process_rank, processes_joined, write_tensors
from typilus.neural.dataset import Example, iterate_batches
from typilus.neural.trainer import Trainer

__all__ = ["gradients", "share"]


def share(rank: int) -> list[Example]:
    """What a process trains on: one has more than the other."""
    return examples(13)[:8] if rank == 0 else examples(13)[8:]


def gradients(folder: Path, similarity: str, found: Sequence[Example]) -> tuple[dict[str, Tensor], float]:
    """The gradients of the first update, exact and without dropout, all examples in one batch, and the loss."""
    exact = dataclasses.replace(CONFIG, similarity=similarity, dropout=0.0, piece_dropout=0.0, bfloat16=False)
    run = trainer(folder, exact)
    (batch,) = iterate_batches(found, [range(len(found))], run.encoder)
    *_, loss = run.model(batch.files, batch.targets, 0)
    loss.backward()
    named = [*run.encoder.named_parameters("encoder"), *run.objective.named_parameters("objective")]
    return {name: parameter.grad for name, parameter in named if parameter.grad is not None}, float(loss.detach())


def write_weights(path: Path, run: Trainer) -> None:
    write_tensors(path, {**run.encoder.state_dict(prefix="encoder."), **run.objective.state_dict(prefix="objective.")})


def train_jointly(folder: Path, corpus: str) -> None:
    rank = process_rank()
    for similarity in SIMILARITIES.names:
        found, _ = gradients(folder / "unused", similarity, share(rank))
        write_tensors(folder / f"{similarity}-{rank}.safetensors", found)

    whole = trainer(folder / "whole")
    whole.train(share(rank), examples(2, 100))
    write_weights(folder / f"whole-{rank}.safetensors", whole)

    broken = trainer(folder / "broken")

    def stop(*_: object) -> None:
        if broken.update == 7:
            raise KeyboardInterrupt

    broken.objective.register_forward_pre_hook(stop)
    try:
        broken.train(share(rank), examples(2, 100))
    except KeyboardInterrupt:
        assert 0 < broken.update < whole.update
    resumed = trainer(folder / "broken")
    resumed.train(share(rank), examples(2, 100))
    write_weights(folder / f"resumed-{rank}.safetensors", resumed)

    settings = ("hidden_size=8", "embedding_size=8", "steps=2", "epochs=1", "min_class_count=1")
    chosen = [text for setting in settings for text in ("--set", setting)]
    assert main(["train", corpus, str(folder / "run"), *chosen]) == 0


if __name__ == "__main__":
    with processes_joined("cpu"):
        train_jointly(Path(sys.argv[1]), sys.argv[2])
