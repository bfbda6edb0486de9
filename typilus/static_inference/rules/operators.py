"""Rules of operators."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, UseKind, Uses
from typilus.static_inference.graph.syntax_rules import Operation, reads_syntax
from typilus.static_inference.graph.type_sets import DECLINED, NOTHING, UNKNOWN, TypeSet, join, type_set
from typilus.static_inference.operations.operands import hand_operands
from typilus.static_inference.operations.operator_methods import METHODS, operate
from typilus.static_inference.operations.truth import false_part, true_part

__all__ = ["Augmented", "Binary", "Boolean", "Comparison", "Unary"]

BOOL = TypeExpression("bool")
FLOAT = TypeExpression("float")
_SIGNS: dict[type[ast.unaryop], str] = {ast.USub: "__neg__", ast.UAdd: "__pos__", ast.Invert: "__invert__"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "__eq__",
    ast.NotEq: "__ne__",
    ast.Lt: "__lt__",
    ast.LtE: "__le__",
    ast.Gt: "__gt__",
    ast.GtE: "__ge__",
}
_ORDERS = frozenset({ast.Lt, ast.LtE, ast.Gt, ast.GtE})
_MEMBERSHIPS = frozenset({ast.In, ast.NotIn})
# With these on one side, an unknown other side most likely has the same type.
_ALIKE = frozenset({"str", "bytes", "float", "list", "int"})
_NUMBERS = frozenset({"int", "float"})


@dataclass(slots=True, eq=False, repr=False)
class Binary:
    """`left op right`.

    Attributes:
        operator: Its class.
    """

    name: ClassVar[str] = "binary"
    uses: ClassVar[Uses] = Uses(rest=UseKind.OPERAND)
    operator: type[ast.operator]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the result of `__op__` of the left, else of `__rop__` of the right."""
        _hand_over(semantics, node, inputs, METHODS[self.operator])
        return _operated(semantics, self.operator, *inputs)


def _hand_over(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet], name: str) -> None:
    """Each operand is an argument of the other's method."""
    left, right = node.inputs
    hand_operands(semantics, inputs[0], f"__{name}__", [right])
    hand_operands(semantics, inputs[1], f"__r{name}__", [left])


def _operated(semantics: Semantics, operator: type[ast.operator], left: TypeSet, right: TypeSet) -> TypeSet:
    if left == NOTHING or right == NOTHING:
        return NOTHING
    pairs = [(one, other) for one in left.types for other in right.types]
    results = (operate(semantics, one, other, METHODS[operator]) for one, other in pairs)
    types = [result for result in results if result is not None]
    if types:
        return join(types).with_unknown(left.is_open or right.is_open)
    return _guess(semantics, left, right, operator)


def _guess(semantics: Semantics, left: TypeSet, right: TypeSet, operator: type[ast.operator]) -> TypeSet:
    """One side is unknown: text and lists are added to their like, numbers to numbers, and `%` formats text.

    What is divided is a number, and so is the result; an integer is a factor of anything. From a time or the like its
    like is subtracted.
    """
    known_side = left if left.alternatives else right
    if operator is ast.Sub and not left.alternatives and len(right.types) == 1 and right.types[0].name not in _ALIKE:
        difference = operate(semantics, right.types[0], right.types[0], METHODS[operator])
        return UNKNOWN if difference is None else difference.with_unknown()
    names = {type_.name for type_ in known_side.types}
    if operator is ast.Mod and names <= {"str", "bytes"} and left.alternatives:
        return left
    if operator is ast.Div and names and names <= _NUMBERS:
        return type_set(FLOAT, is_open=True)
    if operator is ast.Mult and names == {"int"}:
        return UNKNOWN
    likely = len(names) == 1 and names <= _ALIKE and operator in (ast.Add, ast.Sub, ast.Mult, ast.Mod, ast.FloorDiv)
    return known_side.with_unknown() if likely else UNKNOWN


