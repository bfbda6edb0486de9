"""Expressions: one function for each class of expression, which returns the number of a node."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from graph_extraction import dotted_name
from typilus.static_inference.building import comprehensions
from typilus.static_inference.building.branch_tests import narrow
from typilus.static_inference.building.dynamic_names import dynamic_call, dynamic_item
from typilus.static_inference.building.filling import Filling, filling_of
from typilus.static_inference.building.targets import refill
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind, TypeNodeKind
from typilus.static_inference.graph.syntax_rules import OPERATIONS
from typilus.static_inference.graph.type_sets import FunctionValue, type_set
from typilus.static_inference.rules import displays
from typilus.static_inference.rules.attributes import Builtin, Imported, Member, NamespaceMember
from typilus.static_inference.rules.calls import SEND, Call, SuperOf
from typilus.static_inference.rules.containers import GENERATOR_RESULT, Element, Filled
from typilus.static_inference.rules.formatting import formatting_of
from typilus.static_inference.rules.operators import Boolean
from typilus.static_inference.rules.shared_containers import Shared
from typilus.static_inference.rules.value_flow import JOINED, SAME

__all__ = ["expression"]

# Many attributes have one name, and many calls one shape: equal rules are shared.
_member = lru_cache(maxsize=4096)(Member)
_call_of = lru_cache(maxsize=1024)(Call)
_BUILT_IN = frozenset(dir(builtins))


def expression(unit: Unit, node: ast.expr) -> int:
    """Put an expression into the graph. One without a builder here has the value that its rule gives.

    What is nested deeper than Python's own stack allows is unknown, and the rest of the file is not.
    """
    try:
        return _built(unit, node)
    except RecursionError:
        return unit.unknown(node)


def _built(unit: Unit, node: ast.expr) -> int:
    build = _BUILDERS.get(type(node))
    if build is not None:
        return build(unit, node)
    if isinstance(node, ast.Subscript):
        dynamic = dynamic_item(unit, node)
        if dynamic is not None:
            return dynamic
    read = OPERATIONS.get(type(node))
    if read is None:
        return unit.unknown(node)
    operation = read(node)
    return unit.add(operation.rule, [unit.expression(operand) for operand in operation.operands], node)


def _constant(unit: Unit, node: ast.Constant) -> int:
    return unit.constant(displays.literal_types(node.value), node)


def _name(unit: Unit, node: ast.Name) -> int:
    """An occurrence: what the name means here, or in the scope where it is bound."""
    number = unit.environment.get(node.id)
    if number is None:
        number = _from_outside(unit, node.id)
    if number is None:
        return unit.add(Builtin(node.id), [], node, TypeNodeKind.SYMBOL)
    return unit.add(SAME, [number], node, TypeNodeKind.SYMBOL)


def _from_outside(unit: Unit, name: str) -> int | None:
    """Return the slot of a name that an enclosing scope binds, or that a loop's next round may find bound."""
    current: Unit | None = unit
    while current is not None and current.function is not None:
        if name in current.local:
            number = current.rebound.get(name)
            key = SlotKey(SlotKind.NAME, unit.module.name, current.scope, name)
            return unit.program.slot(key) if number is None else number
        current = current.outer
    if name in unit.module.body:
        if not unit.program.is_built(unit.module):
            return unit.add(Imported(unit.module.name, name), [])
        return unit.program.slot(SlotKey(SlotKind.NAME, unit.module.name, "", name))
    return None


def _attribute(unit: Unit, node: ast.Attribute) -> int:
    path = dotted_name(node)
    if path is not None and path in unit.environment:
        return unit.add(SAME, [unit.environment[path]], node, TypeNodeKind.SYMBOL)
    value, options = unit.expression(node.value), unit.options(node.attr)
    return unit.add(NamespaceMember(node.attr) if options else _member(node.attr), [value, *options], node)


def _call(unit: Unit, node: ast.Call) -> int:
    if isinstance(node.func, ast.Name) and node.func.id == "super" and "super" not in unit.environment:
        return _super(unit, node)
    dynamic = dynamic_call(unit, node)
    if dynamic is not None:
        return dynamic
    function, filling = unit.expression(node.func), filling_of(node)
    add = unit.expression if filling is not None or _is_foreign(unit, node.func) else partial(_lent, unit)
    inputs, keywords = [function], []
    for argument in node.args:
        starred = isinstance(argument, ast.Starred)
        inputs.append(add(argument.value if isinstance(argument, ast.Starred) else argument))
        keywords.append("*" if starred else "")
    for keyword in node.keywords:
        inputs.append(add(keyword.value))
        keywords.append(keyword.arg or "**")
    is_sending = isinstance(node.func, ast.Attribute) and node.func.attr == "send" and keywords == [""]
    number = unit.add(SEND if is_sending else _call_of(tuple(keywords)), inputs, node)
    if filling is not None:
        _refill(unit, node, filling, inputs, tuple(keywords))
    return number


