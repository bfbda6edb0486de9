"""The effect of a test on names in the branch where it holds, and in the one where it fails."""

from __future__ import annotations

import ast

from graph_extraction import dotted_name
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.graph.dependency_graph import Rule, TypeNodeKind
from typilus.static_inference.rules import narrowing

__all__ = ["narrow"]


def narrow(unit: Unit, test: ast.expr, holds: bool) -> None:
    """Let the environment know that a test held, or did not."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        narrow(unit, test.operand, not holds)
    elif isinstance(test, ast.BoolOp):
        # Of `a and b` that failed nothing is known, since either may have.
        if isinstance(test.op, ast.And) == holds:
            for value in test.values:
                narrow(unit, value, holds)
    elif isinstance(test, ast.NamedExpr):
        _narrow(unit, test.target, narrowing.TRUTHY if holds else narrowing.FALSY)
    elif isinstance(test, ast.Compare) and len(test.ops) == 1:
        _compare(unit, test, holds)
    elif isinstance(test, ast.Call):
        _call(unit, test, holds)
    else:
        _narrow(unit, test, narrowing.TRUTHY if holds else narrowing.FALSY)


def _compare(unit: Unit, test: ast.Compare, holds: bool) -> None:
    operator, other = test.ops[0], test.comparators[0]
    left = test.left.target if isinstance(test.left, ast.NamedExpr) else test.left
    positive = isinstance(operator, ast.Is | ast.Eq | ast.In) == holds
    if isinstance(other, ast.Constant) and other.value is None and not isinstance(operator, ast.In | ast.NotIn):
        _narrow(unit, left, narrowing.IS_NONE if positive else narrowing.IS_NOT_NONE)
    elif isinstance(operator, ast.Is | ast.Eq) and _is_type_of(left):
        if positive and isinstance(left, ast.Call):
            _narrow(unit, left.args[0], narrowing.INSTANCE_OF, [unit.expression(other)])
    elif positive and isinstance(operator, ast.Eq | ast.Is | ast.NotEq | ast.IsNot) and isinstance(other, ast.Constant):
        _narrow(unit, left, narrowing.EQUAL_TO, [unit.expression(other)])
    elif not positive and isinstance(operator, ast.Is | ast.IsNot):
        _narrow(unit, left, narrowing.IS_NOT_MARKED, [unit.expression(other)])
    elif positive and isinstance(operator, ast.In | ast.NotIn):
        _narrow(unit, left, narrowing.ELEMENT_OF, [unit.expression(other)])


def _call(unit: Unit, test: ast.Call, holds: bool) -> None:
    name = test.func.id if isinstance(test.func, ast.Name) else ""
    if name == "isinstance" and len(test.args) == 2:
        rule = narrowing.INSTANCE_OF if holds else narrowing.NO_INSTANCE_OF
        _narrow(unit, test.args[0], rule, [unit.expression(test.args[1])])
    elif name == "issubclass" and len(test.args) == 2 and holds:
        _narrow(unit, test.args[0], narrowing.SUBCLASS_OF, [unit.expression(test.args[1])])
    elif name == "callable" and test.args:
        _narrow(unit, test.args[0], narrowing.CALLABLE if holds else narrowing.NOT_CALLABLE)
    elif name in ("len", "bool") and len(test.args) == 1:
        _narrow(unit, test.args[0], narrowing.TRUTHY if holds else narrowing.FALSY)


def _is_type_of(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type" and bool(node.args)


def _narrow(unit: Unit, target: ast.expr, rule: Rule, others: list[int] | None = None) -> None:
    """A name or path of names means a branch node from here on."""
    path = dotted_name(target.target if isinstance(target, ast.NamedExpr) else target)
    if path is None:
        return
    before = unit.expression(ast.copy_location(_read(path), target))
    unit.know(path, unit.add(rule, [before, *(others or [])], target, kind=TypeNodeKind.BRANCH))


def _read(path: str) -> ast.expr:
    name, *attributes = path.split(".")
    node: ast.expr = ast.Name(name, ast.Load())
    for attribute in attributes:
        node = ast.Attribute(node, attribute, ast.Load())
    return node
