"""Evidence for a type from uses of the value: calls, comparisons, attributes."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from graph_extraction import FunctionNode
from typilus.annotation_types import ANY, CALLABLE, LITERAL, NONE, UNION, TypeExpression, parse_type
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.substitution import widened
from typilus.static_inference.evidence.stored_values import copies_of, holders_of, is_guess
from typilus.static_inference.graph.dependency_graph import TypeNode
from typilus.static_inference.graph.input_uses import UseKind
from typilus.static_inference.graph.type_sets import FunctionValue, HeldFunctions, TypeSet
from typilus.static_inference.graph.uses import Use, readable_at, stand_ins_for, stored_in, uses_of
from typilus.static_inference.operations.argument_binding import bind_call
from typilus.static_inference.operations.construction import method_of
from typilus.static_inference.operations.getters import is_getter
from typilus.static_inference.rules.attributes import Member, MemberStored
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.containers import Element, Unpacked
from typilus.static_inference.rules.formatting import Formatted
from typilus.static_inference.rules.operators import Augmented, Binary, Comparison
from typilus.static_inference.rules.value_flow import Parameter
from typilus.static_inference.solving.solver import Solver

__all__ = ["UsageEvidence", "evidence_of", "maker", "wanted_by"]

HANDED, TESTED, REPLACED, COMPARED, OPERATED, ASKED, HINTED = 3.0, 3.0, 2.0, 2.0, 1.5, 1.5, 0.5
"""Weights of evidence: handed to an annotated parameter, `isinstance`, copied, or replaced where it is empty by a known
type, compared with one or formatted as one, operated on with one, asked for attributes or one of several that are
handed or stored alike, iterated or indexed or called."""
# Classes that are everywhere, asked whether they have a value's attributes; a file's own and imported ones are, too.
_EVERYWHERE = (
    *("str", "list", "dict", "bytes", "set", "int", "float", "pathlib.Path", "datetime.datetime", "logging.Logger"),
    *("re.Match", "re.Pattern", "argparse.ArgumentParser", "argparse.Namespace", "datetime.timedelta", "datetime.date"),
    *("typing.IO", "types.ModuleType", "asyncio.AbstractEventLoop", "subprocess.Popen", "threading.Thread", "ast.AST"),
)
# Operators, and the classes that they mostly take on both sides.
_NUMBERS = ("int", "float")
_ALIKE: dict[type[ast.operator], tuple[str, ...]] = {
    **dict.fromkeys((ast.Add, ast.Sub), ("str", "bytes", "list", "float", "int")),
    **dict.fromkeys((ast.BitAnd, ast.BitOr, ast.BitXor), ("int", "set", "frozenset")),
    **dict.fromkeys((ast.LShift, ast.RShift), ("int",)),
    **dict.fromkeys((ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow), _NUMBERS),
}
_SUMMING = frozenset({ast.Add, ast.Sub})
_QUANTITIES = frozenset({"decimal.Decimal", "fractions.Fraction", "datetime.timedelta"})
# Types that say what a value can do and not what it is.
_ABILITIES = (
    "typing.Supports",
    "_typeshed.",
    "collections.abc.Sized",
    "collections.abc.Hashable",
    "collections.abc.Buf",
)
_MAX_CLASSES = 3
_MAX_DEPTH = 2
_REPEATED = frozenset({"str", "bytes", "list", "tuple"})
"""Classes whose objects are multiplied with integers alone."""
_OBJECT, _INT, _INDEX = TypeExpression("object"), TypeExpression("int"), TypeExpression("typing.SupportsIndex")


@dataclass(frozen=True, slots=True)
class UsageEvidence:
    """A type that uses speak for, and how strongly."""

    type: TypeExpression
    weight: float


def evidence_of(
    solver: Solver, module: ModuleText, slot: int, is_assigned: bool = False, depth: int = _MAX_DEPTH
) -> list[UsageEvidence]:
    """The types that the uses of a slot's value speak for, also where an attribute holds it, the strongest first.

    Args:
        solver: Solver with the code.
        module: Module of the slot.
        slot: Slot of which nothing is known.
        is_assigned: Whether to look at the uses of what a variable is assigned, in the place of its own.
        depth: Number of loops in each other whose elements tell by their uses.
    """
    assigned = readable_at(solver.graph, slot)[1:] if is_assigned else []
    if is_assigned and not assigned:
        return []
    votes: dict[TypeExpression, float] = defaultdict(float)
    attributes: set[str] = set()
    called: set[str] = set()
    places = assigned or (slot, *holders_of(solver, slot))
    uses = [use for number in places for use in uses_of(solver.graph, number)]
    for use in uses:
        node = solver.graph.nodes[use.node]
        if isinstance(node.rule, MemberStored):
            attributes.add(node.rule.attribute)
            continue
        if isinstance(node.rule, Member):
            attributes.add(node.rule.attribute)
            if _is_called(solver, use.node):
                called.add(node.rule.attribute)
            continue
        for type_, weight in _evidence_from_use(solver, node, use):
            votes[type_] += weight
        if depth and isinstance(node.rule, Element) and not (node.rule.is_async or solver.value(use.node).alternatives):
            for evidence in evidence_of(solver, module, use.node, depth=depth - 1)[:1]:
                if evidence.weight >= ASKED:
                    votes[TypeExpression("list", (evidence.type,))] += ASKED
    parts = _parts_of(solver, module, uses, depth)
    if parts:
        votes[TypeExpression("tuple", parts)] += ASKED
    for other in stand_ins_for(solver.graph, slot):
        for value in solver.value(other).ordered:
            if isinstance(value, FunctionValue):
                votes[HeldFunctions(CALLABLE, functions=frozenset({value}))] += REPLACED
            elif isinstance(value, TypeExpression) and value != NONE:
                votes[value] += REPLACED
    is_parameter = isinstance(solver.graph.nodes[slot].rule, Parameter)
    for attribute in stored_in(solver.graph, slot) if is_parameter else ():
        others = solver.value(attribute).without("None").alternatives
        if len(others) == 1:
            votes.update({type_: votes[type_] + ASKED for type_ in others if isinstance(type_, TypeExpression)})
    for type_ in copies_of(solver, slot) if is_parameter else ():
        votes[type_] += REPLACED
    for type_ in _having(solver, module, attributes, called):
        votes[type_] += ASKED
    fitting = {
        type_: weight for type_, weight in _put_together(votes).items() if _has_all(solver, type_, attributes, called)
    }
    ranked = sorted(fitting.items(), key=lambda item: -item[1])  # of equals the first that was told
    return [UsageEvidence(type_, weight) for type_, weight in ranked]


def _parts_of(solver: Solver, module: ModuleText, uses: Sequence[Use], depth: int) -> tuple[TypeExpression, ...]:
    """The types of all parts that something is unpacked into, by what is done with them, none if one is unknown."""
    parts: dict[int, TypeExpression] = {}
    counts = set()
    for use in uses if depth else ():
        rule = solver.graph.nodes[use.node].rule
        if isinstance(rule, Unpacked):
            counts.add(rule.count)
            types = solver.value(use.node).without("None").types
            evidence = [] if types else evidence_of(solver, module, use.node, depth=depth - 1)
            if evidence and evidence[0].weight >= ASKED:
                parts[rule.index] = evidence[0].type
    is_whole = counts == {len(parts)} and set(parts) == set(range(len(parts)))
    return tuple(parts[index] for index in sorted(parts)) if is_whole else ()


def _put_together(votes: dict[TypeExpression, float]) -> dict[TypeExpression, float]:
    """The votes, with those for a bare container given to the one of its class of which more is known."""
    together = dict(votes)
    for bare in [type_ for type_ in votes if not type_.arguments]:
        filled = [type_ for type_ in votes if type_.arguments and type_.name == bare.name]
        if len(filled) == 1:
            together[filled[0]] += together.pop(bare)
    return together


def _evidence_from_use(solver: Solver, node: TypeNode, use: Use) -> Iterator[tuple[TypeExpression, float]]:
    inputs = [solver.value(number) for number in node.inputs]
    if use.kind is UseKind.ARGUMENT:
        for wanted in wanted_by(solver, node, use.place - 1):
            for type_ in _useful(wanted):
                yield type_, HANDED
        for type_ in _handed_by_others(solver, node, use.place - 1):
            yield type_, ASKED
    elif use.kind is UseKind.INSTANCE:
        for type_ in solver.value(use.node).types:
            yield type_, TESTED
    elif isinstance(node.rule, Comparison):
        others = (type_ for index, types in enumerate(inputs) if index != use.place for type_ in types.types)
        for type_ in others:
            is_container = node.rule.operators[0] in (ast.In, ast.NotIn)
            if type_ != NONE and not is_container:
                yield type_, COMPARED
            elif is_container and use.place == 0 and type_.arguments:
                yield type_.arguments[0], COMPARED
    elif isinstance(node.rule, Binary | Augmented):
        yield from _operand(solver, node.rule.operator, inputs[1 - use.place])
    elif isinstance(node.rule, Formatted):
        yield node.rule.type, COMPARED
    elif use.kind is UseKind.SUBSCRIPT:
        yield from _subscripted(inputs)
    elif use.kind is UseKind.CALL:
        yield TypeExpression(CALLABLE), HINTED


def _operand(solver: Solver, operator: type[ast.operator], other: TypeSet) -> Iterator[tuple[TypeExpression, float]]:
    for type_ in other.types:
        if type_.name in _ALIKE.get(operator, ()) or (operator in _SUMMING and _is_added_to_its_like(solver, type_)):
            yield type_, OPERATED
        elif operator is ast.Mult and type_.name in _REPEATED:
            yield _INT, HANDED


def _is_added_to_its_like(solver: Solver, type_: TypeExpression) -> bool:
    """Return whether sums and differences are mostly of two objects of a class: a vector or the like."""
    definition = solver.classes.find(type_.name)
    if definition is None or definition.module.is_stub:
        return type_.name in _QUANTITIES
    return any(solver.classes.member(type_, method) is not None for method in ("__add__", "__sub__", "__iadd__"))


def _subscripted(inputs: list[TypeSet]) -> Iterator[tuple[TypeExpression, float]]:
    for type_ in inputs[1].types:
        if type_.name == "str":
            yield parse_type("dict[str, typing.Any]"), HINTED
        elif type_.name == "int":
            yield TypeExpression("list"), HINTED


def wanted_by(solver: Solver, node: TypeNode, index: int) -> Iterator[TypeExpression]:
    """Yield the annotation of the parameter that takes an argument, for each function that may be called.

    Of an overloaded one, if all overloads that take as many arguments say the same.

    Args:
        solver: Solver with the call.
        node: Node of the call.
        index: Index of the argument.
    """
    keywords = node.rule.keywords if isinstance(node.rule, Call) else ()
    for alternative in solver.value(node.inputs[0]).ordered:
        value = maker(solver, alternative) if isinstance(alternative, TypeExpression) else alternative
        if not isinstance(value, FunctionValue):
            continue
        taken = [_taken(solver, value, node, keywords, index) for node in value.definition.overloads]
        wanted = [types for types in taken if types is not None]
        if wanted and all(types == wanted[0] for types in wanted):
            yield from wanted[0]


def _handed_by_others(solver: Solver, node: TypeNode, index: int) -> Iterator[TypeExpression]:
    """Yield the one class that other calls hand to the parameter that takes an argument, if that has no annotation."""
    keywords = node.rule.keywords if isinstance(node.rule, Call) else ()
    for alternative in solver.value(node.inputs[0]).ordered:
        value = maker(solver, alternative) if isinstance(alternative, TypeExpression) else alternative
        if not isinstance(value, FunctionValue) or value.definition.module.is_stub:
            continue
        for bound in bind_call(value, value.definition.node.args, keywords) or ():
            if bound.argument == index and not bound.is_element and bound.parameter.annotation is None:
                slot = solver.program.parameter(value.definition, bound.parameter.arg)
                types = solver.value(slot).without("None")
                nodes = solver.graph.nodes
                if len(types.alternatives) == 1 and not any(is_guess(nodes[one]) for one in nodes[slot].inputs):
                    yield from types.types


def _taken(
    solver: Solver, value: FunctionValue, node: FunctionNode | ast.Lambda, keywords: tuple[str, ...], index: int
) -> list[TypeExpression] | None:
    """Return the annotations of the parameters of one signature that take an argument, None if it takes others."""
    bindings = bind_call(value, node.args, keywords)
    if bindings is None:
        return None
    annotations = (bound.parameter.annotation for bound in bindings if bound.argument == index and not bound.is_element)
    read = (
        solver.program.read_type(annotation, value.definition.module)
        for annotation in annotations
        if annotation is not None
    )
    return [type_ for type_ in read if type_ is not None]


def maker(solver: Solver, value: TypeExpression) -> FunctionValue | None:
    """Return the function that takes the arguments of a class's call: its `__init__`, or else `__new__`."""
    if value.name != "type" or not value.arguments:
        return None
    functions = (method_of(solver, value.arguments[0], name) for name in ("__init__", "__new__"))
    own = [function for function in functions if function is not None and not _is_of_object(solver, function)]
    return own[0] if own else None


