"""The training loop: interruptible, resumable, the same on CPU and GPU."""

from __future__ import annotations

import csv
import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from typilus.errors import CheckpointError, TypilusError
from typilus.neural.checkpoints import read_tensors, save_model, write_tensors
from typilus.neural.dataset import Example, LabeledBatch, TypeTable, epoch_batches, iterate_batches
from typilus.neural.encoders import ENCODERS, Encoder
from typilus.neural.encoders.encoder import Batch
from typilus.neural.joint_training import SEED_STEP, agree, everywhere, gather, leads, process_count, process_rank
from typilus.neural.model_files import read_json, write_text
from typilus.neural.objectives import OBJECTIVES, Objective, Targets
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = ["LOG_FILE", "Progress", "Trainer"]

STATE_FILE = "state.json"
OPTIMIZER_FILE = "optimizer.safetensors"
OBJECTIVE_FILE = "objective.safetensors"
LOG_FILE = "log.csv"

REPORT_EVERY = 50
REPORT_SECONDS = 10.0
VALIDATE_EVERY = 500
VALIDATION_BATCHES = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a run, as one line of its log.

    Attributes:
        epoch: Number of the epoch, from 0.
        update: Number of updates so far.
        total_updates: Number of planned updates.
        loss: Mean training loss since the last report.
        nodes_per_second: Graph nodes that this process trains per second.
        validation_loss: Loss at the end of an epoch, else None.
        validation_accuracy: Share of validation symbols whose type wins the vote of recent training symbols, else None.
    """

    epoch: int
    update: int
    total_updates: int
    loss: float
    nodes_per_second: float
    validation_loss: float | None = None
    validation_accuracy: float | None = None


class Trainer:
    """Trains an encoder on examples and keeps its state in a folder.

    Of several processes (`joint_training`), each has examples of its own, and each update is that of one process whose
    batch is theirs together: every symbol meets those of all processes in the loss. The first process alone validates,
    writes and reports.

    Args:
        folder: Folder of checkpoints and log. A run with the same configuration there is continued.
        config: Configuration of the run.
        vocabulary: Vocabulary of the training side.
        types: Numbers and classes of types.
        device: Device of the computation.
    """

    def __init__(
        self, folder: Path, config: TrainingConfig, vocabulary: Vocabulary, types: TypeTable, device: str = "cpu"
    ) -> None:
        self.folder = folder
        self.config = config
        self.vocabulary = vocabulary
        self.device = torch.device(device)
        self.bfloat16 = config.bfloat16 and _multiplies_bfloat16(self.device)
        torch.manual_seed(config.seed)
        self.encoder: Encoder = ENCODERS.get(config.encoder)(config, vocabulary).to(self.device)
        self.objective: Objective = OBJECTIVES.get(config.objective)(config, len(types.classes)).to(self.device)
        self.model = everywhere(_Model(self.encoder, self.objective, self.bfloat16))
        self.parameters = [*self.encoder.parameters(), *self.objective.parameters()]
        self.optimizer = torch.optim.Adam(self.parameters, lr=config.learning_rate)
        self.recent = _RecentMarkers()
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
        """Run or continue all epochs, saving the state regularly, after each epoch and on interrupt."""
        self._resume()
        epochs = self._plan_epochs(examples)
        self.reported_at = time.monotonic()
        total = sum(map(len, epochs))
        ends = np.cumsum([len(batches) for batches in epochs])
        saved_at = time.monotonic()
        meter = _Meter()
        try:
            while self.update < total and self.since_best < self.config.patience:
                epoch = int(np.searchsorted(ends, self.update, side="right"))
                skipped = self.update - int(ends[epoch]) + len(epochs[epoch])
                for batch in iterate_batches(examples, epochs[epoch][skipped:], self.encoder):
                    self._set_rate(total)
                    meter.add(self._step(batch), batch.files.size)
                    self.update += 1
                    finished = self.update == ends[epoch]
                    if finished or self.update % VALIDATE_EVERY == 0:
                        judged = agree(self.validate(validation) if leads() else (0.0, 0.0), self.device)[0]
                        progress = Progress(epoch, self.update, total, meter.loss, meter.speed, *judged)
                    elif self.update % REPORT_EVERY == 0 or time.monotonic() - self.reported_at > REPORT_SECONDS:
                        progress = Progress(epoch, self.update, total, meter.loss, meter.speed)
                    else:
                        continue
                    self._report(progress, report)
                    meter = _Meter()
                    if finished:
                        self._remember_best(progress.validation_loss or 0.0)
                    if finished or time.monotonic() - saved_at > checkpoint_seconds:
                        self.save()
                        saved_at = time.monotonic()
        except KeyboardInterrupt:
            self.save()
            raise

    def _plan_epochs(self, examples: Sequence[Example]) -> list[list[list[int]]]:
        """The batches of each epoch, as many in each process: one with fewer begins again with its first."""
        epochs = [
            epoch_batches(examples, self.config.batch_nodes, self.config.seed + epoch)
            for epoch in range(self.config.epochs)
        ]
        plans = agree([self.update, *map(len, epochs)], self.device)
        if len({plan[0] for plan in plans}) > 1:
            raise CheckpointError(f"{self.folder}: not the same for all processes; put it where all of them see it")
        if len(plans) > 1 and any(0 in plan[1:] for plan in plans):
            raise TypilusError(f"there are fewer files to train on than the {len(plans)} processes; start fewer")
        most = [int(max(lengths)) for lengths in list(zip(*plans, strict=True))[1:]]
        return [list(islice(cycle(batches), length)) for batches, length in zip(epochs, most, strict=True)]

    def _remember_best(self, validation_loss: float) -> None:
        self.since_best = 0 if validation_loss < self.best else self.since_best + 1
        self.best = min(self.best, validation_loss)

    def _step(self, batch: LabeledBatch) -> float:
        # Dropout depends on the update and the process alone, so that a resumed run equals an uninterrupted one.
        seed = self.config.seed * 1_000_003 + self.update
        torch.manual_seed(seed + SEED_STEP * process_rank())
        self.model.train()
        embeddings, targets, loss = self.model(batch.files.to(self.device), batch.targets.to(self.device), seed)
        self.recent.add(embeddings.detach(), targets.type_ids)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, self.config.clip)
        self.optimizer.step()
        return float(loss.detach())

    @torch.inference_mode()
    def validate(self, examples: Sequence[Example]) -> tuple[float, float]:
        """Mean loss by symbol, without dropout, and the share of symbols whose nearest markers vote for their type.

        The markers are the embeddings that the last training batches left behind.
        """
        self.encoder.eval()
        self.objective.eval()
        losses, right, symbols = 0.0, 0.0, 0
        batches = epoch_batches(examples, self.config.batch_nodes, self.config.seed)[:VALIDATION_BATCHES]
        for batch in iterate_batches(examples, batches, self.encoder):
            embeddings = self.encoder(batch.files.to(self.device))
            targets = batch.targets.to(self.device)
            losses += float(self.objective(embeddings, targets)) * len(targets)
            right += self.recent.accuracy(embeddings, targets.type_ids) * len(targets)
            symbols += len(targets)
        return losses / max(symbols, 1), right / max(symbols, 1)

    def _set_rate(self, total: int) -> None:
        warmup = max(1.0, self.config.warmup * total)
        if self.update < warmup:
            factor = (self.update + 1) / warmup
        else:
            factor = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (self.update - warmup) / max(1.0, total - warmup)))
        for group in self.optimizer.param_groups:
            group["lr"] = self.config.learning_rate * factor

    def _report(self, progress: Progress, report: Callable[[Progress], None] | None) -> None:
        self.reported_at = time.monotonic()
        if not leads():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOG_FILE).open("a", encoding="utf-8", newline="") as log:
            writer = csv.DictWriter(log, [field.name for field in fields(Progress)])
            if log.tell() == 0:
                writer.writeheader()
            writer.writerow(asdict(progress))
        if report is not None:
            report(progress)

    def save(self) -> None:
        """Write model, objective, optimizer and position, which are the same in all processes."""
        if not leads():
            return
        save_model(self.folder, self.config, self.vocabulary, self.encoder)
        write_tensors(self.folder / OBJECTIVE_FILE, self.objective.state_dict())
        state = self.optimizer.state_dict()["state"]
        write_tensors(
            self.folder / OPTIMIZER_FILE,
            {f"{number}.{name}": value for number, values in state.items() for name, value in values.items()},
        )
        position = {
            "update": self.update,
            "best": self.best,
            "since_best": self.since_best,
            "processes": process_count(),
        }
        write_text(self.folder / STATE_FILE, json.dumps(position) + "\n")

    def _resume(self) -> None:
        if not (self.folder / STATE_FILE).exists():
            return
        saved_config = TrainingConfig.from_json((self.folder / "config.json").read_text(encoding="utf-8"))
        if saved_config != self.config:
            raise CheckpointError(f"{self.folder}: contains a run with another configuration; choose another folder")
        position = read_json(self.folder / STATE_FILE)
        processes = int(str(position.get("processes", 1)))
        if processes != process_count():
            raise CheckpointError(
                f"{self.folder}: contains a run of {processes} processes, and this one has {process_count()};"
                f" go on with as many (torchrun --nproc_per_node {processes}), or choose another folder"
            )
        self.encoder.load_state_dict(read_tensors(self.folder / "model.safetensors"))
        self.objective.load_state_dict(read_tensors(self.folder / OBJECTIVE_FILE))
        state: dict[int, dict[str, torch.Tensor]] = {}
        for key, value in read_tensors(self.folder / OPTIMIZER_FILE).items():
            number, _, name = key.partition(".")
            state.setdefault(int(number), {})[name] = value
        groups = self.optimizer.state_dict()["param_groups"]
        self.optimizer.load_state_dict({"state": state, "param_groups": groups})
        self.update = int(str(position["update"]))
        self.best = float(str(position["best"]))
        self.since_best = int(str(position["since_best"]))


class _Model(nn.Module):
    """Encoder and objective, from the files of a process to the loss of all processes.

    Args:
        encoder: Shared with the trainer.
        objective: Likewise.
        bfloat16: Whether the encoder multiplies in it.
    """

    def __init__(self, encoder: Encoder, objective: Objective, bfloat16: bool) -> None:
        super().__init__()
        self.encoder = encoder
        self.objective = objective
        self.in_bfloat16 = bfloat16

    def forward(self, files: Batch, targets: Targets, seed: int) -> tuple[Tensor, Targets, Tensor]:
        """Embeddings and targets of all processes, and their loss. `seed` is the same in each."""
        with torch.autocast(targets.type_ids.device.type, torch.bfloat16, enabled=self.in_bfloat16):
            embeddings = self.encoder(files)
        embeddings, targets = gather(embeddings.float(), targets)
        if process_count() > 1:
            torch.manual_seed(seed)  # the objective's dropout has to be the same in all processes
        return embeddings, targets, self.objective(embeddings, targets)


def _multiplies_bfloat16(device: torch.device) -> bool:
    """Return whether products in bfloat16 are faster than in float32, as on a core with AVX-512 (0.7 of the time)."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return device.type == "cpu" and bool(torch.cpu._is_avx512_bf16_supported())


