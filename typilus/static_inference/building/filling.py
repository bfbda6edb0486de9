"""Calls that put something into a container."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph_extraction import FunctionNode, dotted_name
from typilus.semantics import own_nodes
from typilus.static_inference.definitions.module_functions import functions_of
from typilus.static_inference.definitions.module_text import (
    ClassDefinition,
    FunctionDefinition,
    ModuleText,
    bound_names,
)
from typilus.static_inference.rules.containers import FILLED

__all__ = [
    "Filling",
    "attribute_fillers",
    "filling_of",
    "inner_filled",
    "is_empty_container",
    "makes_empty_container",
    "variable_fillers",
]

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


def attribute_fillers(owner: ClassDefinition) -> dict[str, list[FunctionDefinition]]:
    """Return the methods of a class that put something into each attribute of their receiver."""
    return _by_name(
        (container.attr, method)
        for method in owner.methods
        for container in _filled_by(method.node)
        if isinstance(container, ast.Attribute)
        and isinstance(container.value, ast.Name)
        and container.value.id == method.receiver
    )


def variable_fillers(module: ModuleText) -> dict[str, list[FunctionDefinition]]:
    """Return the functions of a module that put something into each of its variables."""
    return _by_name((name, function) for function in functions_of(module) for name in _filled_outside(function.node))


def inner_filled(function: FunctionNode) -> frozenset[str]:
    """Return the names of a function's variables that functions inside of it put something into."""
    inside = (node for node in own_nodes(function) if isinstance(node, FunctionNode))
    return frozenset(name for node in inside for name in _filled_outside(node))


def _filled_outside(function: FunctionNode | ast.Lambda) -> Iterator[str]:
    """The names that a function puts something into and does not bind itself."""
    own = bound_names(function)[0]
    return (node.id for node in _filled_by(function) if isinstance(node, ast.Name) and node.id not in own)


def _filled_by(function: FunctionNode | ast.Lambda) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield node.value
        elif (filling := filling_of(node)) is not None:
            yield filling.container


def _by_name(fillers: Iterable[tuple[str, FunctionDefinition]]) -> dict[str, list[FunctionDefinition]]:
    by_name: dict[str, list[FunctionDefinition]] = {}
    for name, function in dict.fromkeys(fillers):
        by_name.setdefault(name, []).append(function)
    return by_name


def makes_empty_container(statement: ast.stmt) -> bool:
    """Return whether a statement gives a name a container that holds nothing yet."""
    value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
    return value is not None and is_empty_container(value)


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
