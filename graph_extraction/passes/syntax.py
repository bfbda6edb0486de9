"""CHILD: syntax nodes to their children and tokens."""

from __future__ import annotations

from graph_extraction.builder import NON_TERMINAL, GraphBuilder
from graph_extraction.graph import EdgeType
from graph_extraction.syntax import (
    definitions,  # noqa: F401  (they enter the sweep's tables)
    expressions,  # noqa: F401  (they enter the sweep's tables)
    statements,  # noqa: F401  (they enter the sweep's tables)
)
from graph_extraction.syntax.sweep import Sweep

__all__ = ["SyntaxPass"]


class SyntaxPass:
    """Makes the TOKEN and NON_TERMINAL nodes, and notes for later passes what it meets on the way.

    Every token belongs to the deepest syntax node whose span holds it. Comments, line ends and indentation are no
    tokens; annotations are skipped, tokens and syntax, and a block that holds nothing else gets a `pass`. A syntax
    node of one lexeme is that token; expression statements have no node of their own; neither do argument lists,
    operators and contexts.
    """

    requires: frozenset[EdgeType] = frozenset()
    adds = frozenset({EdgeType.CHILD})

    def run(self, builder: GraphBuilder) -> None:
        """Walk the tree."""
        Sweep(builder).walk(builder.source.tree, builder.source.tree.body)
        tokens, parents = builder.token_parents, builder.nonterminal_parents
        builder.add_edges(EdgeType.CHILD, tokens, range(len(tokens)))
        builder.add_edges(EdgeType.CHILD, parents[1:], range(NON_TERMINAL + 1, NON_TERMINAL + len(parents)))
