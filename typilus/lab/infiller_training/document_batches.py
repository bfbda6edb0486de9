"""Batches of documents, the same for the same seed and epoch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from typilus.lab.infiller_training.causal_masking import MaskedTokens
from typilus.lab.infiller_training.crops import FileCrops
from typilus.lab.infiller_training.infiller_config import InfillerConfig
from typilus.lab.infiller_training.training_documents import DocumentMaker

__all__ = ["DocumentBatch", "DocumentBatches", "collate"]

_CHARACTERS_OF_TOKEN = 3.2
_FRAME_TOKENS = 80


@dataclass(frozen=True, slots=True)
class DocumentBatch:
    """Documents one behind the other, each without its last token, which nothing follows.

    Attributes:
        inputs: Tokens `[N]`.
        targets: The tokens that follow them `[N]`.
        weights: Weights of the targets in the loss `[N]`, 0 for mask sentinels.
        spans: For each target whether it is of a moved span or ends one `[N]`.
        lengths: Number of tokens of each document; their sum is N.
    """

    inputs: Tensor
    targets: Tensor
    weights: Tensor
    spans: Tensor
    lengths: tuple[int, ...]


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
        """The crops of each batch, as many as an update has tokens for."""
        order = np.random.default_rng((self._config.seed, epoch)).permutation(len(self._crops))
        sizes = np.minimum(self._lengths[order] / _CHARACTERS_OF_TOKEN + _FRAME_TOKENS, self._config.context)
        batches = (np.cumsum(sizes) // self._config.batch_tokens).astype(np.int64)
        return [part.tolist() for part in np.split(order, np.flatnonzero(np.diff(batches)) + 1)]

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
    inputs = [token for document in documents for token in document.tokens[:-1]]
    targets = [token for document in documents for token in document.tokens[1:]]
    spans = torch.tensor([span for document in documents for span in document.span[1:]])
    weights = torch.tensor([counts for document in documents for counts in document.counts[1:]], dtype=torch.float32)
    weights[spans] *= span_weight
    lengths = tuple(len(document.tokens) - 1 for document in documents)
    return DocumentBatch(torch.tensor(inputs), torch.tensor(targets), weights, spans, lengths)
