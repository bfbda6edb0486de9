"""Own metaclasses, whose methods are called on classes."""

from __future__ import annotations

from typilus.annotation_types import TypeExpression
from typilus.errors import TypeExpressionError
from typilus.static_inference.graph.dependency_graph import Semantics

__all__ = ["metaclass_of"]


def metaclass_of(semantics: Semantics, instance: TypeExpression) -> TypeExpression | None:
    """Return the metaclass that a class or one above it names, if its code is there and it is none of Python's own."""
    for ancestor in semantics.classes.order(instance.name):
        definition = ancestor.definition
        if definition.module.is_stub:
            continue
        for keyword in definition.node.keywords:
            if keyword.arg == "metaclass":
                try:
                    type_ = semantics.classes.read(keyword.value, definition.module.names, definition.module)
                except TypeExpressionError:
                    return None
                metaclass = semantics.classes.find(type_.name)
                return None if metaclass is None or metaclass.module.is_stub else type_
    return None
