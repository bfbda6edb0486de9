"""Named tuples as the tuples that they are: unpacked, indexed and iterated over."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode
from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.made_classes import NAMED_TUPLE
from typilus.static_inference.definitions.module_text import ClassDefinition
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import UNKNOWN, TypeSet, as_type

__all__ = ["field_at", "plain_tuple"]


def plain_tuple(semantics: Semantics, type_: TypeExpression) -> TypeExpression:
    """Return the type `tuple[int, str]` of a named tuple's fields, other types as they are."""
    fields = [as_type(semantics.member(type_, name) or UNKNOWN) for name in _field_names(semantics, type_)]
    return TypeExpression("tuple", tuple(fields)) if fields else type_


def field_at(semantics: Semantics, type_: TypeExpression, index: int) -> TypeSet | None:
    """Return what a named tuple has in the field of an index, None for other types."""
    names = _field_names(semantics, type_)
    return semantics.member(type_, names[index]) if -len(names) <= index < len(names) else None


def _field_names(semantics: Semantics, type_: TypeExpression) -> list[str]:
    """Return the fields of a named tuple, none for other types."""
    if type_.name == "tuple" or semantics.classes.find(type_.name) is None:
        return []
    above = [ancestor.definition for ancestor in semantics.classes.order(type_.name)]
    own = next((one for one in above if any(base.name == NAMED_TUPLE for base in semantics.classes.bases(one))), None)
    return [] if own is None else _fields_of(own)


def _fields_of(definition: ClassDefinition) -> list[str]:
    """The names of a class's fields: those that it declares, or those of the call that makes it."""
    for statement in definition.body.get("__init__", ()):
        if isinstance(statement, FunctionNode):
            return [argument.arg for argument in statement.args.args[1:]]
    declared = (statement for bound in definition.body.values() for statement in bound)
    fields = (statement.target for statement in declared if isinstance(statement, ast.AnnAssign))
    return [target.id for target in fields if isinstance(target, ast.Name)]
