"""The targets of assignments: names, attributes, items, and the parts of an unpacked value."""

from __future__ import annotations

import ast

from graph_extraction import dotted_name
from typilus.static_inference.building.dynamic_names import global_slot
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind
from typilus.static_inference.rules.attributes import MemberStored
from typilus.static_inference.rules.containers import Filled, Unpacked
from typilus.static_inference.rules.shared_containers import FilledParameter
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import Joined

__all__ = ["assign", "declare", "is_item", "receiver_slot", "refill"]

_STORED, _EXTENDED = Filled("[]="), Filled("extend", ("",))


def assign(unit: Unit, target: ast.expr, number: int, value: ast.expr | None = None) -> None:
    """Let a target take the value of a node. `value` is the expression if it is assigned as a whole."""
    if isinstance(target, ast.Name):
        unit.bind(target.id, number, _keeps_unless_false(target.id, value))
    elif isinstance(target, ast.Attribute):
        _store(unit, target, number)
        path = dotted_name(target)
        if path is not None:
            unit.know(path, number)
    elif isinstance(target, ast.Subscript):
        slot = global_slot(unit, target)
        if slot is None:
            _fill(unit, target, number)
        else:
            unit.program.graph.flow(number, unit.program.slot(slot))
            if unit.function is None:
                unit.environment[slot.name] = number
    elif isinstance(target, ast.Tuple | ast.List):
        _unpack(unit, target, number, value)
    elif isinstance(target, ast.Starred):
        assign(unit, target.value, number)


def _store(unit: Unit, target: ast.Attribute, number: int) -> None:
    """Let an attribute have the value of a node, be it one of the receiver, of a class, or of whatever else."""
    slot = receiver_slot(unit, target) or _class_slot(unit, target)
    if slot is not None:
        unit.program.graph.flow(number, unit.program.slot(slot))
    if slot is None or _is_described(unit, target):
        unit.add(MemberStored(target.attr), [unit.expression(target.value), number], target)


def _is_described(unit: Unit, target: ast.Attribute) -> bool:
    """Return whether the class around has an object for an attribute, which may be a descriptor."""
    owner = None if unit.function is None else unit.function.owner
    statements = [] if owner is None else owner.body.get(target.attr, [])
    return any(isinstance(one, ast.Assign) and isinstance(one.value, ast.Call) for one in statements)


def _keeps_unless_false(name: str, value: ast.expr | None) -> bool:
    """Return whether it is `name or []`, `[] if name is None else name` or the like."""
    if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or):
        return _is_name(value.values[0], name)
    if isinstance(value, ast.IfExp):
        tested = value.test.operand if isinstance(value.test, ast.UnaryOp) else value.test
        if isinstance(tested, ast.Compare) and isinstance(tested.comparators[0], ast.Constant):
            tested = tested.left
        return _is_name(tested, name) and (_is_name(value.body, name) or _is_name(value.orelse, name))
    return False


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def declare(unit: Unit, node: ast.AnnAssign) -> None:
    """A variable's or attribute's annotation says what its slot has."""
    type_ = unit.program.annotated(node.annotation, unit.module, unit.owner)
    if type_ is None:
        return
    if isinstance(node.target, ast.Name):
        slot = unit.slot_of(node.target.id)
        if node.value is None:
            unit.environment[node.target.id] = slot
    else:
        key = receiver_slot(unit, node.target) if isinstance(node.target, ast.Attribute) else None
        if key is None:
            return
        slot = unit.program.slot(key)
    unit.program.declare(slot, type_)


def receiver_slot(unit: Unit, target: ast.Attribute) -> SlotKey | None:
    """The slot of `self.x`, where `self` is the receiver of a method around."""
    if not isinstance(target.value, ast.Name):
        return None
    method = _method(unit, target.value.id)
    if method is None or method.owner is None:
        return None
    return SlotKey(SlotKind.ATTRIBUTE, unit.module.name, method.owner.scope, target.attr)


def _class_slot(unit: Unit, target: ast.Attribute) -> SlotKey | None:
    """The slot of `Shop.x`, where `Shop` is a class of the module whose body binds `x`."""
    if not isinstance(target.value, ast.Name) or (unit.function is not None and target.value.id in unit.local):
        return None
    bound = unit.module.body.get(target.value.id, ())
    if len(bound) != 1 or not isinstance(bound[0], ast.ClassDef):
        return None
    owner = unit.module.class_of(bound[0], "")
    bindings = owner.body.get(target.attr, ())
    is_variable = bool(bindings) and all(isinstance(binding, ast.Assign | ast.AnnAssign) for binding in bindings)
    return SlotKey(SlotKind.ATTRIBUTE, unit.module.name, owner.scope, target.attr) if is_variable else None


