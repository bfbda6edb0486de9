"""Backward rejection: a type that breaks an operation it would flow into is not a symbol's (HiTyper, section 3.3)."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from typilus.annotation_types import CALLABLE, ELLIPSIS, NONE, OBJECT, UNION, TypeExpression
from typilus.static_inference.definitions.module_text import FunctionDefinition, ModuleText
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.evidence.usage import maker, wanted_by
from typilus.static_inference.graph.dependency_graph import TypeNode
from typilus.static_inference.graph.input_uses import Handing, UseKind
from typilus.static_inference.graph.type_sets import UNKNOWN, FunctionValue, TypeSet, type_set
from typilus.static_inference.graph.uses import Use, uses_of
from typilus.static_inference.objections.exclusion import excludes
from typilus.static_inference.operations.argument_binding import accepts
from typilus.static_inference.operations.calling import call_method
from typilus.static_inference.operations.members import read_member
from typilus.static_inference.operations.operator_methods import METHODS, operate
from typilus.static_inference.operations.overloads import takes
from typilus.static_inference.rules.attributes import Member
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.containers import Unpacked
from typilus.static_inference.rules.displays import Collection, TupleDisplay
from typilus.static_inference.rules.formatting import Formatted
from typilus.static_inference.rules.operators import Augmented, Binary, Comparison
from typilus.static_inference.solving.solver import Solver

__all__ = ["demands_more", "objection"]

_DECLARING = frozenset({"typing.NamedTuple", "typing.Protocol", "typing.TypedDict"})
_RECEIVERS = frozenset({"self", "cls"})
_SCALARS = frozenset({"str", "bytes", "int", "float", "bool"})
MAX_DEPTH = 3
"""So many operations behind one another are followed."""
_NEEDED: dict[UseKind, tuple[tuple[str, ...], str]] = {
    UseKind.CALL: (("__call__",), "is called"),
    UseKind.ITERATION: (("__iter__", "__aiter__", "__getitem__"), "is iterated over"),
    UseKind.SUBSCRIPT: (("__getitem__", "__class_getitem__"), "is subscripted"),
    UseKind.CONTEXT: (("__enter__", "__aenter__"), "is entered by with"),
    UseKind.AWAIT: (("__await__",), "is awaited"),
}
_UNTESTED = frozenset({Handing.SAME})
# What is declared so may hold an integer for all that: its owner is not to blame.
_MAY_BE_INTEGERS = frozenset({"float", "complex"})
_ORDERING: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("__lt__", "__gt__"),
    ast.LtE: ("__le__", "__ge__"),
    ast.Gt: ("__gt__", "__lt__"),
    ast.GtE: ("__ge__", "__le__"),
}
_SEQUENCES = frozenset({"list", "tuple", "str", "bytes", "bytearray", "range"})


def objection(solver: Solver, slot: int, type_: TypeExpression, depth: int = MAX_DEPTH) -> str | None:
    """Return, in words, an operation that does not take a type, None if all may.

    Some member of a union must be accepted: if one is meant, the others were excluded before. A type that is not fully
    known (a class whose bases are elsewhere) is not rejected.

    Args:
        solver: Solver with the code that uses the slot.
        slot: Slot, or another node whose value would have the type.
        type_: Recommended type.
        depth: Number of chained operations to follow.
    """
    members = tuple(argument for argument in (type_.arguments if type_.name == UNION else (type_,)) if argument != NONE)
    key = slot, members, depth
    if key not in solver.objections:
        is_known = bool(members) and all(_is_known(solver, member) for member in members)
        solver.objections[key] = _objection(solver, slot, members, depth) if is_known else None
    return solver.objections[key]


def _objection(solver: Solver, slot: int, members: Sequence[TypeExpression], depth: int) -> str | None:
    # Thousands of operations may need the same of a type.
    needed: dict[UseKind, list[str | None]] = {}
    for use in _operations(solver, slot):
        if use.kind in _NEEDED:
            if use.kind not in needed:
                needed[use.kind] = [_without_method(solver, use.kind, member) for member in members]
            reasons = needed[use.kind]
            rule = solver.graph.nodes[use.node].rule
            if isinstance(rule, Unpacked):
                reasons = [
                    reason_ or _of_other_length(rule, one) for reason_, one in zip(reasons, members, strict=True)
                ]
            if use.kind is UseKind.SUBSCRIPT:
                reasons = [
                    reason_ or _not_by(solver, use, member) for reason_, member in zip(reasons, members, strict=True)
                ]
        else:
            reasons = [_reason(solver, use, member, depth) for member in members]
        if None not in reasons:
            node = solver.graph.nodes[use.node].node
            line = getattr(node, "lineno", None)
            # What comes of an operation has its own line.
            return f"{reasons[0]}" if line is None or f"{reasons[0]}".endswith(")") else f"{reasons[0]} (line {line})"
    return None


def _of_other_length(rule: Unpacked, type_: TypeExpression) -> str | None:
    """Return that a tuple has not as many parts as names take them."""
    parts = [argument for argument in type_.arguments if argument.name != "()"]
    is_fixed = type_.name == "tuple" and type_.arguments and ELLIPSIS not in parts
    if not is_fixed or rule.is_star or rule.count in (None, len(parts)):
        return None
    return f"is unpacked into {rule.count}, but has {len(parts)}"


def demands_more(solver: Solver, slot: int) -> str | None:
    """Return an operation, in words, that not every object allows, on a value of which no test tells more."""
    for use in uses_of(solver.graph, slot, _UNTESTED):
        node = solver.graph.nodes[use.node]
        if use.kind in _NEEDED:
            return _NEEDED[use.kind][1]
        if isinstance(node.rule, Member) and solver.classes.member(OBJECT, node.rule.attribute) is None:
            if use in _operations(solver, slot):
                return f"is asked for {node.rule.attribute}"
        elif isinstance(node.rule, Binary | Augmented) and solver.value(use.node).alternatives:
            return "is operated on"
    return None


def _operations(solver: Solver, slot: int) -> list[Use]:
    """The operations on a slot's value, without attributes that `hasattr` asks for."""
    if slot not in solver.operations:
        nodes = solver.graph.nodes
        uses = uses_of(solver.graph, slot)
        asked = {name for use in uses if (name := _asked_for(nodes[use.node].node)) is not None}
        rules = ((use, nodes[use.node].rule) for use in uses)
        solver.operations[slot] = [
            use for use, rule in rules if not (isinstance(rule, Member) and rule.attribute in asked)
        ]
    return solver.operations[slot]


