"""The training loop: interruptible, resumable, the same on CPU and GPU."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from typilus.data.vocabulary import Vocabulary
from typilus.errors import CheckpointError
from typilus.nn.graph_encoder import GraphEncoder
from typilus.training.checkpoints import (
    build_encoder,
    read_json,
    read_tensors,
    save_model,
    write_tensors,
    write_text,
)
from typilus.training.config import TrainingConfig
from typilus.training.dataset import Example, TypeTable, epoch_batches, iterate_batches
from typilus.training.objectives import UNKNOWN_CLASS, TypilusLoss, build_objective

STATE_FILE = "state.json"
OPTIMIZER_FILE = "optimizer.safetensors"
OBJECTIVE_FILE = "objective.safetensors"
LOG_FILE = "log.jsonl"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands; one line of its log.

    Attributes:
        epoch: 0-based.
        update: updates done in all.
        total_updates: updates planned.
        loss: mean training loss since the last report.
        nodes_per_second: graph nodes trained on.
        validation_loss: at the end of an epoch, else None.
        class_accuracy: share of validation symbols whose erased type the classifier finds, else None.
    """

    epoch: int
    update: int
    total_updates: int
    loss: float
    nodes_per_second: float
    validation_loss: float | None = None
    class_accuracy: float | None = None


