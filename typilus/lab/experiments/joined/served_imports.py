"""The imports of a file that serve nothing but its annotations."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["ServedImports", "bound_name", "imports_of_annotations"]

_CHECKING = "TYPE_CHECKING"
_MAX_EXPRESSION_LENGTH = 300


@dataclass(frozen=True, slots=True)
class ServedImports:
    """The parts of a file that it would not have without annotations.

    Attributes:
        names: Names that imports bind and only annotations use.
        blocks: `if TYPE_CHECKING:` statements that hold nothing else.
    """

    names: frozenset[str]
    blocks: frozenset[ast.stmt]


def imports_of_annotations(before: ast.Module, after: ast.Module) -> ServedImports:
    """Return the imports that only the annotations of a file need.

    Args:
        before: File with annotations.
        after: File without annotations; the blocks are of this tree.
    """
    still, once = _used(after), _used(before)
    for_checkers = [node for node in ast.walk(after) if isinstance(node, ast.If) and _is_for_checkers(node)]
    hidden = {name for block in for_checkers for node in block.body for name in _imported(node)}
    imported = {name for node in ast.walk(after) for name in _imported(node)}
    gone = {name for name in imported if name not in still and (name in once or name in hidden)}
    blocks = [
        node for node in for_checkers if not node.orelse and all(_only(statement, gone) for statement in node.body)
    ]
    asked = [node for node in ast.walk(after) if isinstance(node, ast.Name) and node.id == _CHECKING]
    if blocks and len(asked) == sum(isinstance(block.test, ast.Name) for block in blocks):
        gone.add(_CHECKING)
    return ServedImports(frozenset(gone), frozenset(blocks))


def bound_name(alias: ast.alias) -> str:
    """The name that an import binds."""
    return alias.asname or alias.name.partition(".")[0]


def _is_for_checkers(node: ast.If) -> bool:
    test = node.test
    return getattr(test, "id", getattr(test, "attr", None)) == _CHECKING


def _only(statement: ast.stmt, names: set[str]) -> bool:
    imported_names = list(_imported(statement))
    return bool(imported_names) and names.issuperset(imported_names)


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module != "__future__"):
        yield from map(bound_name, node.names)


def _used(tree: ast.Module) -> set[str]:
    """Names that are read, those in texts that are written like expressions included (`"Shop"`, `__all__`)."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < _MAX_EXPRESSION_LENGTH
        ):
            names |= _names_in(node.value)
    return names


def _names_in(text: str) -> set[str]:
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
