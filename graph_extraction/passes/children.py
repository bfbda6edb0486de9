"""CHILD: syntax nodes to their children and tokens."""

from __future__ import annotations

import numpy as np

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.numbering import NON_TERMINAL
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import Column, StoredGraph, check, check_range, sorted_edges
from graph_extraction.storage.plain_pairs import PLAIN_PAIRS
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["ChildPass"]


class _TreeCodec:
    """The parent of each token as difference from that of the token before, of each non-terminal from itself."""

    def write(self, writer: ColumnWriter, edges: Column, graph: StoredGraph) -> None:
        """See `EdgeCodec.write`."""
        count = graph.num_tokens + graph.num_nonterminals
        parents, children = edges[:, np.lexsort(edges)]
        in_tree = children < count
        in_tree[1:] &= children[1:] != children[:-1]
        in_tree &= parents != children
        parent_of = np.arange(count)
        parent_of[children[in_tree]] = parents[in_tree]
        writer.signed(np.diff(parent_of[: graph.num_tokens], prepend=graph.num_tokens))
        writer.signed(np.arange(graph.num_tokens, count) - parent_of[graph.num_tokens :])
        PLAIN_PAIRS.write(writer, sorted_edges(np.stack([parents, children])[:, ~in_tree]), graph)

    def read(self, reader: ColumnReader, graph: StoredGraph) -> Column:
        """See `EdgeCodec.read`."""
        token_parents = np.cumsum(reader.signed()) + graph.num_tokens
        distances = reader.signed()
        others = PLAIN_PAIRS.read(reader, graph)
        check(
            len(token_parents) == graph.num_tokens and len(distances) == graph.num_nonterminals,
            f"its syntax tree has {len(token_parents)} tokens and {len(distances)} inner nodes, the graph "
            f"{graph.num_tokens} and {graph.num_nonterminals}",
        )
        children = np.arange(graph.num_tokens + graph.num_nonterminals)
        parents = np.concatenate([token_parents, children[graph.num_tokens :] - distances])
        tree = np.stack([parents, children])[:, parents != children]
        check_range(tree, graph.num_nodes)
        return np.concatenate([tree, others], axis=1)


class ChildPass:
    """Joins each syntax node with its children.

    Every token belongs to the deepest syntax node whose span holds it. Comments, line ends and indentation are no
    tokens; annotations are skipped, tokens and syntax, and a block that holds nothing else gets a `pass`. A syntax
    node of one lexeme is that token; expression statements have no node of their own; neither do argument lists,
    operators and contexts.
    """

    edge = EdgeSpec(EdgeType.CHILD, "#3465a4", codec=_TreeCodec())

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """See `Pass.run`."""
        parents = syntax.nonterminal_parents
        edges.extend(syntax.token_parents, range(len(syntax.token_parents)))
        edges.extend(parents[1:], range(NON_TERMINAL + 1, NON_TERMINAL + len(parents)))
