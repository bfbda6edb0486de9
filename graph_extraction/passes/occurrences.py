"""OCCURRENCE_OF: tokens and syntax nodes to the symbols they mean."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import (
    Column,
    StoredGraph,
    check,
    check_range,
    starts_of_runs,
    symbols_of_tokens,
)
from graph_extraction.storage.plain_pairs import PLAIN_PAIRS
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["OccurrencePass"]

_AS_BEFORE, _NEW, _FIRST_SYMBOL = 0, 1, 2


class _OccurrenceCodec:
    """A code for each token: 0 for the symbol of the last token of this label, 1 for a symbol beyond all before, whose
    distance from these follows in a column of its own, else the symbol plus 2."""

    def write(self, writer: ColumnWriter, edges: Column, graph: StoredGraph) -> None:
        """See `EdgeCodec.write`."""
        sources, targets = edges
        symbols = symbols_of_tokens(edges, graph.num_tokens)
        order, is_first = _tokens_by_label(graph)
        before = np.zeros_like(symbols)
        before[order[1:]] = np.where(is_first[1:], 0, symbols[order[:-1]])
        greatest = np.maximum.accumulate(np.concatenate([[0], symbols]))
        is_new = symbols > greatest[:-1]
        writer.unsigned(np.where(is_new, _NEW, np.where(symbols == before, _AS_BEFORE, symbols + _FIRST_SYMBOL)))
        writer.unsigned(np.diff(symbols[is_new], prepend=0))
        coded = (sources < graph.num_tokens) & (targets >= graph.num_tokens)
        coded[1:] &= sources[1:] != sources[:-1]
        PLAIN_PAIRS.write(writer, edges[:, ~coded], graph)

    def read(self, reader: ColumnReader, graph: StoredGraph) -> Column:
        """See `EdgeCodec.read`."""
        codes = reader.unsigned()
        new_symbols = np.cumsum(reader.unsigned())
        others = PLAIN_PAIRS.read(reader, graph)
        is_new = codes == _NEW
        check(len(codes) == graph.num_tokens, f"{len(codes)} of {graph.num_tokens} tokens have occurrences")
        check(int(is_new.sum()) == len(new_symbols), f"{int(is_new.sum())} new symbols have {len(new_symbols)} numbers")
        values = np.maximum(codes - _FIRST_SYMBOL, 0)
        values[is_new] = new_symbols
        order, is_first = _tokens_by_label(graph)
        # A token coded as before has the value of the last token before it in its group that has a code.
        has_value = (codes[order] != _AS_BEFORE) | is_first
        origin = np.maximum.accumulate(np.where(has_value, np.arange(len(order)), 0))
        symbols = np.zeros(graph.num_tokens, dtype=np.int64)
        symbols[order] = values[order][origin]
        tokens = np.flatnonzero(symbols)
        edges = np.stack([tokens, symbols[tokens] + graph.num_tokens - 1])
        check_range(edges, graph.num_nodes)
        return np.concatenate([edges, others], axis=1)


def _tokens_by_label(graph: StoredGraph) -> tuple[Column, npt.NDArray[np.bool_]]:
    """Return the tokens grouped by label, and a mask of the first token of each label."""
    labels = graph.labels[: graph.num_tokens]
    order = np.argsort(labels, kind="stable")
    return order, starts_of_runs(labels[order])


class OccurrencePass:
    """Joins the nodes that mean a symbol with its SYMBOL node."""

    edge = EdgeSpec(EdgeType.OCCURRENCE_OF, "#ce5c00", codec=_OccurrenceCodec())

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """See `Pass.run`."""
        for pairs in (syntax.token_symbols, syntax.node_symbols):
            edges.extend([node for node, _ in pairs], [symbol for _, symbol in pairs])