class Trainer:
    """Trains an encoder on examples and keeps its state in a folder.

    Args:
        folder: checkpoints and log; a run found there with the same configuration goes on.
        config: of the run.
        vocabulary: of the training side.
        types: numbers and classes of types.
        device: where to compute.
    """

    def __init__(
        self, folder: Path, config: TrainingConfig, vocabulary: Vocabulary, types: TypeTable, device: str = "cpu"
    ) -> None:
        self.folder = folder
        self.config = config
        self.vocabulary = vocabulary
        self.device = torch.device(device)
        torch.manual_seed(config.seed)
        self.encoder: GraphEncoder = build_encoder(config, len(vocabulary)).to(self.device)
        self.objective: nn.Module = build_objective(
            config.objective,
            config.embedding_size,
            len(types.classes),
            config.margin,
            config.class_weight,
            config.dropout,
        ).to(self.device)
        self.parameters = [*self.encoder.parameters(), *self.objective.parameters()]
        self.optimizer = torch.optim.Adam(self.parameters, lr=config.learning_rate)
        self.update = 0
        self.best = math.inf
        self.since_best = 0

    def train(
        self,
        examples: Sequence[Example],
        validation: Sequence[Example],
        report: Callable[[Progress], None] | None = None,
        checkpoint_seconds: float = 300.0,
    ) -> None:
        """Run, or go on with, all epochs; state is saved regularly, after each epoch and on interrupt."""
        self._resume()
        epochs = [
            epoch_batches(examples, self.config.batch_nodes, self.config.seed + epoch)
            for epoch in range(self.config.epochs)
        ]
        total = sum(map(len, epochs))
        done = 0
        saved_at = time.monotonic()
        for epoch, batches in enumerate(epochs):
            skipped = min(max(self.update - done, 0), len(batches))
            done += len(batches)
            if skipped == len(batches) and (epoch + 1 < len(epochs) or self.update == total):
                continue
            meter = _Meter()
            torch.manual_seed(self.config.seed + self.update)
            try:
                for batch in iterate_batches(examples, batches[skipped:], self.config.steps):
                    self._set_rate(total)
                    graphs = batch.graphs.to(self.device)
                    loss = self._step(graphs, batch.type_ids, batch.class_ids)
                    self.update += 1
                    meter.add(loss, len(graphs.role))
                    if self.update % 50 == 0:
                        self._report(Progress(epoch, self.update, total, meter.loss, meter.speed), report)
                        meter = _Meter()
                    if time.monotonic() - saved_at > checkpoint_seconds:
                        self.save()
                        saved_at = time.monotonic()
            except KeyboardInterrupt:
                self.save()
                raise
            validation_loss, accuracy = self.validate(validation)
            self._report(
                Progress(epoch, self.update, total, meter.loss, meter.speed, validation_loss, accuracy), report
            )
            self.since_best = 0 if validation_loss < self.best else self.since_best + 1
            self.best = min(self.best, validation_loss)
            self.save()
            if self.since_best >= self.config.patience:
                return

    def _step(self, graphs: object, type_ids: np.ndarray, class_ids: np.ndarray) -> float:  # type: ignore[type-arg]
        self.encoder.train()
        self.objective.train()
        embeddings = self.encoder(graphs)
        loss = self.objective(
            embeddings, torch.from_numpy(type_ids).to(self.device), torch.from_numpy(class_ids).to(self.device)
        )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, self.config.clip)
        self.optimizer.step()
        return float(loss.detach())

    @torch.inference_mode()
    def validate(self, examples: Sequence[Example]) -> tuple[float, float]:
        """Mean loss by symbol, without dropout, and accuracy of the classifier."""
        self.encoder.eval()
        self.objective.eval()
        losses, symbols, right, known = 0.0, 0, 0, 0
        batches = epoch_batches(examples, self.config.batch_nodes, self.config.seed)
        for batch in iterate_batches(examples, batches, self.config.steps):
            embeddings = self.encoder(batch.graphs.to(self.device))
            type_ids = torch.from_numpy(batch.type_ids).to(self.device)
            class_ids = torch.from_numpy(batch.class_ids).to(self.device)
            losses += float(self.objective(embeddings, type_ids, class_ids)) * len(type_ids)
            symbols += len(type_ids)
            if isinstance(self.objective, TypilusLoss):
                logits = self.objective.classification.prototypes(self.objective.projection(embeddings))
                counted = class_ids != UNKNOWN_CLASS
                right += int((logits.argmax(dim=1) == class_ids)[counted].sum())
                known += int(counted.sum())
        return losses / max(symbols, 1), right / max(known, 1)

    def _set_rate(self, total: int) -> None:
        warmup = max(1.0, self.config.warmup * total)
        if self.update < warmup:
            factor = (self.update + 1) / warmup
        else:
            factor = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (self.update - warmup) / max(1.0, total - warmup)))
        for group in self.optimizer.param_groups:
            group["lr"] = self.config.learning_rate * factor

    def _report(self, progress: Progress, report: Callable[[Progress], None] | None) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOG_FILE).open("a", encoding="utf-8") as log:
            log.write(json.dumps(asdict(progress)) + "\n")
        if report is not None:
            report(progress)

    def save(self) -> None:
        """Write model, objective, optimiser and position."""
        save_model(self.folder, self.config, self.vocabulary, self.encoder)
        write_tensors(self.folder / OBJECTIVE_FILE, self.objective.state_dict())
        state = self.optimizer.state_dict()["state"]
        write_tensors(
            self.folder / OPTIMIZER_FILE,
            {f"{number}.{name}": value for number, values in state.items() for name, value in values.items()},
        )
        position = {"update": self.update, "best": self.best, "since_best": self.since_best}
        write_text(self.folder / STATE_FILE, json.dumps(position) + "\n")

    def _resume(self) -> None:
        if not (self.folder / STATE_FILE).exists():
            return
        found = TrainingConfig.from_json((self.folder / "config.json").read_text(encoding="utf-8"))
        if found != self.config:
            raise CheckpointError(f"{self.folder}: holds a run of another configuration; choose another folder")
        self.encoder.load_state_dict(read_tensors(self.folder / "model.safetensors"))
        self.objective.load_state_dict(read_tensors(self.folder / OBJECTIVE_FILE))
        state: dict[int, dict[str, torch.Tensor]] = {}
        for key, value in read_tensors(self.folder / OPTIMIZER_FILE).items():
            number, _, name = key.partition(".")
            state.setdefault(int(number), {})[name] = value
        groups = self.optimizer.state_dict()["param_groups"]
        self.optimizer.load_state_dict({"state": state, "param_groups": groups})
        position = read_json(self.folder / STATE_FILE)
        self.update = int(str(position["update"]))
        self.best = float(str(position["best"]))
        self.since_best = int(str(position["since_best"]))


class _Meter:
    """Mean loss and speed since it was made."""

    def __init__(self) -> None:
        self.losses: list[float] = []
        self.nodes = 0
        self.started = time.monotonic()

    def add(self, loss: float, nodes: int) -> None:
        self.losses.append(loss)
        self.nodes += nodes

    @property
    def loss(self) -> float:
        return sum(self.losses) / max(len(self.losses), 1)

    @property
    def speed(self) -> float:
        return self.nodes / max(time.monotonic() - self.started, 1e-9)