def _is_of_object(solver: Solver, method: FunctionValue) -> bool:
    owner = method.definition.owner
    return owner is not None and solver.classes.public(owner) == _OBJECT


def _useful(type_: TypeExpression) -> Iterator[TypeExpression]:
    """The annotation itself, if somebody would write it again: short, without variables and literals."""
    text = str(type_)
    if type_ == _INDEX:
        yield _INT
    if type_.name.startswith(_ABILITIES):
        return
    if type_ in (ANY, _OBJECT, NONE) or "~" in text or "typing.Self" in text:
        return
    if type_.name == LITERAL:
        yield widened(type_)
    elif type_.name == UNION and len([argument for argument in type_.arguments if argument != NONE]) > 2:
        if any(argument.name == "str" for argument in type_.arguments):
            yield TypeExpression("str")
    else:
        yield type_


def _is_called(solver: Solver, member: int) -> bool:
    """Return whether what is read at a node is called."""
    dependents = solver.graph.dependents[member].items()
    readers = (solver.graph.nodes[number] for number, is_input in dependents if is_input)
    return any(isinstance(reader.rule, Call) and reader.inputs[0] == member for reader in readers)


def _having(solver: Solver, module: ModuleText, attributes: Set[str], called: Set[str]) -> list[TypeExpression]:
    """The few classes that have all attributes: those of the file first."""
    asked = {attribute for attribute in attributes if not (attribute.startswith("__") and attribute.endswith("__"))}
    if not asked:
        return []
    for names in (_visible(solver, module), _EVERYWHERE):
        types = [TypeExpression(name) for name in names if _has(solver, TypeExpression(name), asked, called)]
        if types:
            return types[:_MAX_CLASSES] if len(types) <= 2 * _MAX_CLASSES else []
    return []


