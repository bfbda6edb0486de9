"""Dotted names of a file to canonical names."""

from __future__ import annotations

import typing

from typilus.annotation_types.expression import TypeExpression, parse_type
from typilus.annotation_types.informative import looks_like_type_variable
from typilus.annotation_types.names import FileNames
from typilus.annotation_types.synonyms import BUILTINS, SYNONYMS, UNMISTAKABLE

__all__ = ["normal", "qualified", "resolve"]


def qualified(dotted: str, names: FileNames) -> str:
    """A dotted name with its root replaced by what the file imported or defined under it."""
    root, _, rest = dotted.partition(".")
    target = names.imports.get(root) or names.definitions.get(root)
    if target is None:
        return dotted
    return f"{target}.{rest}" if rest else target


def resolve(dotted: str, names: FileNames) -> TypeExpression:
    """A dotted name whose root is no alias, through the file's imports and classes."""
    root = dotted.partition(".")[0]
    if root in names.type_variables:
        return TypeExpression(f"~{dotted}")
    full = qualified(dotted, names)
    if root in names.definitions:  # a class of the file called `T` is that class, whatever its name looks like
        return TypeExpression(SYNONYMS.get(full, full)) if "." in full else TypeExpression(full)
    if root == full and root not in names.imports and _is_from_typing(root, names):
        full = f"typing.{root}"
    expression = normal(full)
    last = full.rpartition(".")[2]
    if expression.name == full and looks_like_type_variable(last) and (root in names.imports or "." not in full):
        return TypeExpression(f"~{last}")
    return expression


def _is_from_typing(name: str, names: FileNames) -> bool:
    if name in UNMISTAKABLE:
        return True
    starred = "typing" in names.star_imports or "typing_extensions" in names.star_imports
    return starred and name not in BUILTINS and name in typing.__all__


def normal(full: str) -> TypeExpression:
    """A qualified name in its canonical spelling."""
    if full.startswith("typing_extensions."):
        full = full.replace("typing_extensions", "typing", 1)
    elif full.startswith(("builtins.", "__builtin__.")):
        full = full.partition(".")[2]
    synonym = SYNONYMS.get(full)
    if synonym is not None:
        return parse_type(synonym)
    return TypeExpression(full)
