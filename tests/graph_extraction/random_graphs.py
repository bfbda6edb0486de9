"""Graphs by chance: any kinds in any order, any edges, any symbols."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from graph_extraction import TABLE_1, ClassDefinition, EdgeType, NodeKind, Obstacle, ProgramGraph, Symbol, SymbolKind

_TEXT = st.text(max_size=5) | st.sampled_from(("self", "x", "\ud800", "é\n", "名前"))


@st.composite
def graphs(draw: st.DrawFn) -> ProgramGraph:
    """A graph of few nodes, well-formed only in that all indices are in range."""
    count = draw(st.integers(0, 9))
    kinds = draw(st.lists(st.sampled_from(NodeKind), min_size=count, max_size=count))
    kinds = sorted(kinds) if draw(st.booleans()) else kinds
    labels = draw(st.lists(_TEXT, min_size=1, max_size=5, unique=True))
    node_label = draw(st.lists(st.integers(0, len(labels) - 1), min_size=count, max_size=count))
    node = st.integers(0, max(count - 1, 0))
    pairs = st.lists(st.tuples(node, node), max_size=8 if count else 0)
    edges = {kind: np.array(draw(pairs), dtype=np.int32).reshape(-1, 2).T for kind in TABLE_1}
    if draw(st.booleans()):
        tokens = kinds.index(NodeKind.NON_TERMINAL) if NodeKind.NON_TERMINAL in kinds else count
        edges[EdgeType.NEXT_TOKEN] = np.array([range(max(tokens - 1, 0)), range(1, max(tokens, 1))], dtype=np.int32)
    symbol = st.builds(
        Symbol,
        node=node,
        kind=st.sampled_from(SymbolKind),
        scope=_TEXT,
        name=_TEXT,
        line=st.integers(1, 10**6),
        column=st.integers(0, 10**6),
        annotation=st.none() | _TEXT,
        obstacle=st.none() | st.sampled_from(Obstacle),
    )
    definition = st.builds(ClassDefinition, node=node, name=_TEXT, line=st.integers(1, 10**6))
    return ProgramGraph(
        path=draw(_TEXT),
        labels=tuple(labels),
        node_kind=np.array(kinds, dtype=np.uint8),
        node_label=np.array(node_label, dtype=np.int32),
        edges=edges,
        symbols=tuple(draw(st.lists(symbol, max_size=4 if count else 0))),
        definitions=tuple(draw(st.lists(definition, max_size=3 if count else 0))),
    )