def _is_foreign(unit: Unit, function: ast.expr) -> bool:
    """Return whether a built-in function or one of the standard library is called, whose stub tells all."""
    name = dotted_name(function) or ""
    root = name.partition(".")[0]
    origin = unit.module.names.imports.get(root, "").partition(".")[0]
    is_own = name in unit.module.body or name in unit.local
    return (name in _BUILT_IN and not is_own) or origin in sys.stdlib_module_names


def _lent(unit: Unit, node: ast.expr) -> int:
    """Add an argument. What a variable's container holds by now is not all: it is filled there, or later on."""
    if not isinstance(node, ast.Name) or node.id not in unit.containers or node.id not in unit.environment:
        return unit.expression(node)
    before = unit.environment[node.id]
    returned = unit.add(Shared(), [before])
    refill(unit, node, returned)
    return unit.add(Shared(returned), [before, unit.slot_of(node.id)], node, TypeNodeKind.SYMBOL)


def _refill(unit: Unit, node: ast.Call, filling: Filling, inputs: Sequence[int], keywords: tuple[str, ...]) -> None:
    """`x.append(value)` tells what an empty `x` is there to hold."""
    before = unit.program.graph.nodes[inputs[0]].inputs if filling.start == 0 else inputs[1:2]
    if before:
        arguments = inputs[1 + filling.start : 2 + filling.start] if filling.start else inputs[1:]
        filled = unit.add(Filled(filling.method, keywords), [before[0], *arguments], node.func)
        refill(unit, filling.container, filled)


def _super(unit: Unit, node: ast.Call) -> int:
    current: Unit | None = unit
    while current is not None:
        function = current.function
        if function is not None and function.owner is not None and function.receiver is not None:
            receiver = unit.program.slot(SlotKey(SlotKind.NAME, unit.module.name, function.scope, function.receiver))
            return unit.add(SuperOf(function.owner.name), [receiver], node)
        current = current.outer
    return unit.unknown(node)


def _boolean(unit: Unit, node: ast.BoolOp) -> int:
    """`a or b`: what is behind is evaluated knowing that what is before was false, or true."""
    before = dict(unit.environment)
    inputs = []
    for value in node.values:
        inputs.append(unit.expression(value))
        narrow(unit, value, isinstance(node.op, ast.And))
    unit.environment = before
    return unit.add(Boolean(type(node.op)), inputs, node)


def _conditional(unit: Unit, node: ast.IfExp) -> int:
    unit.expression(node.test)
    before = unit.environment
    ends = []
    for part, holds in ((node.body, True), (node.orelse, False)):
        unit.environment = dict(before)
        narrow(unit, node.test, holds)
        ends.append(unit.expression(part))
    unit.environment = before
    return unit.add(JOINED, ends, node, TypeNodeKind.MERGE)


def _slice(unit: Unit, node: ast.Slice) -> int:
    for bound in (node.lower, node.upper, node.step):
        if bound is not None:
            unit.expression(bound)
    return unit.constant(type_set(displays.SLICE), node)


def _text(unit: Unit, node: ast.JoinedStr) -> int:
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            value, rule = unit.expression(part.value), formatting_of(part.format_spec)
            if rule is not None and part.conversion == -1:
                unit.add(rule, [value], part)
    return unit.constant(displays.literal_types(""), node)


def _lambda(unit: Unit, node: ast.Lambda) -> int:
    definition: FunctionDefinition = unit.define([node], f"<lambda>:{node.lineno}:{node.col_offset}")
    return unit.constant(type_set(FunctionValue(definition)), node)


def _yield(unit: Unit, node: ast.Yield) -> int:
    number = unit.constant(displays.literal_types(None)) if node.value is None else unit.expression(node.value)
    if unit.function is not None:
        unit.program.graph.flow(number, unit.result(SlotKind.YIELD))
    if unit.function is None or not unit.function.takes_sent_values:
        return unit.unknown(node)
    sent = unit.result(SlotKind.SENT)
    unit.program.graph.flow(unit.unknown(), sent)
    return unit.add(SAME, [sent], node)


def _yield_from(unit: Unit, node: ast.YieldFrom) -> int:
    number = unit.expression(node.value)
    if unit.function is not None:
        taken = unit.add(Element(is_async=False), [number], node)
        unit.program.graph.flow(taken, unit.result(SlotKind.YIELD))
    return unit.add(GENERATOR_RESULT, [number], node)


def _walrus(unit: Unit, node: ast.NamedExpr) -> int:
    number = unit.expression(node.value)
    unit.bind(node.target.id, number)
    return number


def _starred(unit: Unit, node: ast.Starred) -> int:
    return unit.expression(node.value)


_BUILDERS: dict[type[ast.expr], Callable[[Unit, Any], int]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.BoolOp: _boolean,
    ast.IfExp: _conditional,
    ast.Slice: _slice,
    ast.JoinedStr: _text,
    ast.Lambda: _lambda,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
    ast.NamedExpr: _walrus,
    ast.Starred: _starred,
    ast.ListComp: comprehensions.collection,
    ast.SetComp: comprehensions.collection,
    ast.GeneratorExp: comprehensions.collection,
    ast.DictComp: comprehensions.dictionary,
}
