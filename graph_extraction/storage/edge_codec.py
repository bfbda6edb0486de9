"""The contract of storing the edges of one type, and what a codec can build on."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import EdgeType
from graph_extraction.source.source_errors import GraphFormatError
from graph_extraction.storage.columns import ColumnReader, ColumnWriter

__all__ = [
    "Column",
    "EdgeCodec",
    "StoredGraph",
    "check",
    "check_range",
    "sorted_edges",
    "starts_of_runs",
    "symbols_of_tokens",
]

Column = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class StoredGraph:
    """The nodes of a graph and the edges stored so far, for a codec to build on.

    Attributes:
        num_tokens: How many nodes at the beginning are TOKEN nodes.
        num_nonterminals: How many nodes after these are NON_TERMINAL nodes.
        num_nodes: N.
        labels: `[N]` label of each node.
        edges: `[2, E]` edges of the types that were stored before this one, sorted.
    """

    num_tokens: int
    num_nonterminals: int
    num_nodes: int
    labels: Column
    edges: dict[EdgeType, Column] = field(default_factory=dict)

    @functools.cached_property
    def token_symbols(self) -> Column:
        """`[T]` symbol of each token by its OCCURRENCE_OF edges, counted from 1 for node T, or 0 for none."""
        return symbols_of_tokens(self.edges[EdgeType.OCCURRENCE_OF], self.num_tokens)

    @functools.cached_property
    def tokens_by_symbol(self) -> tuple[Column, npt.NDArray[np.bool_]]:
        """The tokens that have a symbol, grouped by symbol, and a mask of the first token of each symbol."""
        order = np.argsort(self.token_symbols, kind="stable")
        order = order[np.searchsorted(self.token_symbols[order], 0, side="right") :]
        return order, starts_of_runs(self.token_symbols[order])


class EdgeCodec(Protocol):
    """Stores the edges of one type as columns. Any edges round-trip. Those that the rest of a graph predicts cost
    few bytes."""

    def write(self, writer: ColumnWriter, edges: Column, graph: StoredGraph) -> None:
        """Write `[2, E]` edges, which are sorted."""
        ...

    def read(self, reader: ColumnReader, graph: StoredGraph) -> Column:
        """Read `[2, E]` edges, in any order.

        Raises:
            GraphFormatError: The columns hold something else.
        """
        ...


def symbols_of_tokens(occurrences: Column, num_tokens: int) -> Column:
    """`[T]` target of each token's first edge, counted from 1 for node T, or 0 for a token or no edge."""
    sources, targets = occurrences
    counted = (sources < num_tokens) & (targets >= num_tokens)
    counted[1:] &= sources[1:] != sources[:-1]
    symbols = np.zeros(num_tokens, dtype=np.int64)
    symbols[sources[counted]] = targets[counted] - num_tokens + 1
    return symbols


def starts_of_runs(values: Column) -> npt.NDArray[np.bool_]:
    """Which values differ from the one before."""
    starts = np.ones(len(values), dtype=np.bool_)
    starts[1:] = values[1:] != values[:-1]
    return starts


def sorted_edges(edges: Column) -> Column:
    """`[2, E]` by source, then target."""
    return edges[:, np.lexsort((edges[1], edges[0]))]


def check(condition: bool, fault: str) -> None:
    """Refuse columns that do not fit the graph.

    Raises:
        GraphFormatError: The condition does not hold.
    """
    if not condition:
        raise GraphFormatError(fault)


def check_range(numbers: Column, end: int) -> None:
    """Refuse nodes that do not exist.

    Raises:
        GraphFormatError: A number is negative, or not below the end.
    """
    if numbers.size:
        least, most = int(numbers.min()), int(numbers.max())
        check(least >= 0 and most < end, f"an edge points to node {least if least < 0 else most} of {end}")
