"""A type dependency graph in Graphviz's language."""

from __future__ import annotations

import ast
from collections.abc import Collection

from typilus.static_inference.answers.reasons import named
from typilus.static_inference.definitions.scope_names import plain
from typilus.static_inference.graph.dependency_graph import TypeNode, TypeNodeKind
from typilus.static_inference.solving.solver import Solver

__all__ = ["to_dot"]

MAX_NODES = 300
_SHAPES = {
    TypeNodeKind.SYMBOL: "ellipse",
    TypeNodeKind.EXPRESSION: "box",
    TypeNodeKind.BRANCH: "diamond",
    TypeNodeKind.MERGE: "invtriangle",
}


def to_dot(solver: Solver, slots: Collection[int]) -> str:
    """Return a drawing of the nodes that solve some slots, with their types. Arrows run toward what is solved.

    Args:
        solver: Solver after its run.
        slots: Numbers of nodes, of whose sources the nearest 300 nodes are drawn.
    """
    shown = dict.fromkeys(slots)
    pending = list(shown)
    while pending and len(shown) < MAX_NODES:
        for index in solver.graph.nodes[pending.pop(0)].inputs:
            if index not in shown:
                shown[index] = None
                pending.append(index)
    lines = ["digraph {", "  rankdir=LR; node [fontname=monospace];"]
    for number in shown:
        node = solver.graph.nodes[number]
        types = " | ".join(named(value) for value in solver.value(number).ordered) or "?"
        label = _quoted(f"{_label(node)}\n{types}")
        lines.append(f"  n{number} [shape={_SHAPES[node.kind]}, label={label}];")
        lines.extend(f"  n{index} -> n{number};" for index in node.inputs if index in shown)
    return "\n".join([*lines, "}"])


def _label(node: TypeNode) -> str:
    if node.key is not None:
        return f"{plain(node.key.scope)}.{node.key.name}".lstrip(".")
    text = ast.unparse(node.node) if isinstance(node.node, ast.expr) else node.rule.name
    return text if len(text) <= 40 else f"{text[:39]}…"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
