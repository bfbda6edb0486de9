"""Symbols with their vectors: a corpus read, and embedded, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from typilus.lab.corpus.corpus_manifest import SIDES
from typilus.lab.experiments.network.symbol_table import SymbolTable, SymbolTableBuilder
from typilus.typespace import MarkerOrigins, TypeMap

if TYPE_CHECKING:
    from graph_extraction import ProgramGraph
    from typilus.project import LabeledFile

__all__ = ["EmbeddedSymbols", "SymbolEmbedder", "Vectors", "collect_symbols"]

Rows = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]


class SymbolEmbedder(Protocol):
    """A network that embeds some symbols of graphs, see `Network.embed_symbols`."""

    @property
    def fingerprint(self) -> str:
        """The identifier of its points."""
        ...

    def embed_symbols(self, graphs: Sequence[ProgramGraph], positions: Sequence[Rows]) -> list[Vectors]:
        """`[s, D]` for each graph, one row for each of its chosen symbols."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedSymbols:
    """Symbols of a corpus, their side of a split and, where a network embedded them, `[S, D]` vectors."""

    table: SymbolTable
    file_side: npt.NDArray[np.int8]
    vectors: Vectors | None = None

    def rows(self, side: str) -> Rows:
        """Rows of the table on one side: `train`, `validation` or `test`."""
        return self.table.rows_of_files(self.file_side == SIDES.index(side))

    def type_map(self, rows: Rows) -> TypeMap:
        """Some symbols as the markers of a type map, with their origins.

        Raises:
            ValueError: The symbols were collected without a network.
        """
        if self.vectors is None:
            raise ValueError("these symbols have no vectors: collect them with a network")
        table = self.table
        origins = MarkerOrigins(
            table.projects,
            table.paths,
            table.names,
            table.project_id[rows],
            table.file_id[rows],
            table.name_id[rows],
            table.line[rows],
        )
        return TypeMap(self.vectors[rows], table.types, table.type_id[rows], origins).select(np.arange(len(rows)))


def collect_symbols(
    files: Iterable[LabeledFile],
    side_of: Callable[[LabeledFile], str],
    embedder: SymbolEmbedder | None = None,
    batch_nodes: int = 200_000,
) -> EmbeddedSymbols:
    """Read a stream of files once and keep only the columns and vectors of the counted symbols.

    Args:
        files: Files in any order, held only while their batch is embedded.
        side_of: Function that returns a file's side of the split.
        embedder: Network, None for the baselines alone.
        batch_nodes: Number of graph nodes embedded in one call.
    """
    builder = SymbolTableBuilder()
    sides: list[int] = []
    parts: list[Vectors] = []
    for batch in _batches(files, batch_nodes):
        counted = [np.array(builder.add(file), np.int64) for file in batch]
        sides += [SIDES.index(side_of(file)) for file in batch]
        if embedder is not None:
            parts += embedder.embed_symbols([file.graph for file in batch], counted)
    joined = np.concatenate(parts) if parts else None
    return EmbeddedSymbols(builder.finish(), np.asarray(sides, np.int8), joined)


def _batches(files: Iterable[LabeledFile], batch_nodes: int) -> Iterator[list[LabeledFile]]:
    batch: list[LabeledFile] = []
    nodes = 0
    for file in files:
        if batch and nodes + file.graph.num_nodes > batch_nodes:
            yield batch
            batch, nodes = [], 0
        batch.append(file)
        nodes += file.graph.num_nodes
    if batch:
        yield batch
