"""The values that a container holds under a key, by the code that made and filled it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Final

from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.contents.container_uses import fillings_of
from typilus.static_inference.contents.literal_values import literal_key
from typilus.static_inference.definitions.scope_names import versions
from typilus.static_inference.graph.dependency_graph import Key, Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.graph.type_sets import NOTHING, FunctionValue, ModuleValue, TypeSet, join, type_set
from typilus.static_inference.rules.attributes import Imported, Member
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.containers import Element, Filled, Unpacked
from typilus.static_inference.rules.describing import FieldOfClass, PassedByDefault
from typilus.static_inference.rules.displays import Collection, Dictionary, TupleDisplay
from typilus.static_inference.rules.operators import Binary
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import Collected, Parameter, PassedOn

__all__ = ["content_of"]

MAX_NODES: Final = 80
MAX_NESTING: Final = 4
_NAMES: Final = frozenset({Handing.SAME, Handing.NARROWED})
_ALTERNATIVES: Final = frozenset({Handing.MERGED, Handing.EITHER, Handing.STORED})


def content_of(semantics: Semantics, container: int, key: Key | None) -> TypeSet | None:
    """Return the types of what a container holds under a key, or under any if there is none.

    Where the container has gone out of sight, or was made by code that is not there, nothing is known of single keys.
    """
    query = _Query(semantics, key)
    query.answer(container)
    if query.is_lost or not query.sources:
        return None
    for number in query.sources:
        semantics.watch(number, reads_value=True)
    return join(semantics.value(number) for number in query.sources).with_unknown(query.is_open)


@dataclass
class _Query:
    """A search for what is under one key, backward from a use of the container.

    Attributes:
        semantics: Answers questions about code.
        key: Key, None for any.
        sources: Nodes of the values that may be there, in order.
        is_open: Whether there may be others.
        is_lost: Whether nothing can be said.
        creations: Nodes that make the containers, and whether indices count in them.
        appended: Values that were put behind the others.
        seen: Nodes that were looked at.
        around: Containers and keys of the queries that this one is asked for.
    """

    semantics: Semantics
    key: Key | None
    sources: dict[int, None] = field(default_factory=dict)
    is_open: bool = False
    is_lost: bool = False
    creations: dict[int, bool] = field(default_factory=dict)
    appended: dict[int, None] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    around: frozenset[tuple[int, Key | None]] = frozenset()

    def answer(self, container: int) -> None:
        """Find all that the container of a node holds under the key."""
        self.is_lost = (container, self.key) in self.around or len(self.around) > MAX_NESTING
        self.around |= {(container, self.key)}
        self.visit(container)
        self.add_later_fillings()

    def visit(self, number: int) -> bool:
        """Look for the value in a container that a node has, and return whether it is surely there."""
        if number in self.seen or self.is_lost:
            return False
        self.seen.add(number)
        self.semantics.watch(number)
        node = self.semantics.graph.nodes[number]
        rule = node.rule
        if len(self.seen) > MAX_NODES:
            self.is_lost = True
        elif isinstance(rule, Filled):
            return self._fill(node) or self.visit(node.inputs[0])
        elif isinstance(rule, PassedOn) and self.semantics.value(number) == NOTHING:
            self.semantics.watch(number, reads_value=True)
            self.is_lost = True
        elif rule.uses.handing in _NAMES or isinstance(rule, FieldOfClass | PassedByDefault):
            return self.visit(node.inputs[0])
        elif rule.uses.handing in _ALTERNATIVES or (isinstance(rule, Parameter) and rule.declared is None):
            self.is_open = self.is_open or isinstance(rule, Parameter)
            present = [self.visit(index) for index in node.inputs]
            return bool(present) and all(present) and not isinstance(rule, Parameter)
        elif isinstance(rule, Dictionary):
            self.creations[number] = False
            return self._entry(node, rule)
        elif isinstance(rule, Collection | TupleDisplay):
            if isinstance(rule, Collection):
                self.creations[number] = True
            return self._element(node, rule.starred)
        elif isinstance(rule, Collected):
            return self._visit_handed(number, node, rule)
        elif isinstance(rule, Binary) and rule.operator is ast.BitOr:
            self.creations[number] = False
            return self.visit(node.inputs[1]) or self.visit(node.inputs[0])
        elif not self._visit_read(number, node):
            self.semantics.watch(number, reads_value=True)
            self.is_lost = self.semantics.value(number) != type_set(NONE)
        return False

    def add_later_fillings(self) -> None:
        """Add what is put into the container under other names, or in other functions."""
        for creation, is_ordered in list(self.creations.items()):
            counts = is_ordered and self.key is not None
            fillings = None if self.is_lost else fillings_of(self.semantics, creation, counts, self.semantics.watch)
            if fillings is None:
                self.is_lost = True
                return
            for filling in sorted(fillings - self.seen):
                self._fill(self.semantics.graph.nodes[filling])
        index = None if self.key is None else self.key.value
        if self.appended and isinstance(index, int):
            # Behind the end of what it was made with, or counted from there.
            self.is_lost = self.is_lost or index < 0
            if not self.sources:
                self.sources.update(self.appended)

    def _entry(self, node: TypeNode, rule: Dictionary) -> bool:
        """Look into a display of a dict, from its end: later entries replace earlier ones."""
        ends = [0]
        for has_key in rule.keyed:
            ends.append(ends[-1] + (2 if has_key else 1))
        for start, has_key in zip(ends[-2::-1], rule.keyed[::-1], strict=True):
            if not has_key:
                if self.visit(node.inputs[start]):
                    return True
            elif self._stored(node.inputs[start], node.inputs[start + 1]):
                return True
        return False

    def _stored(self, key: int, value: int) -> bool:
        """Add a value that is stored under a key if that may be the one, and return whether it surely is."""
        if self.key is None:
            self.sources[value] = None
            return False
        literal = literal_key(self.semantics.graph, key)
        if literal is None:
            self.semantics.watch(value, reads_value=True)
            # Of several kinds of values under keys that are not known, none is known to be under this one.
            self.is_lost = self.is_lost or len(self.semantics.value(value).without("None").alternatives) > 1
        if literal is None or _may_be_same(literal.value, self.key.value):
            self.sources[value] = None
        return literal is not None and literal.value == self.key.value

    def _element(self, node: TypeNode, starred: tuple[bool, ...]) -> bool:
        """Look into a display of a list or tuple."""
        if self.key is None:
            for number, is_spread in zip(node.inputs, starred, strict=True):
                if is_spread:
                    self.visit(number)
                else:
                    self.sources[number] = None
            return False
        index = self.key.value
        if not isinstance(index, int):
            self.is_lost = True
            return False
        before = starred[: index + 1] if index >= 0 else starred[index:]
        self.is_lost = self.is_lost or any(before)
        if self.is_lost or not -len(node.inputs) <= index < len(node.inputs):
            return False
        self.sources[node.inputs[index]] = None
        return True

    def _fill(self, node: TypeNode) -> bool:
        """Add what a node puts into a container, and return whether it surely is under the key."""
        rule = node.rule
        assert isinstance(rule, Filled)
        arguments = node.inputs[1:]
        if rule.method == "[]=" and len(arguments) == 2:
            return self._stored(*arguments)
        if rule.method == "setdefault" and len(arguments) == 2:
            self._stored(*arguments)
        elif rule.method == "update":
            for argument, keyword in zip(arguments[::-1], rule.keywords[::-1], strict=False):
                is_key = self.key is not None and keyword == self.key.value
                if is_key or (self.key is None and keyword not in ("", "**")):
                    self.sources[argument] = None
                if is_key or (keyword in ("", "**") and self.visit(argument)):
                    return True
        elif rule.method in ("append", "add", "put", "put_nowait") and arguments:
            (self.sources if self.key is None else self.appended)[arguments[0]] = None
        elif self.key is not None:
            self.is_lost = True
        elif rule.method == "insert" and len(arguments) == 2:
            self.sources[arguments[1]] = None
        elif arguments:
            self.visit(arguments[0])
        return False

    def _visit_handed(self, number: int, node: TypeNode, rule: Collected) -> bool:
        """Look into what calls hand to `*args` or `**kwargs`, which others may call, too."""
        slot = node.inputs[0]
        self.semantics.watch(slot)
        self.is_open = True
        if rule.is_mapping:
            self.creations[number] = False
        handed = self.semantics.program.handed(slot)
        slot_rule = self.semantics.graph.nodes[slot].rule
        if self.key is None or (isinstance(slot_rule, Parameter) and slot_rule.declared is not None):
            self.is_lost = True
            return False
        if self.key in handed.by_key:
            self.sources[handed.by_key[self.key]] = None
        for container, shift in handed.containers:
            index = self.key.value
            if not rule.is_mapping and (not isinstance(index, int) or index < shift):
                continue
            if shift and isinstance(index, int):
                query = _Query(self.semantics, Key(index - shift), around=self.around)
                query.answer(container)
                self.is_lost = self.is_lost or query.is_lost
                self.sources.update(query.sources)
            else:
                self.visit(container)
        return False

    def _visit_read(self, number: int, node: TypeNode) -> bool:
        """Look into a container that is read from somewhere, and return whether that is known."""
        rule, semantics = node.rule, self.semantics
        if isinstance(rule, Item) and rule.is_slice:
            return self._visit_part(node, rule)
        if isinstance(rule, Item):
            return self._visit_held(node.inputs[0], literal_key(semantics.graph, node.inputs[1]))
        if isinstance(rule, Element):
            return self._visit_held(node.inputs[0], None)
        if isinstance(rule, Unpacked) and not rule.is_star:
            return self._visit_held(node.inputs[0], Key(rule.index))
        if isinstance(rule, Member):
            return self._visit_attribute(node.inputs[0], rule.attribute)
        if isinstance(rule, Imported):
            module = semantics.program.modules.find(rule.module)
            return module is not None and self._visit_variable(module.name, rule.identifier)
        return isinstance(rule, Call) and self._visit_result(number, node, rule)

    def _visit_held(self, container: int, key: Key | None) -> bool:
        """Look into the containers that another one holds under a key."""
        query = _Query(self.semantics, key, around=self.around)
        query.answer(container)
        if query.is_lost or len(query.seen) + len(self.seen) > MAX_NODES:
            return False
        self.is_open = self.is_open or query.is_open
        for source in query.sources:
            self.visit(source)
        return bool(query.sources)

    def _visit_part(self, node: TypeNode, rule: Item) -> bool:
        """Look into `x[start:]`, which has the elements of `x` from an index on."""
        bounds = rule.key if isinstance(rule.key, ast.Slice) else None
        start = 0 if bounds is None or bounds.lower is None else getattr(bounds.lower, "value", None)
        if bounds is None or bounds.step is not None or not isinstance(start, int) or isinstance(start, bool):
            return False
        index = None if self.key is None else self.key.value
        if index is not None and (not isinstance(index, int) or index < 0):
            return False
        query = _Query(self.semantics, None if index is None else Key(start + index), around=self.around)
        query.answer(node.inputs[0])
        self.sources.update(query.sources)
        self.is_open = self.is_open or query.is_open
        return not query.is_lost

    def _visit_attribute(self, holder: int, name: str) -> bool:
        """Look into what an attribute, or a name of a module, holds."""
        semantics = self.semantics
        semantics.watch(holder, reads_value=True)
        for value in semantics.value(holder).alternatives:
            if isinstance(value, ModuleValue):
                if not self._visit_variable(value.name, name):
                    return False
                continue
            if not isinstance(value, TypeExpression):
                return False
            instance = value.arguments[0] if value.name == "type" and value.arguments else value
            member = semantics.classes.member(instance, name)
            if member is None or member.owner.definition.module.is_stub or versions(member.statements):
                return False
            self.visit(semantics.program.slot(semantics.program.attribute(member.owner.definition, name)))
        return not semantics.value(holder).is_open

    def _visit_variable(self, module: str, name: str) -> bool:
        text = self.semantics.program.modules.find(module)
        target = None if text is None else self.semantics.classes.lookup(text, name)
        if not isinstance(target, tuple) or target[0].is_stub:
            return False
        self.visit(self.semantics.program.slot(self.semantics.program.variable(*target)))
        return True

    def _visit_result(self, number: int, node: TypeNode, rule: Call) -> bool:
        """Look into what a call gives: a new dict, a copy, an element of another container, a function's result."""
        semantics = self.semantics
        callee = node.inputs[0]
        semantics.watch(callee, reads_value=True)
        member = semantics.graph.nodes[callee]
        method = member.rule.attribute if isinstance(member.rule, Member) else ""
        if method in ("get", "pop", "setdefault") and len(node.inputs) > 1:
            return self._visit_held(member.inputs[0], literal_key(semantics.graph, node.inputs[1]))
        if method == "copy":
            self.creations[number] = self.key is not None and isinstance(self.key.value, int)
            self.visit(member.inputs[0])
            return True
        types = semantics.value(callee)
        if types == type_set(TypeExpression("type", (TypeExpression("dict"),))):
            self.creations[number] = False
            return self._visit_made(node, rule)
        are_known = [self._visit_returned(value) for value in types.ordered]
        return not types.is_open and all(are_known)

    def _visit_made(self, node: TypeNode, rule: Call) -> bool:
        """Look into `dict(other, key=value)`."""
        for argument, keyword in zip(node.inputs[:0:-1], rule.keywords[::-1], strict=True):
            if keyword in ("", "**"):
                self.visit(argument)
            elif self.key is None or keyword == self.key.value:
                self.sources[argument] = None
                if self.key is not None:
                    break
        return True

    def _visit_returned(self, value: object) -> bool:
        if not isinstance(value, FunctionValue) or value.definition.module.is_stub or value.definition.is_generator:
            return False
        node = value.definition.node
        if not isinstance(node, ast.FunctionDef | ast.Lambda) or getattr(node, "returns", None) is not None:
            return False
        self.visit(self.semantics.program.slot(self.semantics.program.returned(value.definition)))
        return True


def _may_be_same(one: object, other: object) -> bool:
    """Return whether two keys may stand for one element: the first of a list may be its last."""
    if isinstance(one, int) and isinstance(other, int) and (one < 0) != (other < 0):
        return True
    return one == other
