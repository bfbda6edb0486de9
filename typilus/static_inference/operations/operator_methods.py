"""Operators, through the methods that Python gives them."""

from __future__ import annotations

import ast

from typilus.annotation_types import ANY, NONE, TypeExpression, union_of
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import DECLINED, UNKNOWN, TypeSet, join, type_set

__all__ = ["METHODS", "operate"]

INT, FLOAT = TypeExpression("int"), TypeExpression("float")
METHODS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
}


def operate(semantics: Semantics, left: TypeExpression, right: TypeExpression, name: str) -> TypeSet | None:
    """Return the result of one pair of operands, None if the operator does not take them."""
    if name == "pow" and {left.name, right.name} <= {"int", "float"}:
        return type_set(INT if left == right == INT else FLOAT)  # stubs say Any: negative exponents make floats of it
    if name == "or" and left.name == "type":
        is_union = right.name in ("type", "None")
        return type_set(TypeExpression("type", (_union_of_classes(left, right),))) if is_union else None
    result = semantics.call(left, f"__{name}__", [type_set(right)], strict=True)
    accepted = UNKNOWN if result is None else result.without(DECLINED)
    if accepted == result != UNKNOWN:
        return result
    reflected = semantics.call(right, f"__r{name}__", [type_set(left)], strict=True)
    if reflected is None:
        return accepted if accepted.alternatives else result
    return join([accepted, reflected]) if accepted.alternatives else reflected


def _union_of_classes(left: TypeExpression, right: TypeExpression) -> TypeExpression:
    """`int | None` as a value."""
    members = [
        operand.arguments[0] if operand.arguments else NONE if operand == NONE else ANY for operand in (left, right)
    ]
    return ANY if ANY in members else union_of(members)
