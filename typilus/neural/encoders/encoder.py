"""The contract of what embeds the symbols of files: how a file is prepared, joined with others, and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from graph_extraction import ProgramGraph
from typilus.neural.network import Positions, Prepared
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = ["Batch", "Encoder", "Positions", "Prepared"]


class Batch(Protocol):
    """Some files as tensors."""

    @property
    def size(self) -> int:
        """The number of nodes or tokens that are read."""
        ...

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        ...


class Encoder(nn.Module):
    """Embeds the symbols of files.

    The symbols of a file have positions from 0 on, in the order of `graph.symbols`. Behind them come the classes that
    the file defines, in the order of `graph.definitions`, if the encoder embeds classes.

    Attributes:
        embeds_classes: Whether it embeds the classes that a file defines, too.
        unit: The word for what the size of a file counts.

    Args:
        config: Of its run; the weights are fresh.
        vocabulary: Of the labels of nodes.
    """

    embeds_classes: bool = False
    unit: str = "nodes"

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.vocabulary = vocabulary

    @property
    def device(self) -> torch.device:
        """The device of its weights."""
        return next(self.parameters()).device

    def prepare(self, graph: ProgramGraph) -> Any:
        """Return a file as arrays, not tensors, so that it can be prepared apart from the network."""
        raise NotImplementedError

    def cut(self, prepared: Any, positions: Positions) -> Iterator[tuple[Positions, Any]]:
        """Yield the parts of a file that must be read to embed the symbols at some positions.

        Yields:
            Positions, all of them in their order in the end, and the part of the file that is read for these. An
            encoder that reads whole files yields them all at once, with what it needs to know of them.
        """
        raise NotImplementedError

    def collate(self, parts: Sequence[Any]) -> Any:
        """Join parts of files into one batch."""
        raise NotImplementedError

    def forward(self, batch: Any) -> Tensor:
        """`[S, D]` embeddings of the wanted symbols, part after part."""
        raise NotImplementedError

    @classmethod
    def expected_shapes(cls, config: TrainingConfig, vocabulary_size: int) -> Mapping[str, tuple[int, ...]]:
        """Shapes of weights that tell a configuration's sizes, held against a file before a network is made of them."""
        return {}
