"""The calls of functions and classes, as lines of text: in a file, and in the project's files that may import it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from graph_extraction import FunctionNode, SourceDocument
from typilus.infilling.prompts.scope_tree import ScopeNode
from typilus.semantics import semantics_of

__all__ = ["CallSite", "called_name", "calls_in", "is_called", "usages_of"]

_LONGEST = 160
"""Characters of a call; the rest of a longer one is left out."""


@dataclass(frozen=True, slots=True)
class CallSite:
    """A call.

    Attributes:
        line: Its first line.
        is_attribute: Whether what is called is an attribute (`shop.add(…)`), not a name.
        text: The line or lines that it is in, as one.
    """

    line: int
    is_attribute: bool
    text: str


def called_name(node: ScopeNode) -> str:
    """The name that a scope is called by: its own, or for a constructor that of its class. "" of what nobody calls."""
    definition = node.scope.node
    if isinstance(definition, ast.Module):
        return ""
    if definition.name in ("__init__", "__new__") and node.parent is not None and node.parent.scope.is_class:
        return called_name(node.parent)
    return "" if definition.name.startswith("__") else definition.name


def is_called(node: ScopeNode, site: CallSite) -> bool:
    """Return whether a call of a scope's name may be one of this scope, and is not inside of it."""
    definition = node.scope.node
    if isinstance(definition, ast.Module) or definition.lineno <= site.line <= (definition.end_lineno or 0):
        return False
    is_method = node.parent is not None and node.parent.scope.is_class and isinstance(definition, FunctionNode)
    return site.is_attribute or not is_method or definition.name == "__init__"


def usages_of(node: ScopeNode, document: SourceDocument) -> list[CallSite]:
    """The calls of a scope from elsewhere in its file, in the order of the text."""
    return [site for site in calls_in(document).get(called_name(node), ()) if is_called(node, site)]


def calls_in(document: SourceDocument) -> dict[str, list[CallSite]]:
    """All calls of a file by the last name of what is called, in the order of the text. They are found once."""
    return document.derived(_calls)


def _calls(document: SourceDocument) -> dict[str, list[CallSite]]:
    calls: dict[str, list[CallSite]] = {}
    lines = document.lines
    for statement, _ in semantics_of(document).statements:
        for call in _own_calls(statement):
            is_attribute = isinstance(call.func, ast.Attribute)
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            texts = (lines.line(number).strip() for number in range(call.lineno, (call.end_lineno or call.lineno) + 1))
            text = " ".join(texts)
            calls.setdefault(name, []).append(
                CallSite(call.lineno, is_attribute, text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
            )
    calls.pop("", None)
    return calls


def _own_calls(statement: ast.stmt) -> Iterator[ast.Call]:
    """The calls in a statement's own expressions, not those in the statements that it holds."""
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            yield node
        pending += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)][::-1]
