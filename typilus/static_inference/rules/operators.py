"""Rules of operators, through the methods that Python gives them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from typilus.annotation_types import ANY, NONE, TypeExpression, union_of
from typilus.static_inference.graph import Semantics, TypeNode
from typilus.static_inference.rules.narrowing import falsy, truthy
from typilus.static_inference.type_sets import NOTHING, UNKNOWN, TypeSet, join, type_set

__all__ = ["METHODS", "augmented", "binary", "boolean", "comparison", "operate", "unary"]

BOOL, INT, FLOAT = TypeExpression("bool"), TypeExpression("int"), TypeExpression("float")
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
_SIGNS: dict[type[ast.unaryop], str] = {ast.USub: "__neg__", ast.UAdd: "__pos__", ast.Invert: "__invert__"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "__eq__",
    ast.NotEq: "__ne__",
    ast.Lt: "__lt__",
    ast.LtE: "__le__",
    ast.Gt: "__gt__",
    ast.GtE: "__ge__",
}
# With these on one side, an unknown other side most likely has the same type.
_ALIKE = frozenset({"str", "bytes", "float", "list", "int"})


def binary(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`left op right`: `__op__` of the left, else `__rop__` of the right."""
    left, right = inputs
    if left == NOTHING or right == NOTHING:
        return NOTHING
    name = METHODS[node.data]
    found: list[TypeSet] = []
    for one in left.types:
        for other in right.types:
            result = operate(semantics, one, other, name)
            if result is not None:
                found.append(result)
    known = join(found)
    if not found:
        return _guess(left, right, node.data)
    return known.with_unknown(left.is_open or right.is_open)


def operate(semantics: Semantics, one: TypeExpression, other: TypeExpression, name: str) -> TypeSet | None:
    """One pair of operands; None if the operator does not take them."""
    if name == "pow" and {one.name, other.name} <= {"int", "float"}:
        return type_set(INT if one == other == INT else FLOAT)  # stubs say Any, for negative numbers make others of it
    if name == "or" and one.name == "type":
        return (
            type_set(TypeExpression("type", (_union_object(one, other),))) if other.name in ("type", "None") else None
        )
    result = semantics.call(one, f"__{name}__", [type_set(other)], strict=True)
    if result is None or result == UNKNOWN:
        reflected = semantics.call(other, f"__r{name}__", [type_set(one)], strict=True)
        result = reflected if reflected is not None else result
    return result


def _union_object(one: TypeExpression, other: TypeExpression) -> TypeExpression:

    members = [each.arguments[0] if each.arguments else NONE if each == NONE else ANY for each in (one, other)]
    return ANY if ANY in members else union_of(members)


def _guess(left: TypeSet, right: TypeSet, operator: type[ast.operator]) -> TypeSet:
    """One side is unknown: text and lists are added to their like, numbers to numbers, and `%` formats text."""
    known = left if left.alternatives else right
    names = {type_.name for type_ in known.types}
    if operator is ast.Mod and names <= {"str", "bytes"} and left.alternatives:
        return left
    likely = len(names) == 1 and names <= _ALIKE and operator in (ast.Add, ast.Sub, ast.Mult, ast.Mod, ast.FloorDiv)
    return known.with_unknown() if likely else UNKNOWN


def augmented(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`left op= right`: `__iop__`, else as `left op right`; an empty list takes the elements that are added."""
    left, right = inputs
    if left == NOTHING or right == NOTHING:
        return NOTHING
    found, rest = [], []
    for one in left.types:
        if one.name in ("list", "set", "dict") and not one.arguments:
            found.append(
                TypeSet(frozenset(each for each in right.types if each.name == one.name))
                if right.types
                else type_set(one)
            )
            continue
        result = None
        for other in right.types:
            result = result or semantics.call(one, f"__i{METHODS[node.data]}__", [type_set(other)], strict=True)
        if result is None:
            rest.append(one)
        else:
            found.append(result)
    if rest or not left.types:
        found.append(binary(semantics, node, [TypeSet(frozenset(rest), left.is_open), right]))
    return join(found).with_unknown(left.is_open)


def unary(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`not x` is a bool; `-x`, `+x`, `~x` by their methods."""
    if node.data is ast.Not:
        return type_set(BOOL)
    if inputs[0] == NOTHING:
        return NOTHING

    found = [semantics.call(type_, _SIGNS[node.data], []) or UNKNOWN for type_ in inputs[0].types]
    return join(found).with_unknown(inputs[0].is_open or not found)


def boolean(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`a or b`: what of `a` can be true, or `b`; `a and b`: what of `a` can be false, or `b`."""
    if NOTHING in inputs[:-1]:
        return NOTHING
    rule = falsy if node.data is ast.And else truthy
    return join([*(rule(semantics, node, [each]) for each in inputs[:-1]), inputs[-1]])


def comparison(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A bool, unless the class of an operand says otherwise (arrays)."""
    if len(node.data) > 1 or node.data[0] not in _COMPARISONS:
        return type_set(BOOL)
    left, right = inputs
    if left == NOTHING:
        return NOTHING
    found = [semantics.call(type_, _COMPARISONS[node.data[0]], [right]) for type_ in left.types]
    known = [each for each in found if each is not None and each.alternatives]
    return join(known).with_unknown(left.is_open) if known else type_set(BOOL).with_unknown(left.is_open)
