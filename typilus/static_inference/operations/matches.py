"""The result of `re.findall`, which the groups of the pattern decide and the stub leaves open."""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, type_set

__all__ = ["found_all"]


def found_all(node: ast.AST | None, callee: TypeSet) -> TypeSet | None:
    """Return the result of `re.findall` with a literal pattern, None for other calls."""
    (value, *others) = callee.alternatives or (None,)
    if others or not isinstance(value, FunctionValue) or not isinstance(node, ast.Call) or not node.args:
        return None
    pattern = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    definition = value.definition
    if definition.module.name != "re" or definition.scope != "findall" or not isinstance(pattern, str | bytes):
        return None
    groups = _groups(pattern)
    if groups is None:
        return None
    text = TypeExpression(type(pattern).__name__)
    return type_set(TypeExpression("list", (text if groups < 2 else TypeExpression("tuple", (text,) * groups),)))


@lru_cache(maxsize=1024)
def _groups(pattern: str | bytes) -> int | None:
    """Return the number of groups in a pattern, None if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(pattern).groups
    except (re.error, OverflowError, RecursionError):
        return None
