"""Assigned values that leave their type open. If every checker infers the type, an annotation is only noise."""

from __future__ import annotations

import ast

__all__ = ["leaves_type_open"]

# Calls of these without arguments make something empty, whose elements nobody knows.
_CONTAINERS = frozenset(
    {"list", "dict", "set", "frozenset", "tuple", "deque", "OrderedDict", "Counter", "ChainMap", "defaultdict"}
    | {"WeakSet", "WeakKeyDictionary", "WeakValueDictionary", "Queue", "LifoQueue", "PriorityQueue", "SimpleQueue"}
)


def leaves_type_open(value: ast.expr | None) -> bool:
    """Return whether a variable or attribute with this first value needs an annotation to have a useful type.

    `None`, empty displays and empty containers do; constants, calls and names say what they are, or what they are is
    told by the annotations of functions and parameters. Without a value there is nothing else that tells.
    """
    if value is None:
        return True
    if isinstance(value, ast.Constant):
        return value.value is None
    if isinstance(value, ast.List | ast.Set | ast.Tuple):
        return not value.elts or any(leaves_type_open(element) for element in value.elts)
    if isinstance(value, ast.Dict):
        return not value.keys or any(leaves_type_open(element) for element in value.values)
    if isinstance(value, ast.Call):
        name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        # What `defaultdict` is called with makes its values, and says nothing of its keys.
        return name in _CONTAINERS and (name == "defaultdict" or not (value.args or value.keywords))
    if isinstance(value, ast.IfExp):
        return leaves_type_open(value.body) or leaves_type_open(value.orelse)
    if isinstance(value, ast.BoolOp):
        return any(leaves_type_open(value) for value in value.values[-1:])
    return isinstance(value, ast.Starred) and leaves_type_open(value.value)