def _asked_for(node: ast.AST | None) -> str | None:
    """The attribute that `hasattr(value, "name")` asks for: a value that lacks it does not get where it is used."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    if node.func.id == "hasattr" and len(node.args) == 2:
        name = node.args[1]
        return name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else None
    return None


def _reason(solver: Solver, use: Use, type_: TypeExpression, depth: int) -> str | None:
    """Return the reason why one operation, which needs no method by itself, does not take one type."""
    node = solver.graph.nodes[use.node]
    if isinstance(node.rule, Member):
        return _without_attribute(solver, use, node.rule.attribute, type_, depth)
    if isinstance(node.rule, Binary | Augmented):
        return _without_operator(solver, use, node.rule, type_, depth)
    if isinstance(node.rule, Comparison):
        return _never_equal(solver, use, node.rule, type_) or _not_ordered(solver, use, node.rule, type_)
    if isinstance(node.rule, Formatted):
        return f"is formatted as {node.rule.type}, which {type_} does not allow" if node.rule.refuses(type_) else None
    if use.kind is UseKind.INDEX:
        return _no_index(solver, node, type_)
    if isinstance(node.rule, Call) and not solver.value(node.inputs[0]).is_open:
        wanted = list(wanted_by(solver, node, use.place - 1))
        if wanted and not any(accepts(solver, member, type_) for member in wanted):
            is_plain = wanted[0].name != UNION and not wanted[0].name.startswith("typing.Supports")
            taking = f"a parameter of type {wanted[0]}" if is_plain else _callee(node)
            return f"is handed to {taking}"
        return None if wanted else _without_overload(solver, node, node.rule.keywords, use.place - 1, type_)
    return None


def _without_method(solver: Solver, use: UseKind, type_: TypeExpression) -> str | None:
    """Return the reason why an operation that needs a method does not take one type."""
    names, what = _NEEDED[use]
    if type_.name in ("type", CALLABLE) or any(solver.classes.member(type_, name) is not None for name in names):
        return None
    return f"{what}, which {type_} does not allow"


def _is_known(solver: Solver, type_: TypeExpression) -> bool:
    if type_.name[0] == "~" or type_.name in (
        "typing.Any",
        "object",
        "typing.Self",
        "typing.Literal",
        "type",
        CALLABLE,
    ):
        return False
    return solver.classes.has_all_bases(type_.name) and solver.classes.member(type_, "__getattr__") is None


def _without_attribute(solver: Solver, use: Use, name: str, type_: TypeExpression, depth: int) -> str | None:
    node = solver.graph.nodes[use.node]
    if isinstance(node.node, ast.Attribute) and not isinstance(node.node.ctx, ast.Load):
        return None
    member_types = read_member(solver, type_, name)
    if member_types is None and _may_have(solver, type_, name, node.module):
        return None
    if member_types is None:
        return f"{type_} has no {name}"
    if any(type_.name in _MAY_BE_INTEGERS for type_ in member_types.types):
        return None
    if _is_called_otherwise(solver, use.node, member_types):
        return f"{name} of {type_} does not take the arguments"
    reason = _misused_result(solver, use.node, member_types, depth)
    return None if reason is None else f".{name}: {reason}"


def _is_called_otherwise(solver: Solver, member: int, member_types: TypeSet) -> bool:
    """Return whether a method is called with more or fewer arguments than it takes, or by unknown names."""
    functions = [value for value in member_types.ordered if isinstance(value, FunctionValue)]
    if member_types.is_open or not functions or len(functions) < len(member_types.alternatives):
        return False
    nodes = solver.graph.nodes
    calls = [nodes[dependent] for dependent, is_input in solver.graph.dependents[member].items() if is_input]
    passed = [call.rule.keywords for call in calls if isinstance(call.rule, Call) and call.inputs[0] == member]
    return any(
        not takes(solver, function, [UNKNOWN] * len(keywords), keywords)
        for keywords in dict.fromkeys(passed)
        for function in functions
    )


def _may_have(solver: Solver, type_: TypeExpression, name: str, module: ModuleText | None) -> bool:
    """Return whether objects of a class may have an attribute that the class does not show.

    Stubs keep private names to themselves, and what data classes and protocols declare may not be written in the code.
    Of other classes, the module that asks may set it (`node.seen = True`), or that of a class that they inherit from,
    or of a function that is handed `self`.
    """
    definition = solver.classes.find(type_.name)
    if definition is None:
        return True
    if definition.module.is_stub:
        return name.startswith("_")
    if definition.decorators or any(base.name in _DECLARING for base in solver.classes.bases(definition)):
        return True
    ancestors = dict.fromkeys(ancestor.definition.module for ancestor in solver.classes.order(type_.name))
    own = [ancestor for ancestor in ancestors if not ancestor.is_stub]
    setting = [*own, *(one for text in own for one in _handed_objects(solver, text)), module or definition.module]
    return any(name in one.derived(_set_from_outside) for one in dict.fromkeys(setting))


def _handed_objects(solver: Solver, module: ModuleText) -> Iterator[ModuleText]:
    """Yield the modules of the functions that methods hand their own object to."""
    for name in module.derived(_handing_themselves):
        target = solver.classes.lookup(module, name)
        if isinstance(target, ModuleText):
            yield target
        elif isinstance(target, FunctionDefinition):
            yield target.module


def _handing_themselves(module: ModuleText) -> frozenset[str]:
    """Return the names of functions, or of their modules, that a module calls with `self`."""
    names = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and any(
            isinstance(argument, ast.Name) and argument.id == "self" for argument in node.args
        ):
            names.add(dotted(node.func).partition(".")[0])
    return frozenset(names - {"", "self", "super"})


def _set_from_outside(module: ModuleText) -> frozenset[str]:
    """Return the attributes that a module sets on other objects than a method's own."""
    return frozenset(
        node.attr
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and not (isinstance(node.value, ast.Name) and node.value.id in _RECEIVERS)
    )


