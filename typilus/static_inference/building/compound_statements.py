"""Statements that branch, repeat, and meet again."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from typilus.semantics import own_nodes
from typilus.static_inference.building.branch_tests import narrow
from typilus.static_inference.building.endings import may_swallow
from typilus.static_inference.building.filling import filling_of
from typilus.static_inference.building.targets import assign
from typilus.static_inference.building.unit import Environment, Unit
from typilus.static_inference.graph.dependency_graph import TypeNodeKind
from typilus.static_inference.rules.containers import Element, Entered
from typilus.static_inference.rules.exception_handlers import Caught
from typilus.static_inference.rules.value_flow import JOINED

__all__ = ["attempt", "branch", "iterate", "leave", "manage", "repeat", "repeat_early"]


def branch(unit: Unit, node: ast.If) -> None:
    """`if`: both ways from the same environment, each with what the test tells."""
    unit.expression(node.test)
    before, reached = unit.environment, unit.reachable
    ends: list[Environment] = []
    for body, holds in ((node.body, True), (node.orelse, False)):
        unit.environment, unit.reachable = dict(before), reached
        narrow(unit, node.test, holds)
        unit.statements(body)
        if unit.reachable:
            ends.append(unit.environment)
    _meet(unit, ends)


def repeat(unit: Unit, node: ast.While) -> None:
    """`while`."""
    heads = _head(unit, node)
    before = dict(unit.environment)
    unit.expression(node.test)
    unit.jumps.append(([], []))
    narrow(unit, node.test, True)
    unit.statements(node.body)
    left, again = unit.jumps.pop()
    _back(unit, heads, again)
    for_ever = isinstance(node.test, ast.Constant) and bool(node.test.value)
    unit.environment, unit.reachable = before, not for_ever
    narrow(unit, node.test, False)
    unit.statements(node.orelse)
    _meet(unit, [*([unit.environment] if unit.reachable else []), *left])


def iterate(unit: Unit, node: ast.For | ast.AsyncFor) -> None:
    """`for`."""
    over = unit.expression(node.iter)
    heads = _head(unit, node)
    before = dict(unit.environment)
    unit.jumps.append(([], []))
    taken = unit.add(Element(isinstance(node, ast.AsyncFor)), [over], node)
    assign(unit, node.target, taken)
    unit.statements(node.body)
    left, again = unit.jumps.pop()
    ended = [unit.environment] if unit.reachable else []
    _back(unit, heads, again)
    unit.reachable = True
    _meet(unit, [before, *ended, *again])
    unit.statements(node.orelse)
    _meet(unit, [*([unit.environment] if unit.reachable else []), *left])


def manage(unit: Unit, node: ast.With | ast.AsyncWith) -> None:
    """`with`."""
    for item in node.items:
        number = unit.expression(item.context_expr)
        value = unit.add(Entered(isinstance(node, ast.AsyncWith)), [number], item.context_expr)
        if item.optional_vars is not None:
            assign(unit, item.optional_vars, value)
    before = dict(unit.environment)
    unit.statements(node.body)
    managers = (item.context_expr for item in node.items)
    if any(may_swallow(unit.program.classes, unit.module, manager) for manager in managers):
        _meet(unit, [before, *([unit.environment] if unit.reachable else [])])


def attempt(unit: Unit, node: ast.Try) -> None:
    """`try`: a handler may run after any part of the body."""
    before = dict(unit.environment)
    reached = unit.reachable
    unit.statements(node.body)
    middle = unit.merged([before, unit.environment])
    unit.statements(node.orelse)
    ends = [unit.environment] if unit.reachable else []
    for handler in node.handlers:
        unit.environment, unit.reachable = dict(middle), reached
        if handler.type is not None:
            is_group = type(node).__name__ == "TryStar"
            number = unit.add(Caught(is_group), [unit.expression(handler.type)], handler)
            if handler.name:
                unit.bind(handler.name, number)
        unit.statements(handler.body)
        if unit.reachable:
            ends.append(unit.environment)
    _meet(unit, ends)
    if node.finalbody:
        reached = unit.reachable
        unit.statements(node.finalbody)
        unit.reachable = unit.reachable and reached


def leave(unit: Unit, node: ast.Break) -> None:
    """`break`."""
    if unit.jumps and unit.reachable:
        unit.jumps[-1][0].append(dict(unit.environment))
    unit.reachable = False


def repeat_early(unit: Unit, node: ast.Continue) -> None:
    """`continue`."""
    if unit.jumps and unit.reachable:
        unit.jumps[-1][1].append(dict(unit.environment))
    unit.reachable = False


def _meet(unit: Unit, ends: list[Environment]) -> None:
    if ends:
        unit.environment, unit.reachable = unit.merged(ends), True
    else:
        unit.reachable = False


def _head(unit: Unit, node: ast.While | ast.For | ast.AsyncFor) -> Environment:
    """A merge for every name that the loop binds, which its end will flow into."""
    heads: Environment = {}
    wrapped = ast.Module([*node.body], [])
    stored = {name for inner in own_nodes(wrapped) for name in _changed(inner)}
    for name in sorted(stored & unit.environment.keys()):
        heads[name] = unit.add(JOINED, [unit.environment[name]], kind=TypeNodeKind.MERGE)
    for path in [name for name in unit.environment if "." in name]:
        del unit.environment[path]  # the body may have assigned it
    unit.environment.update(heads)
    return heads


def _back(unit: Unit, heads: Environment, again: list[Environment]) -> None:
    for environment in [*([unit.environment] if unit.reachable else []), *again]:
        for name, head in heads.items():
            number = environment.get(name, head)
            if number != head:
                unit.program.graph.flow(number, head)


def _changed(node: ast.AST) -> Iterator[str]:
    """Yield the name that is bound, or to whose value something is added."""
    if isinstance(node, ast.Name) and not _is_read(node):
        yield node.id
    elif (filling := filling_of(node)) is not None and isinstance(filling.container, ast.Name):
        yield filling.container.id
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
        yield node.value.id


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)
