"""The training loop: interruptible, resumable, the same on CPU and GPU."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from typilus.errors import CheckpointError, TypilusError
from typilus.neural.checkpoints import save_model, write_tensors
from typilus.neural.dataset import Example, LabeledBatch, epoch_batches, iterate_batches
from typilus.neural.encoders import ENCODERS, Encoder
from typilus.neural.encoders.encoder import Batch
from typilus.neural.joint_training import SEED_STEP, agree, everywhere, gather, leads, process_count, process_rank
from typilus.neural.model_files import CLASSES_FILE, OBJECTIVE_FILE, read_config, write_text
from typilus.neural.objectives import OBJECTIVES, Objective, Targets
from typilus.neural.recent_markers import RecentMarkers
from typilus.neural.run_state import STATE_FILE, RunPosition, append_log, read_state, write_state
from typilus.neural.training_config import TrainingConfig
from typilus.neural.type_table import TypeTable
from typilus.neural.vocabulary import Vocabulary

__all__ = ["Progress", "Trainer"]


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
        nodes_per_second: Nodes, tokens or paths, whatever the encoder reads, that this process trains per second.
        validation_loss: Loss of the validation side every 500 updates and at the end of an epoch, else None.
        validation_accuracy: Share of validation symbols whose type wins the vote of recent training symbols, whatever
            the objective; likewise.
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
        start: Encoder of the same vocabulary and sizes to begin with, in the place of random weights.
    """

    def __init__(
        self,
        folder: Path,
        config: TrainingConfig,
        vocabulary: Vocabulary,
        types: TypeTable,
        device: str = "cpu",
        start: nn.Module | None = None,
    ) -> None:
        self.folder = folder
        self.config = config
        self.vocabulary = vocabulary
        self.types = types
        self.device = torch.device(device)
        self.bfloat16 = config.bfloat16 and _multiplies_bfloat16(self.device)
        torch.manual_seed(config.seed)
        self.encoder: Encoder = ENCODERS.get(config.encoder)(config, vocabulary).to(self.device)
        if start is not None:
            self.encoder.load_state_dict(start.state_dict())
        self.objective: Objective = OBJECTIVES.get(config.objective)(config, len(types.classes)).to(self.device)
        self.model = everywhere(_Model(self.encoder, self.objective, self.bfloat16))
        self.parameters = [*self.encoder.parameters(), *self.objective.parameters()]
        self.optimizer = torch.optim.Adam(self.parameters, lr=config.learning_rate)
        self.recent = RecentMarkers()
        self.position = RunPosition()

    @property
    def update(self) -> int:
        """Number of updates so far."""
        return self.position.update

    def train(
        self,
        examples: Sequence[Example],
        validation: Sequence[Example],
        report: Callable[[Progress], None] | None = None,
        checkpoint_seconds: float = 300.0,
    ) -> None:
        """Run or continue all epochs, saving the state regularly, after each epoch and on interrupt.

        The model in the folder in the end is that of the epoch with the best validation loss; without validation
        examples, and before the first epoch's end, it is the last one.
        """
        self._resume()
        epochs = self._plan_epochs(examples)
        self.reported_at = time.monotonic()
        total = sum(map(len, epochs))
        ends = np.cumsum([len(batches) for batches in epochs])
        saved_at = time.monotonic()
        meter = _Meter(self.device)
        try:
            while self.update < total and self.position.since_best < self.config.patience:
                epoch = int(np.searchsorted(ends, self.update, side="right"))
                skipped = self.update - int(ends[epoch]) + len(epochs[epoch])
                for batch in iterate_batches(examples, epochs[epoch][skipped:], self.encoder):
                    self._set_rate(total)
                    meter.add(self._step(batch), batch.files.size)
                    self.position.update += 1
                    finished = self.update == ends[epoch]
                    if finished or self.update % VALIDATE_EVERY == 0:
                        judged = self._judge(validation)
                        progress = Progress(epoch, self.update, total, meter.loss, meter.speed, *judged)
                    elif self.update % REPORT_EVERY == 0 or time.monotonic() - self.reported_at > REPORT_SECONDS:
                        progress = Progress(epoch, self.update, total, meter.loss, meter.speed)
                    else:
                        continue
                    self._report(progress, report)
                    meter = _Meter(self.device)
                    if finished:
                        self._finish_epoch(progress.validation_loss)
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

    def _finish_epoch(self, validation_loss: float | None) -> None:
        if self.position.is_best(validation_loss):
            self._save_model()  # first, so that what is counted as the best is there
        self.position.finish_epoch(validation_loss)

    def _judge(self, validation: Sequence[Example]) -> tuple[float, float] | tuple[None, None]:
        """The first process's loss and accuracy on the validation side, None if that is empty."""
        mine = self.validate(validation) if leads() and validation else (math.nan, math.nan)
        loss, accuracy = agree(mine, self.device)[0]
        # Of a network that has come apart the loss alone is no number.
        return (None, None) if math.isnan(accuracy) else (loss, accuracy)

    def _step(self, batch: LabeledBatch) -> Tensor:
        # Dropout depends on the update and the process alone, so that a resumed run equals an uninterrupted one.
        seed = self.config.seed * 1_000_003 + self.update
        torch.manual_seed(seed + SEED_STEP * process_rank())
        self.model.train()
        embeddings, targets, loss = self.model(batch.files, batch.targets, seed)
        self.recent.add(embeddings.detach(), targets.type_ids)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, self.config.clip)
        self.optimizer.step()
        detached: Tensor = loss.detach()
        return detached

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
            embeddings, targets = self.encoder(batch.files), batch.targets
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
        append_log(self.folder, progress)
        if report is not None:
            report(progress)

    def save(self) -> None:
        """Write the state, which is the same in all processes, and the model as long as no epoch was judged."""
        if math.isinf(self.position.best):
            self._save_model()
        if leads():
            write_state(self.folder, self._modules, self.optimizer, self.position)

    @property
    def _modules(self) -> dict[str, nn.Module]:
        return {"encoder.": self.encoder, "objective.": self.objective}

    def _save_model(self) -> None:
        if not leads():
            return
        save_model(self.folder, self.config, self.vocabulary, self.encoder)
        write_tensors(self.folder / OBJECTIVE_FILE, self.objective.state_dict())
        write_text(self.folder / CLASSES_FILE, json.dumps({"classes": self.types.classes}) + "\n")

    def _resume(self) -> None:
        if not (self.folder / STATE_FILE).exists():
            return
        if read_config(self.folder) != self.config:
            raise CheckpointError(f"{self.folder}: contains a run with another configuration; choose another folder")
        self.position = read_state(self.folder, self._modules, self.optimizer)


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


class _Meter:
    """Mean loss and speed since it was made. Losses stay on their device until somebody asks.

    Args:
        device: Of the losses.
    """

    def __init__(self, device: torch.device) -> None:
        self._losses = torch.zeros((), dtype=torch.float64, device=device)
        self._updates = 0
        self._nodes = 0
        self._started = time.monotonic()

    def add(self, loss: Tensor, nodes: int) -> None:
        self._losses += loss
        self._updates += 1
        self._nodes += nodes

    @property
    def loss(self) -> float:
        """The mean, for which all updates have to be done."""
        return float(self._losses) / max(self._updates, 1)

    @property
    def speed(self) -> float:
        return self._nodes / max(time.monotonic() - self._started, 1e-9)