def _without_operator(
    solver: Solver, use: Use, rule: Binary | Augmented, type_: TypeExpression, depth: int
) -> str | None:
    """Object if the other side is known and neither side's method takes the other, or if the result is misused.

    A number or a text is refused by what is known of the other side, though that may be something else, too.
    """
    other_node = solver.graph.nodes[use.node].inputs[1 - use.place]
    others = solver.value(other_node)
    if isinstance(solver.graph.nodes[other_node].rule, Collection | TupleDisplay):
        others = TypeSet(others.alternatives)  # whatever it holds, it is a list
    if not others.types or (others.is_open and type_.name not in _SCALARS):
        return None
    name = METHODS[rule.operator]
    reasons = []
    for other in others.types:
        if not _is_known(solver, other):
            return None
        pair = (type_, other) if use.place == 0 else (other, type_)
        result = _operated(solver, name, *pair, is_augmented=isinstance(rule, Augmented))
        if result is not None:
            reasons.append(_misused_result(solver, use.node, result, depth))
    if not reasons:
        return f"has no operator {name} for {others.types[0]}, which it is used with"
    is_sure = None not in reasons and len(reasons) == len(others.types) and not others.is_open
    return reasons[0] if is_sure else None


def _operated(
    solver: Solver, name: str, left: TypeExpression, right: TypeExpression, is_augmented: bool
) -> TypeSet | None:
    """Return the result of an operator, None if neither side's method takes the other."""
    key = (name, left, right, is_augmented)
    if key not in solver.operated:
        arguments = [type_set(right)]
        in_place = call_method(solver, left, f"__i{name}__", arguments, strict=True) if is_augmented else None
        solver.operated[key] = in_place if in_place is not None else operate(solver, left, right, name)
    return solver.operated[key]


