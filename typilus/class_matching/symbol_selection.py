"""Symbols of a graph as the matcher asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graph_extraction import SYMBOL_KINDS, ProgramGraph
from typilus.class_matching.agreement import MatchedSymbols
from typilus.class_matching.attribute_use import used_attributes
from typilus.class_matching.classes import Vectors

__all__ = ["matched_symbols"]


def matched_symbols(
    graph: ProgramGraph, positions: Sequence[int], vectors: Vectors, own_rows: Mapping[str, int]
) -> MatchedSymbols:
    """Return some symbols of a graph as inputs of the matcher.

    Args:
        graph: Graph of the file.
        positions: Indices into `graph.symbols`.
        vectors: `[S, D]` points of all of them.
        own_rows: Rows of the file's classes, by `__qualname__`.
    """
    used = used_attributes(graph)
    symbols = [graph.symbols[position] for position in positions]
    return MatchedSymbols(
        vectors[list(positions)],
        [symbol.name for symbol in symbols],
        np.array([SYMBOL_KINDS.index(symbol.kind) for symbol in symbols], np.int64),
        [used.get(symbol.node, frozenset()) for symbol in symbols],
        np.array([_innermost(symbol.scope, own_rows) for symbol in symbols], np.int64),
    )


def _innermost(scope: str, rows: Mapping[str, int]) -> int:
    """The innermost class around a scope, -1 outside of classes."""
    while scope:
        if scope in rows:
            return rows[scope]
        scope = scope.rpartition(".")[0]
    return -1
