"""The annotations of a donor file, each with the place that it is for: scope, kind and name."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from graph_extraction import FunctionNode, SourceDocument, SymbolKind, last_name
from typilus.annotation_types import FileNames, canonicalize
from typilus.errors import TypeExpressionError
from typilus.rewriting import Slot, find_slots, type_comments
from typilus.semantics import semantics_of

__all__ = ["Donation", "FunctionKey", "donations_of", "functions_by_key"]

FunctionKey = tuple[str, str]
"""The `__qualname__` of a function, and the part of a property that it is: "getter", "setter", "deleter", or ""."""
_UNKNOWN = "Incomplete"
"""What tools that write stubs put where they know nothing."""
_PROPERTY_PARTS = frozenset({"getter", "setter", "deleter"})


@dataclass(frozen=True, slots=True)
class Donation:
    """An annotation of the donor.

    Attributes:
        kind, scope, name: The symbol's, as `graph_extraction.Symbol` has them.
        line: Line of its name in the donor, from 1.
        type: Canonical text; "" for what is no type that a target could be given, as a bare `Final` or `Incomplete`.
        function: The function whose parameter or return it is, None for a variable or an attribute.
    """

    kind: SymbolKind
    scope: str
    name: str
    line: int
    type: str
    function: FunctionNode | None = None

    @property
    def qualified_name(self) -> str:
        """The name `Shop.add.price`, for a return `Shop.add()`."""
        name = f"{self.name}()" if self.kind is SymbolKind.RETURN else self.name
        return f"{self.scope}.{name}" if self.scope else name


def donations_of(donor: SourceDocument, module: str, is_package: bool) -> list[Donation]:
    """Return the annotations of a donor, type comments included, in the order of the text.

    Overloads donate nothing, as each tells a part of what the implementation takes.

    Args:
        donor: A source file or a stub.
        module: Dotted name of the target: what the donor defines itself is meant to be the target's.
        is_package: Whether the target is a package's `__init__`, as its name tells from where relative imports start.

    Raises:
        SourceError: It cannot be decoded or parsed.
    """
    names = FileNames.from_tree(donor.tree, module, is_package=is_package)
    slots = find_slots(donor)
    semantics = semantics_of(donor)
    commented = _by_comments(donor, slots, names)
    donations = []
    for slot in slots:
        key = slot.kind, slot.line, slot.column
        function = semantics.function(slot.statement) if isinstance(slot.statement, FunctionNode) else None
        if (function is not None and function.is_overload) or (slot.annotation is None and key not in commented):
            continue
        type_ = commented[key] if slot.annotation is None else _type_of(slot.annotation, names)
        statement = None if function is None else function.node
        donations.append(Donation(slot.kind, slot.owner.qualified_name, slot.name, slot.line, type_, statement))
    return donations


def functions_by_key(document: SourceDocument) -> dict[FunctionKey, list[FunctionNode]]:
    """Return the functions of a file but for overloads, those with one key in the order of the text."""
    by_key: dict[FunctionKey, list[FunctionNode]] = {}
    for function in semantics_of(document).functions:
        if not function.is_overload:
            by_key.setdefault((function.qualified_name, _property_part(function.node)), []).append(function.node)
    for functions in by_key.values():
        functions.sort(key=lambda node: node.lineno)
    return by_key


def _property_part(function: FunctionNode) -> str:
    decorators = (node for node in function.decorator_list if isinstance(node, ast.Attribute))
    return next((node.attr for node in decorators if node.attr in _PROPERTY_PARTS), "")


def _type_of(annotation: ast.expr, names: FileNames) -> str:
    if last_name(annotation) == _UNKNOWN:
        return ""
    try:
        return str(canonicalize(annotation, names))
    except TypeExpressionError:
        return ""


def _by_comments(
    donor: SourceDocument, slots: Sequence[Slot], names: FileNames
) -> dict[tuple[SymbolKind, int, int], str]:
    comments = type_comments(donor, slots, names)
    return {(edit.kind, edit.line, edit.column): edit.type for comment in comments for edit in comment.edits}
