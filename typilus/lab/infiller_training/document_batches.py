"""Batches of documents of similar length, the same for the same seed and epoch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from typilus.lab.infiller_training.causal_masking import MaskedTokens
from typilus.lab.infiller_training.crops import Crop, FileCrops
from typilus.lab.infiller_training.infiller_config import InfillerConfig
from typilus.lab.infiller_training.training_documents import DocumentMaker

__all__ = ["DocumentBatch", "DocumentBatches", "collate"]

_CHUNK = 4_096
"""Crops that are sorted by length together."""
_CHARACTERS_OF_TOKEN = 3.2
_FRAME_TOKENS = 80


@dataclass(frozen=True, slots=True)
class DocumentBatch:
    """Documents as arrays, without what comes after the last token of each.

    Attributes:
        inputs: Tokens `[B, T]`, 0 behind the end.
        targets: The tokens that follow them `[B, T]`.
        weights: Weights of the targets in the loss `[B, T]`, 0 for sentinels and padding.
        spans: For each target whether it is of a moved span or ends one `[B, T]`.
    """

    inputs: Tensor
    targets: Tensor
    weights: Tensor
    spans: Tensor


class DocumentBatches:
    """The batches of a run by the number of the update.

    Args:
        files: Crops of the training side.
        maker: Makes documents of them.
        config: Settings of the run.
    """

    def __init__(self, files: Sequence[FileCrops], maker: DocumentMaker, config: InfillerConfig) -> None:
        self._crops = [(file, crop) for file in files for crop in file.crops]
        self._lengths = np.array([len(crop.text) for _, crop in self._crops], np.int64)
        self._maker = maker
        self._config = config

    def __len__(self) -> int:
        return len(self._crops)

    def from_update(self, update: int) -> Iterator[tuple[int, DocumentBatch]]:
        """Yield the batches from an update on, each with its epoch, epoch after epoch."""
        epoch = 0
        while True:
            plan = self._plan(epoch)
            for number in range(min(update, len(plan)), len(plan)):
                yield epoch, self._batch(plan[number], epoch)
            update -= min(update, len(plan))
            epoch += 1

    def _plan(self, epoch: int) -> list[list[int]]:
        random = np.random.default_rng((self._config.seed, epoch))
        order = random.permutation(len(self._crops))
        batches: list[list[int]] = []
        for start in range(0, len(order), _CHUNK):
            chunk = order[start : start + _CHUNK]
            batches.extend(self._filled(chunk[np.argsort(self._lengths[chunk], kind="stable")].tolist()))
        return [batches[number] for number in random.permutation(len(batches))]

    def _filled(self, numbers: Sequence[int]) -> Iterator[list[int]]:
        """Yield batches of crops that are sorted by length, as many as an update has tokens for."""
        batch: list[int] = []
        for number in numbers:
            size = min(self._lengths[number] / _CHARACTERS_OF_TOKEN + _FRAME_TOKENS, self._config.context)
            if batch and size * (len(batch) + 1) > self._config.batch_tokens:
                yield batch
                batch = []
            batch.append(number)
        if batch:
            yield batch

    def _batch(self, numbers: Sequence[int], epoch: int) -> DocumentBatch:
        documents = []
        for number in numbers:
            random = np.random.default_rng((self._config.seed, epoch, number))
            documents.append(self._maker.make(*self._crops[number], random))
        return collate(documents, self._config.annotation_weight)


def collate(documents: Sequence[MaskedTokens], span_weight: float) -> DocumentBatch:
    """Documents as one batch.

    Args:
        documents: Documents with at least two tokens each.
        span_weight: Weight of the tokens of spans; the others have 1, and mask sentinels 0.
    """
    length = max(len(document.tokens) for document in documents) - 1
    shape = (len(documents), length)
    inputs, targets = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    weights, spans = np.zeros(shape, np.float32), np.zeros(shape, bool)
    for row, document in enumerate(documents):
        size = len(document.tokens) - 1
        inputs[row, :size] = document.tokens[:-1]
        targets[row, :size] = document.tokens[1:]
        spans[row, :size] = document.span[1:]
        weights[row, :size] = document.counts[1:]
    weights[spans] *= span_weight
    return DocumentBatch(*map(torch.from_numpy, (inputs, targets, weights, spans)))
