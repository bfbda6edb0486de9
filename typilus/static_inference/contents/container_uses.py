"""The uses of a container, under all its names: what is put into it, and whether it gets out of sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics, SlotKind, TypeNode
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, Value
from typilus.static_inference.operations.construction import method_of
from typilus.static_inference.rules.attributes import Builtin, Imported, Member
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.containers import Element, Entry, Filled, Unpacked
from typilus.static_inference.rules.describing import FieldOfClass, PassedByDefault
from typilus.static_inference.rules.displays import Collection, Comprehension, Dictionary, TupleDisplay
from typilus.static_inference.rules.operators import Binary, Comparison, Unary
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import Collected, Declared, Parameter

__all__ = ["fillings_of"]

MAX_USES: Final = 100
MAX_DEPTH: Final = 4
_NAMES: Final = frozenset(
    {Handing.SAME, Handing.NARROWED, Handing.MERGED, Handing.EITHER, Handing.GUARDED, Handing.STORED}
)
_OTHER_NAMES: Final = (Parameter, Declared, FieldOfClass, PassedByDefault)
_READING: Final = (Call, Member, Imported, Builtin)
_READ_ONLY: Final = (Comparison, Unary)
# Methods that neither reorder a container nor give it away. What fills it is a node of its own.
_HARMLESS_METHODS: Final = frozenset(
    {"get", "items", "keys", "values", "copy", "index", "count", "update", "setdefault", "append", "extend", "add"}
    | {"isdisjoint", "union", "__len__", "__contains__", "__iter__", "__getitem__"}
)
_OF_DICTIONARIES: Final = frozenset({"pop", "popitem", "clear", "move_to_end"})
"""Methods that take entries away, which moves the others of a list, but not those of a dict."""
_GIVING: Final = {"get": -1, "pop": -1, "setdefault": -1, "values": 0, "copy": 0, "items": 1}
"""Methods that give what is in a container, and how much deeper it lies in what they give."""
_READERS: Final = frozenset(
    {"len", "print", "str", "repr", "bool", "isinstance", "type", "id", "any", "all", "sum", "hash", "format"}
)
_COPIERS: Final = frozenset(
    {"list", "tuple", "set", "frozenset", "dict", "sorted", "reversed", "iter", "enumerate", "zip", "max", "min", "map"}
    | {"filter", "next"}
)


def fillings_of(semantics: Semantics, creation: int, is_ordered: bool, watch: Callable[[int], None]) -> set[int] | None:
    """Return the nodes that put something into a container that a node makes, None if it may be changed unseen.

    A container in another is followed, too, to where it is taken out again.

    Args:
        semantics: Answers questions about code.
        creation: Node that makes it.
        is_ordered: Whether it matters which index its elements have.
        watch: Is called with each node on which the answer depends.
    """
    fillings: set[int] = set()
    seen: set[tuple[int, int]] = set()
    pending = [(creation, 0)]
    while pending:
        number, depth = pending.pop()
        if (number, depth) in seen:
            continue
        seen.add((number, depth))
        watch(number)
        if len(seen) > MAX_USES or depth > MAX_DEPTH:
            return None
        for dependent, is_input in list(semantics.graph.dependents[number].items()):
            following = _followed(semantics, number, dependent, is_input, depth, is_ordered)
            if following is None:
                return None
            pending += following
            node = semantics.graph.nodes[dependent]
            if depth == 0 and is_input and isinstance(node.rule, Filled) and node.inputs[0] == number:
                fillings.add(dependent)
    return fillings


Followed = list[tuple[int, int]]
"""Nodes that hold the container, and in how many others it lies there."""


def _followed(
    semantics: Semantics, number: int, dependent: int, is_input: bool, depth: int, is_ordered: bool
) -> Followed | None:
    """Return where a container goes from a node to one that depends on it, None if that may change it unseen."""
    source, node = semantics.graph.nodes[number], semantics.graph.nodes[dependent]
    rule = node.rule
    if not is_input:
        is_yield = source.key is not None and source.key.kind is SlotKind.YIELD
        return [(dependent, depth + is_yield)] if isinstance(rule, _READING) else None
    positions = [position for position, index in enumerate(node.inputs) if index == number]
    if rule.uses.handing in _NAMES or isinstance(rule, _OTHER_NAMES):
        return [(dependent, depth)]
    if isinstance(rule, Collected):
        return [(dependent, depth + 1)]
    if isinstance(rule, Member):
        return _of_member(semantics, dependent, rule.attribute, depth, is_ordered)
    if isinstance(rule, Call):
        if depth == 0 and all(position and rule.keywords[position - 1] in ("*", "**") for position in positions):
            return []
        return _of_call(semantics, node, dependent, depth) if 0 not in positions else None
    changes = {_deeper(node, position, depth) for position in positions}
    if None in changes:
        return None
    return [(dependent, depth + change) for change in changes if change is not None and depth + change >= 0]


def _deeper(node: TypeNode, position: int, depth: int) -> int | None:
    """Return how much deeper a container lies in a node than in the node's input, None if it may be changed unseen.

    What would lie at a negative depth is none of it.
    """
    rule, gone = node.rule, -1 - depth
    if isinstance(rule, Filled):
        if position == 0:
            return 0
        if rule.method in ("update", "extend", "extendleft"):
            return 0 if depth else gone
        return 1 if position == len(node.inputs) - 1 else gone
    if isinstance(rule, Dictionary):
        return 1 if all(rule.keyed) else 0 if depth else gone
    if isinstance(rule, Collection | TupleDisplay):
        is_spread = rule.starred[position]
        return 1 if not is_spread else 0 if depth else gone
    if isinstance(rule, Comprehension):
        return 1
    if isinstance(rule, Item):
        is_part = rule.is_slice
        return gone if position else 0 if is_part and depth else -1
    if isinstance(rule, Unpacked):
        return 0 if rule.is_star and depth else -1
    if isinstance(rule, Element | Entry):
        return -1
    if isinstance(rule, _READ_ONLY):
        return gone
    if isinstance(rule, Binary):
        return 0 if depth else gone
    return None


def _of_member(semantics: Semantics, number: int, name: str, depth: int, is_ordered: bool) -> Followed | None:
    """Return where a container goes whose member is read: its methods are called."""
    if depth == 0:
        is_harmless = name in _HARMLESS_METHODS or (not is_ordered and name in _OF_DICTIONARIES)
        return [] if is_harmless else None
    if name not in _GIVING:
        return [] if name in _HARMLESS_METHODS or name in _OF_DICTIONARIES else None
    calls = (dependent for dependent, is_input in semantics.graph.dependents[number].items() if is_input)
    return [(call, depth + _GIVING[name]) for call in calls]


def _of_call(semantics: Semantics, node: TypeNode, number: int, depth: int) -> Followed | None:
    """Return where a container goes that is handed to a function: into the parameters of one whose code is there."""
    callee = semantics.graph.nodes[node.inputs[0]]
    if isinstance(callee.rule, Member):
        holder = callee.rule.attribute
        if holder in ("update", "extend", "append", "add", "setdefault", "insert", "get", "pop", "index", "count"):
            return []  # the node that fills the other container says the rest
    semantics.watch(node.inputs[0], reads_value=True)
    types = semantics.value(node.inputs[0])
    names = set(_builtin_names(types))
    if names and names <= _READERS:
        return []
    if names and names <= _COPIERS:
        return [(number, depth)] if depth else []
    if types.is_open or not all(_is_visible(semantics, value) for value in types.alternatives):
        return None
    return []


def _builtin_names(types: TypeSet) -> Iterator[str]:
    for value in types.alternatives:
        if isinstance(value, FunctionValue):
            yield value.definition.name if value.receiver is None else ""
        else:
            yield str(value)[5:-1] if str(value).startswith("type[") else ""


def _is_visible(semantics: Semantics, value: Value) -> bool:
    """Return whether what a function, or the making of an object, does with the arguments is in the graph."""
    if isinstance(value, FunctionValue):
        return not value.definition.module.is_stub
    if not isinstance(value, TypeExpression) or value.name != "type" or not value.arguments:
        return False
    method = method_of(semantics, value.arguments[0], "__init__")
    return method is not None and not method.definition.module.is_stub
