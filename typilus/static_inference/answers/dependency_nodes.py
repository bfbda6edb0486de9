"""The nodes of the type dependency graph as values for people."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from graph_extraction import DefinitionNode
from typilus.static_inference.answers.reasons import named
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.scope_names import plain
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind, TypeNode, TypeNodeKind
from typilus.static_inference.solving.solver import Solver

__all__ = ["EDGE_KINDS", "Dependency", "DependencyEdge", "describe", "is_of"]

EDGE_KINDS: Final = ("input", "asked")
"""Inputs of rules, and what rules ask for besides: the attribute that `self.x` reads, the result of what is called."""
DependencyEdge = tuple[int, int, str]
"""Source, target and kind: the types of the target follow from those of the source."""
_MAX_CODE: Final = 60


@dataclass(frozen=True, slots=True)
class Dependency:
    """One node of the type dependency graph.

    Attributes:
        kind: `symbol`, `name` where one is read, `expression`, `branch` or `merge`.
        code: Qualified name of a symbol, else the code, or words where there is none.
        line: Line from 1, None of symbols and of what has no place in the file.
        types: Types that it may have, in words, () if nothing is known.
        is_whole: Whether it has no others.
        rule: Rule that gave them.
    """

    kind: str
    code: str
    line: int | None
    types: tuple[str, ...]
    is_whole: bool
    rule: str


def is_of(node: TypeNode, module: ModuleText) -> bool:
    """Return whether a node stands for something in a module."""
    return node.module is module or (node.key is not None and node.key.module == module.name)


def describe(solver: Solver, number: int, module: ModuleText, is_used: Callable[[int], bool]) -> Dependency:
    """Return a node as a value (see `dependencies_of`)."""
    node, value = solver.graph.nodes[number], solver.value(number)
    line = getattr(node.node, "lineno", None) if node.module is module and node.key is None else None
    is_evidence = node.node is None and node.key is None and any(map(is_used, solver.graph.dependents[number]))
    code = "its uses" if is_evidence else _code(node)
    is_name = node.kind is TypeNodeKind.SYMBOL and node.key is None
    kind = "name" if is_name else node.kind.value
    return Dependency(kind, code, line, tuple(map(named, value.ordered)), not value.is_open, node.rule.name)


def _code(node: TypeNode) -> str:
    if node.key is not None:
        return _name(node.key)
    text = node.rule.name if node.node is None else " ".join(_header(node.node).split())
    return text if len(text) <= _MAX_CODE else f"{text[: _MAX_CODE - 1]}…"


def _header(node: ast.AST) -> str:
    """The code, of a statement with a body only what stands before that."""
    if isinstance(node, DefinitionNode):
        return f"{'class' if isinstance(node, ast.ClassDef) else 'def'} {node.name}"
    if isinstance(node, ast.For | ast.AsyncFor):
        return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"
    return ast.unparse(node)


def _name(key: SlotKey) -> str:
    """The qualified name, as predictions have it."""
    scope = plain(key.scope)
    if key.kind is SlotKind.RETURN:
        return f"{scope}()"
    if key.kind is SlotKind.SENT:
        return f"{scope}() is sent"
    return f"{scope}() yields" if key.kind is SlotKind.YIELD else f"{scope}.{key.name}".lstrip(".")
