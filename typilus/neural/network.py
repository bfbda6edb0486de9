"""The contract of a network, and the part of its work that is the same whatever computes it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary
from typilus.project import Embedding

__all__ = ["Network", "Positions", "Prepared"]

Positions = npt.NDArray[np.integer]


class Prepared(Protocol):
    """A file, or a part of one, as arrays of numbers."""

    @property
    def size(self) -> int:
        """The cost of reading it: nodes of a graph, tokens of a sequence. The sizes of a configuration count these."""
        ...


class Network(ABC):
    """A trained network with its vocabulary.

    Args:
        config: Configuration of the training.
        vocabulary: Vocabulary of node labels.
        fingerprint: Identifier of the network, "" if there is none.
    """

    embeds_classes: bool = False

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary, fingerprint: str = "") -> None:
        self.config = config
        self.vocabulary = vocabulary
        self.fingerprint = fingerprint

    @abstractmethod
    def prepare(self, graph: ProgramGraph) -> Any:
        """Return a file as arrays, its symbols first and the classes that it defines behind them."""

    @abstractmethod
    def cut(self, prepared: Any, positions: Positions) -> Iterator[tuple[Positions, Any]]:
        """Yield the parts of a file that must be read to embed the symbols at some positions, see `Encoder.cut`."""

    @abstractmethod
    def read(self, parts: Sequence[Any]) -> npt.NDArray[np.float32]:
        """`[S, D]` points of the wanted symbols of some parts, part after part."""

    @property
    def dimension(self) -> int:
        """D."""
        return self.config.embedding_size

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        """The symbols and classes of each graph in the TypeSpace.

        Both come of one pass. Only a file that has to be cut is passed twice, so that its symbols are grouped as they
        are without the classes.
        """
        with_classes = self.embeds_classes
        prepared = [self.prepare(graph) for graph in graphs]
        symbols = [np.arange(len(graph.symbols)) for graph in graphs]
        classes = [len(graph.symbols) + np.arange(len(graph.definitions) if with_classes else 0) for graph in graphs]
        large = [number for number, file in enumerate(prepared) if file.size > self.config.node_limit]
        first = [np.concatenate(pair) for pair in zip(symbols, classes, strict=True)]
        for number in large:
            first[number] = symbols[number]
        rows = self.embed_prepared(prepared, first)
        again = self.embed_prepared([prepared[number] for number in large], [classes[number] for number in large])
        for number, class_rows in zip(large, again, strict=True):
            rows[number] = np.concatenate([rows[number], class_rows])
        return [
            Embedding(points[: len(own)], points[len(own) :] if with_classes else None)
            for points, own in zip(rows, symbols, strict=True)
        ]

    def embed_symbols(
        self, graphs: Sequence[ProgramGraph], positions: Sequence[Positions]
    ) -> list[npt.NDArray[np.float32]]:
        """`[s, D]` for each graph, one row for each of its chosen symbols, as `embed` gives them.

        What only other symbols need is not read, but in a file that has to be cut: there the cuts depend on all.
        """
        prepared = [self.prepare(graph) for graph in graphs]
        read = [
            np.arange(len(graph.symbols)) if file.size > self.config.node_limit else wanted
            for graph, file, wanted in zip(graphs, prepared, positions, strict=True)
        ]
        rows = self.embed_prepared(prepared, read)
        return [
            points if own is wanted else points[wanted]
            for points, own, wanted in zip(rows, read, positions, strict=True)
        ]

    def embed_prepared(
        self, prepared: Sequence[Prepared], positions: Sequence[Positions]
    ) -> list[npt.NDArray[np.float32]]:
        """`[s, D]` for each prepared file, one row for each of its chosen positions."""
        parts = [
            (number, len(cut_positions), part)
            for number, (file, wanted) in enumerate(zip(prepared, positions, strict=True))
            for cut_positions, part in self.cut(file, wanted)
        ]
        rows: list[list[npt.NDArray[np.float32]]] = [[] for _ in prepared]
        for batch in self._batches(parts):
            embedded = self.read([part for _, _, part in batch])
            start = 0
            for number, count, _ in batch:
                rows[number].append(embedded[start : start + count])
                start += count
        nothing = np.zeros((0, self.dimension), dtype=np.float32)
        return [np.concatenate(of_file) if of_file else nothing for of_file in rows]

    def _batches(self, parts: Sequence[tuple[int, int, Prepared]]) -> Iterator[list[tuple[int, int, Prepared]]]:
        """Parts that are read together, about `batch_nodes` nodes each."""
        batch: list[tuple[int, int, Prepared]] = []
        filled = 0
        for number, count, part in parts:
            if batch and filled + part.size > self.config.batch_nodes:
                yield batch
                batch, filled = [], 0
            batch.append((number, count, part))
            filled += part.size
        if batch:
            yield batch
