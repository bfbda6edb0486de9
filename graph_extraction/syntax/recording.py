"""A file's syntax, read once: its nodes, and what passes make edges of."""

from __future__ import annotations

from graph_extraction.builder import GraphBuilder
from graph_extraction.syntax import definitions, expressions, statements
from graph_extraction.syntax.record import SyntaxRecord
from graph_extraction.syntax.source_order import CHILDREN
from graph_extraction.syntax.sweep import Sweep, SweepTables
from graph_extraction.syntax.symbols import resolve_symbols

__all__ = ["read_syntax", "sweep"]

_TABLES = SweepTables(
    inner_nodes={
        **{
            class_: lambda _, node, children=children: children(node)  # type: ignore[misc]
            for class_, children in CHILDREN.items()
        },
        **expressions.INNER_NODES,
        **statements.INNER_NODES,
        **definitions.INNER_NODES,
    },
    custom_nodes={
        type(None): lambda _, __: (),
        **expressions.CUSTOM_NODES,
        **statements.CUSTOM_NODES,
        **definitions.CUSTOM_NODES,
    },
    leaves=expressions.LEAVES,
)


def sweep(builder: GraphBuilder) -> None:
    """Walk the tree: make the TOKEN and NON_TERMINAL nodes, and note what is met on the way."""
    Sweep(builder, _TABLES).walk(builder.source.tree, builder.source.tree.body)


def read_syntax(builder: GraphBuilder) -> SyntaxRecord:
    """Make all nodes but those of the vocabulary, and record how the syntax joins them."""
    sweep(builder)
    resolve_symbols(builder)
    return builder.record()
