"""The training loop of an infiller: interruptible, resumable, the same on each run."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from typilus.errors import CheckpointError
from typilus.lab.infiller_training.causal_decoder import CausalDecoder
from typilus.lab.infiller_training.causal_masking import MaskedTokens
from typilus.lab.infiller_training.document_batches import DocumentBatch, DocumentBatches, collate
from typilus.lab.infiller_training.infiller_config import InfillerConfig
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.llama_folder import write_llama_folder
from typilus.neural import STATE_FILE, RunPosition, append_log, read_state, read_text, write_state, write_text

__all__ = ["SETTINGS_FILE", "InfillerProgress", "InfillerTrainer"]

SETTINGS_FILE: Final = "infiller.json"
REPORT_SECONDS = 30.0
VALIDATE_EVERY = 250
VALIDATION_DOCUMENTS_AT_ONCE = 16
_BETAS = (0.9, 0.98)
_DECAY = 0.01
_IGNORED = ("updates", "patience")
"""Settings that a run may change when it goes on."""


@dataclass(frozen=True, slots=True)
class InfillerProgress:
    """The state of a run, as one line of its log.

    Attributes:
        epoch: Number of passes over the crops, from 0.
        update: Number of updates so far.
        total_updates: Number of planned updates.
        loss: Mean loss by token since the last report, in nats, weighted as it is trained.
        tokens_per_second: Tokens trained per second.
        validation_loss: Mean loss of the tokens of validation annotations, None if it was not measured.
        validation_accuracy: Share of validation annotations that greedy decoding writes exactly, likewise.
    """

    epoch: int
    update: int
    total_updates: int
    loss: float
    tokens_per_second: float
    validation_loss: float | None = None
    validation_accuracy: float | None = None


class InfillerTrainer:
    """Trains a decoder and keeps its state in a folder, with the best model so far as transformers reads it.

    Args:
        folder: Folder of the run. A run with the same settings there is continued.
        config: Settings.
        tokenizer: Tokenizer of the texts.
        device: Device of the computation.

    Raises:
        CheckpointError: The folder holds a run of other settings.
    """

    def __init__(self, folder: Path, config: InfillerConfig, tokenizer: InfillerTokenizer, device: str = "cpu") -> None:
        self.folder = folder
        self.config = config
        self.tokenizer = tokenizer
        self.device = torch.device(device)
        self.position = RunPosition()
        torch.manual_seed(config.seed)
        self.decoder = CausalDecoder(config).to(self.device)
        matrices = [parameter for parameter in self.decoder.parameters() if parameter.dim() > 1]
        vectors = [parameter for parameter in self.decoder.parameters() if parameter.dim() == 1]
        groups = [{"params": matrices, "weight_decay": _DECAY}, {"params": vectors, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=config.learning_rate, betas=_BETAS)
        self._resume()

    def train(
        self,
        batches: DocumentBatches,
        validation: Sequence[MaskedTokens],
        report: Callable[[InfillerProgress], None] | None = None,
        checkpoint_seconds: float = 300.0,
    ) -> None:
        """Run or continue all updates, saving the state regularly and on interrupt.

        Args:
            batches: Documents to learn from.
            validation: Documents to be judged by, or none.
            report: Callback for progress.
            checkpoint_seconds: Time between two states of the run.
        """
        total = self.config.updates
        meter = _Meter()
        reported = saved = time.monotonic()
        try:
            for epoch, batch in batches.from_update(self.position.update):
                if self.position.update >= total or self.position.since_best >= self.config.patience:
                    break
                meter.add(self._step(batch), batch)
                self.position.update += 1
                judged = self.position.update % VALIDATE_EVERY == 0 or self.position.update == total
                if judged or time.monotonic() - reported > REPORT_SECONDS:
                    judgment = self._judge(validation) if judged else (None, None)
                    self._report(
                        InfillerProgress(epoch, self.position.update, total, meter.loss, meter.speed, *judgment), report
                    )
                    meter, reported = _Meter(), time.monotonic()
                if judged or time.monotonic() - saved > checkpoint_seconds:
                    self.save()
                    saved = time.monotonic()
        except KeyboardInterrupt:
            self.save()
            raise

    def _step(self, batch: DocumentBatch) -> Tensor:
        self._set_rate()
        self.decoder.train()
        loss = self._loss(batch)
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.decoder.parameters(), self.config.clip)
        self.optimizer.step()
        return loss.detach()

    def _loss(self, batch: DocumentBatch) -> Tensor:
        weights = batch.weights.to(self.device)
        counted = weights > 0
        logits = self._logits(batch, counted)
        losses = functional.cross_entropy(logits.float(), batch.targets.to(self.device)[counted], reduction="none")
        return (losses * weights[counted]).sum() / weights.sum()

    def _logits(self, batch: DocumentBatch, where: Tensor) -> Tensor:
        """The logits of the targets at some positions of a batch."""
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.config.bfloat16 and self._has_bfloat16()):
            states = self.decoder(batch.inputs.to(self.device), batch.lengths)
            logits: Tensor = self.decoder.logits(states[where])
            return logits

    def _has_bfloat16(self) -> bool:
        if self.device.type == "cuda":
            return bool(torch.cuda.is_bf16_supported(including_emulation=False))
        return bool(torch.cpu._is_avx512_bf16_supported())

    def _judge(self, validation: Sequence[MaskedTokens]) -> tuple[float, float] | tuple[None, None]:
        if not validation:
            self._save_model()
            return None, None
        loss, accuracy = self.validate(validation)
        if self.position.is_best(loss):
            self._save_model()
        self.position.finish_epoch(loss)
        return loss, accuracy

    @torch.inference_mode()
    def validate(self, documents: Sequence[MaskedTokens]) -> tuple[float, float]:
        """Mean loss of the tokens of spans, and the share of spans of which each token is the most probable one."""
        self.decoder.eval()
        losses, tokens, right, holes = 0.0, 0, 0, 0
        end = self.tokenizer.sentinels.end
        for start in range(0, len(documents), VALIDATION_DOCUMENTS_AT_ONCE):
            batch = collate(documents[start : start + VALIDATION_DOCUMENTS_AT_ONCE], 1.0)
            spans, targets = batch.spans, batch.targets[batch.spans]
            logits = self._logits(batch, spans.to(self.device)).float().cpu()
            losses += float(functional.cross_entropy(logits, targets, reduction="sum"))
            tokens += len(targets)
            hits = logits.argmax(dim=-1) == targets
            ends = torch.cumsum(targets == end, 0) - (targets == end).long()
            wrong = torch.zeros(int(ends.max()) + 1).index_add_(0, ends, (~hits).float())
            right += int((wrong == 0).sum())
            holes += len(wrong)
        return losses / max(tokens, 1), right / max(holes, 1)

    def _set_rate(self) -> None:
        update, config = self.position.update, self.config
        rising = (update + 1) / config.warmup
        falling = (config.updates - update) / max(config.updates - config.warmup, 1)
        for group in self.optimizer.param_groups:
            group["lr"] = config.learning_rate * min(1.0, rising, falling)

    def _report(self, progress: InfillerProgress, report: Callable[[InfillerProgress], None] | None) -> None:
        append_log(self.folder, progress)
        if report is not None:
            report(progress)

    def save(self) -> None:
        """Write all that the run needs to go on as if it had not stopped."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if math.isinf(self.position.best):
            self._save_model()
        write_text(self.folder / SETTINGS_FILE, self.config.to_json())
        write_state(self.folder, self._modules, self.optimizer, self.position)

    @property
    def _modules(self) -> dict[str, nn.Module]:
        return {"": self.decoder}

    def _save_model(self) -> None:
        write_llama_folder(self.folder, self.config, self.decoder, self.tokenizer)

    def _resume(self) -> None:
        if not (self.folder / STATE_FILE).exists():
            return
        path = self.folder / SETTINGS_FILE
        stored = InfillerConfig.from_json(read_text(path), str(path))
        if dataclasses.replace(stored, **{name: getattr(self.config, name) for name in _IGNORED}) != self.config:
            raise CheckpointError(f"{self.folder}: contains a run with other settings; choose another folder")
        self.position = read_state(self.folder, self._modules, self.optimizer)


class _Meter:
    """Mean loss and speed since it was made."""

    def __init__(self) -> None:
        self._losses: list[Tensor] = []
        self._tokens = 0
        self._started = time.monotonic()

    def add(self, loss: Tensor, batch: DocumentBatch) -> None:
        self._losses.append(loss)
        self._tokens += len(batch.inputs)

    @property
    def loss(self) -> float:
        return float(torch.stack(self._losses).mean()) if self._losses else math.nan

    @property
    def speed(self) -> float:
        return self._tokens / max(time.monotonic() - self._started, 1e-9)
