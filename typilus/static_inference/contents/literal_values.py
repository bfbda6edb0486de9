"""Values of nodes that are written out: keys and indices."""

from __future__ import annotations

import ast
from collections.abc import Hashable

from typilus.static_inference.graph.dependency_graph import Key, TypeDependencyGraph
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.rules.value_flow import Slot

__all__ = ["literal_key"]

MAX_STEPS = 6


def literal_key(graph: TypeDependencyGraph, number: int) -> Key | None:
    """Return the value of a node that is written out, or that a name stands for which is bound once, else None."""
    for _ in range(MAX_STEPS):
        node = graph.nodes[number]
        if isinstance(node.node, ast.Constant | ast.UnaryOp | ast.Tuple) and node.rule.uses.handing is Handing.NEW:
            return _evaluated(node.node)
        is_name = node.rule.uses.handing is Handing.SAME or isinstance(node.rule, Slot)
        if not is_name or len(node.inputs) != 1:
            return None
        (number,) = node.inputs
    return None


def _evaluated(node: ast.expr) -> Key | None:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return Key(value) if isinstance(value, Hashable) and not isinstance(value, float | complex) else None