def _visible(solver: Solver, module: ModuleText) -> list[str]:
    """The classes that a file defines or imports, by the names under which they are defined."""
    names: dict[str, None] = {}
    for definition in module.classes.values():
        names[solver.classes.public(definition).name] = None
    for origin in module.names.imports.values():
        imported = solver.classes.find(origin) if "." in origin else None
        if imported is not None:
            names[solver.classes.public(imported).name] = None
    # A container that is asked for `get` is a dict sooner than a special one that the file uses elsewhere.
    return [name for name in names if not name.startswith("collections.")]


def _has_all(solver: Solver, type_: TypeExpression, attributes: Set[str], called: Set[str]) -> bool:
    members = [argument for argument in (type_.arguments if type_.name == UNION else (type_,)) if argument != NONE]
    return any(
        solver.classes.find(member.name) is None or _has(solver, member, attributes, called) for member in members
    )


def _has(solver: Solver, type_: TypeExpression, attributes: Set[str], called: Set[str]) -> bool:
    """Return whether a class has all attributes, and none that is called as a property, whose values seldom are."""
    if any(solver.classes.member(type_, attribute) is None for attribute in attributes):
        return False
    methods = (method_of(solver, type_, attribute) for attribute in called)
    return not any(method is not None and is_getter(solver.classes, method.definition) for method in methods)