@dataclass(slots=True, eq=False, repr=False)
class Augmented:
    """`left op= right`.

    Attributes:
        operator: Its class.
    """

    name: ClassVar[str] = "augmented"
    uses: ClassVar[Uses] = Uses(rest=UseKind.OPERAND)
    operator: type[ast.operator]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the result of `__iop__`, else of `left op right`. An empty list takes the elements that are added."""
        left, right = inputs
        if left == NOTHING or right == NOTHING:
            return NOTHING
        hand_operands(semantics, left, f"__i{METHODS[self.operator]}__", node.inputs[1:])
        _hand_over(semantics, node, inputs, METHODS[self.operator])
        results, rest = [], []
        for one in left.types:
            if one.name in ("list", "set", "dict") and not one.arguments:
                alike = frozenset(other for other in right.types if other.name == one.name)
                results.append(TypeSet(alike) if right.types else type_set(one))
                continue
            result = None
            for other in right.types:
                result = result or semantics.call(one, f"__i{METHODS[self.operator]}__", [type_set(other)], strict=True)
            if result is None:
                rest.append(one)
            else:
                results.append(result)
        if rest or not left.types:
            results.append(_operated(semantics, self.operator, TypeSet(frozenset(rest), left.is_open), right))
        return join(results).with_unknown(left.is_open)


@dataclass(slots=True, eq=False, repr=False)
class Unary:
    """`not x`, `-x`, `+x`, `~x`.

    Attributes:
        operator: Its class.
    """

    name: ClassVar[str] = "unary"
    uses: ClassVar[Uses] = Uses()
    operator: type[ast.unaryop]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return bool for `not`, and the result of the method for signs."""
        if self.operator is ast.Not:
            return type_set(BOOL)
        if inputs[0] == NOTHING:
            return NOTHING
        results = [semantics.call(type_, _SIGNS[self.operator], []) or UNKNOWN for type_ in inputs[0].types]
        return join(results).with_unknown(inputs[0].is_open or not results)


_EITHER = Uses(handing=Handing.EITHER)
_GUARDED = Uses(handing=Handing.GUARDED)


@dataclass(slots=True, eq=False, repr=False)
class Boolean:
    """`a or b`, `a and b`.

    Attributes:
        operator: Its class.
    """

    name: ClassVar[str] = "boolean"
    operator: type[ast.boolop]

    @property
    def uses(self) -> Uses:
        """An operand before `and` is the result only if it is false."""
        return _GUARDED if self.operator is ast.And else _EITHER

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return `b`, with the alternatives of `a` that can be true for `or`, or false for `and`."""
        if NOTHING in inputs[:-1]:
            return NOTHING
        if self.operator is ast.And:
            parts = [false_part(semantics, operand) for operand in inputs[:-1]]
        else:
            parts = [true_part(operand) for operand in inputs[:-1]]
        return join([*parts, inputs[-1]])


@dataclass(slots=True, eq=False, repr=False)
class Comparison:
    """`a < b`, `a in b < c`.

    Attributes:
        operators: Their classes.
    """

    name: ClassVar[str] = "comparison"
    uses: ClassVar[Uses] = Uses(rest=UseKind.COMPARISON)
    operators: tuple[type[ast.cmpop], ...]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """A bool, unless the class of an operand says otherwise (arrays)."""
        if len(self.operators) > 1:
            return type_set(BOOL)
        left, right = inputs
        if self.operators[0] in _MEMBERSHIPS:
            hand_operands(semantics, right, "__contains__", node.inputs[:1])
        if self.operators[0] not in _COMPARISONS:
            return type_set(BOOL)
        if left == NOTHING:
            return NOTHING
        if self.operators[0] in _ORDERS:  # whatever there is can be asked whether it is equal
            hand_operands(semantics, left, _COMPARISONS[self.operators[0]], node.inputs[1:])
        results = [semantics.call(type_, _COMPARISONS[self.operators[0]], [right]) for type_ in left.types]
        accepted_results = [result.without(DECLINED) for result in results if result is not None]
        clear_results = [result for result in accepted_results if result.alternatives]
        return (
            join(clear_results).with_unknown(left.is_open)
            if clear_results
            else type_set(BOOL).with_unknown(left.is_open)
        )


# There are few operators and many operations: equal rules are shared.
_BINARY = {operator: Binary(operator) for operator in METHODS}
_UNARY = {operator: Unary(operator) for operator in (*_SIGNS, ast.Not)}
_comparison = lru_cache(maxsize=256)(Comparison)


@reads_syntax(ast.BinOp)
def _read_binary(node: ast.BinOp) -> Operation:
    return Operation(_BINARY[type(node.op)], [node.left, node.right])


@reads_syntax(ast.UnaryOp)
def _read_unary(node: ast.UnaryOp) -> Operation:
    return Operation(_UNARY[type(node.op)], [node.operand])


@reads_syntax(ast.Compare)
def _read_comparison(node: ast.Compare) -> Operation:
    return Operation(_comparison(tuple(map(type, node.ops))), [node.left, *node.comparators])
