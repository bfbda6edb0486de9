"""Calls that put something into a container."""

from __future__ import annotations

import ast
from typing import NamedTuple

from graph_extraction import dotted_name
from typilus.static_inference.rules.containers import FILLED

__all__ = ["Filling", "filling_of", "is_empty_container"]

_METHODS = frozenset(
    {"append", "add", "insert", "extend", "update", "setdefault", "appendleft", "extendleft", "put", "put_nowait"}
)
_FUNCTIONS = frozenset(
    {"heapq.heappush", "heapq.heappushpop", "heapq.heapreplace"}
    | {"bisect.insort", "bisect.insort_left", "bisect.insort_right"}
)
"""Their first argument gets the second one."""
_BARE_FUNCTIONS = frozenset(name.partition(".")[2] for name in _FUNCTIONS)
_CONTAINERS = frozenset(name.rpartition(".")[2] for name in FILLED)


class Filling(NamedTuple):
    """A container and what fills it.

    Attributes:
        container: Container as it is written.
        method: Method that would do the same.
        start: Number of the first argument that is put in, or locates what is.
    """

    container: ast.expr
    method: str
    start: int


def filling_of(node: ast.AST) -> Filling | None:
    """Return what a call fills, None for other calls and whatever else."""
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        return Filling(node.func.value, node.func.attr, 0)
    name = dotted_name(node.func)
    is_function = name in _FUNCTIONS or name in _BARE_FUNCTIONS
    if is_function and len(node.args) >= 2 and not any(isinstance(argument, ast.Starred) for argument in node.args):
        return Filling(node.args[0], "append", 1)
    return None


def is_empty_container(node: ast.expr) -> bool:
    """Return whether an expression makes a container that holds nothing yet."""
    if isinstance(node, ast.List):
        return not node.elts
    if isinstance(node, ast.Dict):
        return not node.keys
    if not isinstance(node, ast.Call):
        return False
    name = (dotted_name(node.func) or "").rpartition(".")[2]
    # A queue is given its size, and a `defaultdict` what makes its values.
    most = 1 if name.endswith("Queue") or name == "defaultdict" else 0
    return name in _CONTAINERS and len(node.args) <= most
