"""The attributes of symbols that a file uses, which the class of a symbol must have."""

from __future__ import annotations

import numpy as np

from graph_extraction import EdgeType, NodeKind, ProgramGraph

__all__ = ["used_attributes"]

_ATTRIBUTE = "Attribute"


def used_attributes(graph: ProgramGraph) -> dict[int, frozenset[str]]:
    """Return the attributes used of each SYMBOL node: of `x` in `x.add(x.y.z)`, `add` and `y`."""
    named = _named_by_parent(graph)
    used: dict[int, set[str]] = {}
    for occurrence, symbol in graph.edges[EdgeType.OCCURRENCE_OF].T.tolist():
        if occurrence in named:
            used.setdefault(symbol, set()).add(named[occurrence])
    return {symbol: frozenset(names) for symbol, names in used.items()}


def _named_by_parent(graph: ProgramGraph) -> dict[int, str]:
    """The name that is taken of each node that is the value of an attribute node.

    The children of an attribute node are its value, the dot, and the name; a value in parentheses, of several lines
    or inside an f-string makes no difference that matters here.
    """
    parents, children = graph.edges[EdgeType.CHILD]
    if _ATTRIBUTE not in graph.labels:
        return {}
    label = graph.labels.index(_ATTRIBUTE)
    is_attribute = (graph.node_kind == NodeKind.NON_TERMINAL) & (graph.node_label == label)
    inside = is_attribute[parents]
    parts: dict[int, list[int]] = {}
    for parent, child in np.stack([parents[inside], children[inside]]).T.tolist():
        parts.setdefault(parent, []).append(child)
    is_token = (graph.node_kind == NodeKind.TOKEN).tolist()
    names: dict[int, str] = {}
    for nodes in parts.values():
        tokens = sorted(node for node in nodes if is_token[node])
        values = [node for node in nodes if not is_token[node]] or tokens[:1]
        name = graph.labels[graph.node_label[tokens[-1]]] if tokens else ""
        if name.isidentifier() and tokens[-1] != values[0]:
            names[values[0]] = name
    return names
