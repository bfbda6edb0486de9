"""Statements: one function a kind, found by the class of the statement."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from graph_extraction import FunctionNode
from typilus.static_inference.building import compound_statements, match_patterns
from typilus.static_inference.building.branch_tests import narrow
from typilus.static_inference.building.endings import never_returns
from typilus.static_inference.building.filling import is_empty_container
from typilus.static_inference.building.targets import assign, declare, is_item
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.made_properties import getter_of
from typilus.static_inference.graph.dependency_graph import SlotKind
from typilus.static_inference.graph.type_sets import FunctionValue, class_object, type_set
from typilus.static_inference.rules.attributes import Imported, ModuleNamed
from typilus.static_inference.rules.calls import DECORATED, Call
from typilus.static_inference.rules.describing import FieldOfClass
from typilus.static_inference.rules.operators import Augmented
from typilus.static_inference.rules.shared_containers import Shared
from typilus.static_inference.rules.subscripts import DELETION

__all__ = ["statements"]


def statements(unit: Unit, body: Iterable[ast.stmt]) -> None:
    """Add statements to the graph in order, including unreachable ones."""
    for statement in body:
        build = _KINDS.get(type(statement))
        if build is not None:
            build(unit, statement)


def _expression(unit: Unit, node: ast.Expr) -> None:
    unit.expression(node.value)
    call = node.value.value if isinstance(node.value, ast.Await) else node.value
    owner = None if unit.function is None else unit.function.owner
    if isinstance(call, ast.Call) and never_returns(unit.program.classes, unit.module, call, owner):
        unit.reachable = False


def _assign(unit: Unit, node: ast.Assign) -> None:
    number = _assigned(unit, node.value)
    for target in node.targets:
        assign(unit, target, number, node.value)
        if isinstance(target, ast.Name) and is_item(node.value):
            unit.items[target.id] = node.value
        if isinstance(target, ast.Name) and is_empty_container(node.value):
            unit.containers.add(target.id)
            if unit.owner is None and target.id in unit.local and target.id in unit.filled_elsewhere:
                unit.environment[target.id] = unit.add(Shared(), [number, unit.slot_of(target.id)])


def _assigned(unit: Unit, value: ast.expr) -> int:
    """Return the node of a value to be assigned. A call in a class's body may merely describe a field.

    What `property(getter)` makes is what the getter returns, to all who read it from an object.
    """
    getter = None if unit.owner is None else getter_of(value)
    if getter is not None and unit.owner is not None:
        call = ast.copy_location(ast.Call(getter, [ast.copy_location(ast.Name("self", ast.Load()), value)], []), value)
        receiver = unit.program.told(unit.program.classes.public(unit.owner))
        return unit.add(Call(("",)), [unit.expression(getter), receiver], call)
    number = unit.expression(value)
    if unit.owner is None or not isinstance(value, ast.Call):
        return number
    return unit.add(FieldOfClass(unit.owner), [number, *unit.field_values(value)], value)


def _annotated(unit: Unit, node: ast.AnnAssign) -> None:
    declare(unit, node)
    if node.value is not None:
        assign(unit, node.target, _assigned(unit, node.value), node.value)
        if isinstance(node.target, ast.Name) and not _is_union(unit, node.annotation):
            unit.environment[node.target.id] = unit.slot_of(node.target.id)


def _is_union(unit: Unit, annotation: ast.expr) -> bool:
    """Return whether the value decides which of several types a declared variable has."""
    type_ = unit.program.read_type(annotation, unit.module)
    return type_ is None or type_.name in ("|", "object", "typing.Any")


def _augmented(unit: Unit, node: ast.AugAssign) -> None:
    read = ast.copy_location(_as_read(node.target), node.target)
    number = unit.add(Augmented(type(node.op)), [unit.expression(read), unit.expression(node.value)], node)
    assign(unit, node.target, number)


def _as_read(target: ast.expr) -> ast.expr:
    if isinstance(target, ast.Name):
        return ast.Name(target.id, ast.Load())
    if isinstance(target, ast.Attribute):
        return ast.Attribute(target.value, target.attr, ast.Load())
    assert isinstance(target, ast.Subscript)
    return ast.Subscript(target.value, target.slice, ast.Load())


def _return(unit: Unit, node: ast.Return) -> None:
    if unit.function is not None and node.value is not None:
        unit.program.graph.flow(unit.expression(node.value), unit.result(SlotKind.RETURN))
    elif unit.function is not None and not unit.function.is_abstract:
        unit.program.graph.flow(unit.expression(ast.Constant(None)), unit.result(SlotKind.RETURN))
    unit.reachable = False


def _raise(unit: Unit, node: ast.Raise) -> None:
    for expression in (node.exc, node.cause):
        if expression is not None:
            unit.expression(expression)
    unit.reachable = False


def _assert(unit: Unit, node: ast.Assert) -> None:
    unit.expression(node.test)
    narrow(unit, node.test, True)


def _delete(unit: Unit, node: ast.Delete) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            unit.environment.pop(target.id, None)
        elif isinstance(target, ast.Subscript):
            unit.add(DELETION, [unit.expression(target.value), unit.expression(target.slice)], target)


def _import(unit: Unit, node: ast.Import) -> None:
    for alias in node.names:
        name = alias.asname or alias.name.partition(".")[0]
        unit.bind(name, unit.add(ModuleNamed(alias.name if alias.asname else name), [], node))


def _import_from(unit: Unit, node: ast.ImportFrom) -> None:
    origin = unit.module.absolute(node)
    for alias in node.names:
        if alias.name != "*":
            unit.bind(alias.asname or alias.name, unit.add(Imported(origin, alias.name), [], node))


def _function(unit: Unit, node: FunctionNode) -> None:
    definition = unit.define(unit.versions_of(node), node.name)
    for default in (*node.args.defaults, *node.args.kw_defaults):
        if default is not None and unit.function is not None:
            unit.expression(default)
    number = unit.constant(type_set(FunctionValue(definition)), node)
    for decorator in reversed(node.decorator_list):
        number = unit.add(DECORATED, [number, unit.expression(decorator)], decorator)
    unit.bind(node.name, number)


def _class(unit: Unit, node: ast.ClassDef) -> None:
    prefix = unit.owner.scope if unit.owner else f"{unit.scope}.<locals>" if unit.function else ""
    definition = unit.module.class_of(node, prefix)
    for base in (*node.bases, *(keyword.value for keyword in node.keywords)):
        unit.expression(base)
    decorators = [(unit.expression(decorator), decorator) for decorator in node.decorator_list]
    outer, around = unit.owner, unit.environment
    unit.owner, unit.environment = definition, dict(around)
    unit.statements(node.body)
    unit.owner, unit.environment = outer, around
    number = unit.constant(type_set(class_object(unit.program.own_type(definition))), node)
    for decorator, written in decorators:
        unit.add(DECORATED, [number, decorator], written)  # which may register the class; it stays what it is
    unit.bind(node.name, number)


_KINDS: dict[type[ast.stmt], Callable[[Unit, Any], None]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Delete: _delete,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.If: compound_statements.branch,
    ast.While: compound_statements.repeat,
    ast.For: compound_statements.iterate,
    ast.AsyncFor: compound_statements.iterate,
    ast.With: compound_statements.manage,
    ast.AsyncWith: compound_statements.manage,
    ast.Try: compound_statements.attempt,
    ast.Match: match_patterns.match,
    ast.Break: compound_statements.leave,
    ast.Continue: compound_statements.repeat_early,
    **({ast.TryStar: compound_statements.attempt} if hasattr(ast, "TryStar") else {}),
}