class _RecentMarkers:
    """The embeddings of the last training symbols, as a small type map to validate with.

    Args:
        size: Number of embeddings kept.
    """

    def __init__(self, size: int = 20_000) -> None:
        self.size = size
        self.parts: list[tuple[Tensor, Tensor]] = []

    def add(self, embeddings: Tensor, type_ids: Tensor) -> None:
        self.parts.append((embeddings, type_ids))
        while sum(len(types) for _, types in self.parts[1:]) >= self.size:
            del self.parts[0]

    def accuracy(self, embeddings: Tensor, type_ids: Tensor, k: int = 10) -> float:
        """Share of `[S, D]` embeddings whose k nearest markers vote for the `[S]` types (Eq. 5 with p = 2)."""
        if not self.parts or len(type_ids) == 0:
            return 0.0
        markers = torch.cat([vectors for vectors, _ in self.parts])
        types = torch.cat([types for _, types in self.parts])
        near, index = torch.cdist(embeddings, markers, p=1.0).topk(min(k, len(markers)), largest=False)
        voters = types[index]
        weights = near.clamp(min=1e-6).pow(-2.0)
        votes = (weights[:, None, :] * (voters[:, :, None] == voters[:, None, :])).sum(dim=2)
        winners = voters.gather(1, votes.argmax(dim=1, keepdim=True))[:, 0]
        return float((winners == type_ids).float().mean())


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