def _method(unit: Unit, receiver: str) -> FunctionDefinition | None:
    current: Unit | None = unit
    while current is not None:
        if receiver in current.local:
            function = current.function
            return function if function is not None and function.receiver == receiver else None
        current = current.outer
    return None


def _fill(unit: Unit, target: ast.Subscript, number: int) -> None:
    """`x[key] = value` and `x[first:last] = values` tell what `x` holds."""
    container = target.value
    key = unit.expression(target.slice)
    before = unit.expression(container)
    is_slice = isinstance(target.slice, ast.Slice)
    rule, inputs = (_EXTENDED, [before, number]) if is_slice else (_STORED, [before, key, number])
    refill(unit, container, unit.add(rule, inputs, target))


def refill(unit: Unit, container: ast.expr, number: int) -> None:
    """Let a name or attribute mean a fuller container from here on, and add the container to its slot."""
    if isinstance(container, ast.Name):
        is_outside = container.id not in unit.local and container.id not in unit.environment
        if is_outside or container.id in unit.elsewhere:
            slot = _slot_outside(unit, container.id)
            if slot is not None:
                unit.program.graph.flow(number, unit.program.slot(slot))
        elif container.id in unit.local and container.id in unit.environment:
            before = unit.environment[container.id]
            unit.environment[container.id] = number
            own = unit.slot_of(container.id)
            if container.id not in unit.parameter_names:
                unit.program.graph.flow(number, own)
            elif _is_filled(unit, before, own) and not _is_moved(unit, number):
                unit.program.graph.flow(unit.add(FilledParameter(own), [number]), own)
            if container.id in unit.items:
                refill(unit, unit.items[container.id], number)
    elif isinstance(container, ast.Subscript) and is_item(container):
        inputs = [unit.expression(container.value), unit.expression(container.slice), number]
        refill(unit, container.value, unit.add(_STORED, inputs, container))
    elif _is_setdefault(container):
        assert isinstance(container, ast.Call)
        assert isinstance(container.func, ast.Attribute)
        inputs = [unit.expression(container.func.value), unit.expression(container.args[0]), number]
        refill(unit, container.func.value, unit.add(_STORED, inputs, container))
    elif isinstance(container, ast.Attribute):
        _store(unit, container, number)


def _slot_outside(unit: Unit, name: str) -> SlotKey | None:
    """Return the slot of a variable of the module or of a function around this one."""
    around = unit.outer
    while around is not None and around.function is not None:
        if name in around.local:
            return SlotKey(SlotKind.NAME, unit.module.name, around.scope, name)
        around = around.outer
    return SlotKey(SlotKind.NAME, unit.module.name, "", name) if name in unit.module.body else None


def _is_filled(unit: Unit, number: int, slot: int) -> bool:
    """Return whether a node is a slot's own value, or that with something put into it, be it on one path alone."""
    while number != slot:
        node = unit.program.graph.nodes[number]
        if not isinstance(node.rule, Filled | Joined) or not node.inputs:
            return False
        number = node.inputs[0]
    return True


def _is_moved(unit: Unit, filled: int) -> bool:
    """Return whether what is put into a container is an item of one: it may have been there before."""
    nodes = unit.program.graph.nodes
    return isinstance(nodes[nodes[filled].inputs[-1]].rule, Item)


def is_item(node: ast.expr) -> bool:
    """Return whether an expression is an item of a container, so that what is put into it is in there, too."""
    return (isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice)) or _is_setdefault(node)


def _is_setdefault(node: ast.expr) -> bool:
    """`x.setdefault(key, [])`, of which what is put into it is put into `x[key]`."""
    if not isinstance(node, ast.Call) or len(node.args) != 2:
        return False
    return isinstance(node.func, ast.Attribute) and node.func.attr == "setdefault"


def _unpack(unit: Unit, target: ast.Tuple | ast.List, number: int, value: ast.expr | None) -> None:
    elements = target.elts
    if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(elements) and not _has_star(value, target):
        parts = unit.program.graph.nodes[number].inputs
        for element, part, inner in zip(elements, value.elts, parts, strict=True):
            assign(unit, element, inner, part)
        return
    star = next((index for index, element in enumerate(elements) if isinstance(element, ast.Starred)), None)
    for index, element in enumerate(elements):
        where = index if star is None or index < star else index - len(elements)
        is_star = index == star
        count = len(elements) if star is None or is_star else None
        assign(unit, element, unit.add(Unpacked(where, count, is_star), [number], element))


def _has_star(*nodes: ast.Tuple | ast.List) -> bool:
    return any(isinstance(element, ast.Starred) for node in nodes for element in node.elts)
