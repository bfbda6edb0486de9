"""The values that methods take out of containers by a key that is written out: `options.get("port", 80)`."""

from __future__ import annotations

import ast

from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.type_sets import UNKNOWN, Record, TypeSet, field_of, join, type_set

__all__ = ["may_find_nothing", "taken_out"]

_TAKING = frozenset({"get", "pop", "setdefault"})


def taken_out(semantics: Semantics, types: TypeSet, node: TypeNode) -> TypeSet:
    """Return what a call takes out of a container that was filled under this key, or its default if no record of the
    container has the key.

    Args:
        semantics: Answers questions about code.
        types: Types of the call by the method alone.
        node: Node of a call.
    """
    method = node.node.func if isinstance(node.node, ast.Call) else None
    if not isinstance(method, ast.Attribute) or method.attr not in _TAKING or not 2 <= len(node.inputs) <= 3:
        return types
    key, callee = semantics.literal(node.inputs[1]), semantics.graph.nodes[node.inputs[0]]
    if key is None or not callee.inputs or not (types.is_open or len(types.without("None").alternatives) != 1):
        return types
    content = semantics.content(callee.inputs[0], key)
    container = semantics.value(callee.inputs[0])
    if (content is None or not content.alternatives) and isinstance(key.value, str):
        content = field_of(container, key.value)
        default = semantics.value(node.inputs[2]) if len(node.inputs) == 3 else UNKNOWN
        if content is None and _are_without(container, key.value) and not any(map(_is_bare, default.types)):
            return types if default.is_open else default.with_unknown()
    if content is None or not content.alternatives:
        return types
    if method.attr != "setdefault":
        others = [semantics.value(node.inputs[2])] if len(node.inputs) == 3 else []
        content = join([content, *(others if others or method.attr == "pop" else [type_set(NONE)])])
    return content


def _is_bare(type_: TypeExpression) -> bool:
    """Return whether it is an empty container, of which the container's other values tell more."""
    return type_.name in ("list", "dict", "set") and not type_.arguments


def _are_without(container: TypeSet, key: str) -> bool:
    """Return whether all that a container may be are records of which none has a key."""
    records = [dict(type_.fields) for type_ in container.types if isinstance(type_, Record)]
    return 0 < len(records) == len(container.alternatives) and all(key not in record for record in records)


def may_find_nothing(node: ast.AST | None) -> bool:
    """Return whether it is `options.get("port")`, whatever has the options: the key of a dictionary, not the path of a
    request.
    """
    if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
        return False
    key = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    is_key = isinstance(key, str) and "/" not in key
    return is_key and isinstance(node.func, ast.Attribute) and node.func.attr == "get"