def _misused_result(solver: Solver, node: int, result: TypeSet, depth: int) -> str | None:
    """Return the reason why the fully known result of an operation cannot be used as it is."""
    if result.is_open or not result.alternatives or depth == 0 or len(result.types) < len(result.alternatives):
        return None
    reasons = [objection(solver, node, type_, depth - 1) for type_ in result.types]
    return reasons[0] if None not in reasons else None


def _not_by(solver: Solver, use: Use, type_: TypeExpression) -> str | None:
    """Return the reason why a sequence is not indexed by such a key: `row["name"]`."""
    index = solver.value(solver.graph.nodes[use.node].inputs[1])
    if type_.name not in _SEQUENCES or index.is_open or not index.types or len(index.types) < len(index.alternatives):
        return None
    if any(_is_index(solver, type_) for type_ in index.types):
        return None
    return f"is indexed by {index.types[0]}, which {type_} does not allow"


def _is_index(solver: Solver, type_: TypeExpression) -> bool:
    return type_.name == "slice" or solver.classes.member(type_, "__index__") is not None


def _no_index(solver: Solver, node: TypeNode, type_: TypeExpression) -> str | None:
    """Sequences take integers, slices, and what becomes an integer."""
    indexed = solver.value(node.inputs[0])
    is_told = not indexed.is_open and indexed.types and len(indexed.types) == len(indexed.alternatives)
    if _is_index(solver, type_) or not is_told:
        return None
    if not all(type_.name in _SEQUENCES for type_ in indexed.types):
        return None
    return f"is no index of {indexed.types[0]}"


def _without_overload(
    solver: Solver, node: TypeNode, keywords: tuple[str, ...], index: int, type_: TypeExpression
) -> str | None:
    """Object if a callable with several signatures, or a class, takes the argument in none of them."""
    called = solver.value(node.inputs[0])
    functions = [maker(solver, value) if isinstance(value, TypeExpression) else value for value in called.ordered]
    unknown = [UNKNOWN] * len(keywords)
    arguments = [*unknown[:index], type_set(type_), *unknown[index + 1 :]]
    for function in functions:
        if not isinstance(function, FunctionValue) or not takes(solver, function, unknown, keywords):
            return None
        if takes(solver, function, arguments, keywords):
            return None
    return f"is handed to {_callee(node)}" if functions else None


def _callee(node: TypeNode) -> str:
    """The code of what is called."""
    return ast.unparse(node.node.func) if isinstance(node.node, ast.Call) else "a function"


def _never_equal(solver: Solver, use: Use, rule: Comparison, type_: TypeExpression) -> str | None:
    """Object to a comparison for equality with another class that never holds."""
    node = solver.graph.nodes[use.node]
    if len(node.inputs) != 2 or rule.operators[0] not in (ast.Eq, ast.NotEq) or type_.name not in _SCALARS:
        return None
    others = solver.value(node.inputs[1 - use.place])
    if others.is_open or not others.types or any(type_.name not in _SCALARS for type_ in others.types):
        return None
    if not all(excludes(type_, member, solver.classes) for member in others.types):
        return None
    return f"is compared with {others.types[0]}, which no {type_} equals"


def _not_ordered(solver: Solver, use: Use, rule: Comparison, type_: TypeExpression) -> str | None:
    """Object to `<` and the like with another class, if neither side's method takes the other."""
    node = solver.graph.nodes[use.node]
    names = _ORDERING.get(rule.operators[0])
    if names is None or len(node.inputs) != 2 or type_.arguments:
        return None
    others = solver.value(node.inputs[1 - use.place])
    if others.is_open or not others.types or len(others.types) < len(others.alternatives):
        return None
    if any(other.arguments or not _is_known(solver, other) for other in others.types):
        return None
    own, reflected = names if use.place == 0 else names[::-1]
    for other in others.types:
        for left, name, right in ((type_, own, other), (other, reflected, type_)):
            if solver.call(left, name, [type_set(right)], strict=True) is not None:
                return None
    return f"is compared with {others.types[0]}, which {type_} does not allow"
