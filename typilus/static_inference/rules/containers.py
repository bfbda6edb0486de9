"""Rules of what is in containers: iteration, unpacking, `with`, and what fills an empty one."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import ANY, ELLIPSIS, TypeExpression, generic_of, specifies
from typilus.static_inference.graph.dependency_graph import Key, Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, UseKind, Uses
from typilus.static_inference.graph.type_sets import (
    NOTHING,
    UNKNOWN,
    Record,
    TypeSet,
    Value,
    as_type,
    field_of,
    join,
    record_of,
    type_set,
)
from typilus.static_inference.operations.held_values import refined
from typilus.static_inference.operations.iteration import awaited_types, element_types, elements, mapping_arguments
from typilus.static_inference.operations.named_tuples import field_at, plain_tuple
from typilus.static_inference.operations.operands import hand_operands

__all__ = [
    "FILLED",
    "GENERATOR_RESULT",
    "MAPPED",
    "PACKED",
    "Element",
    "Entered",
    "Entry",
    "Filled",
    "GeneratorResult",
    "HandedPart",
    "Mapped",
    "Packed",
    "Unpacked",
    "is_unfilled",
]

MAX_REST = 12
"""Of longer lists only the common type of all elements is known."""
_SINGLE = frozenset({"append", "add", "appendleft", "put", "put_nowait"})
_SEVERAL = frozenset({"extend", "extendleft", "update"})
# Assigning an item, and the methods that are handed a number or key before the value.
_STORING = "[]="
_WITH_KEY = frozenset({_STORING, "insert", "setdefault"})


@dataclass(slots=True, eq=False, repr=False)
class Element:
    """The element that a `for` loop takes from its iterable.

    Attributes:
        is_async: Whether it is `async for`.
    """

    name: ClassVar[str] = "element"
    uses: ClassVar[Uses] = Uses((UseKind.ITERATION,))
    is_async: bool

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the result of iterating over the input."""
        types = elements(semantics, inputs[0], self.is_async)
        if self.is_async or types == NOTHING:
            return types
        return refined(semantics, types, node.inputs[0], None)


@dataclass(slots=True, eq=False, repr=False)
class Unpacked:
    """A part of an unpacked value.

    Attributes:
        index: Index of the part, negative behind a starred one.
        count: Number of parts, None for those beside a starred one.
        is_star: Whether it is the starred one, which takes the remaining elements.
    """

    name: ClassVar[str] = "unpacked"
    uses: ClassVar[Uses] = Uses((UseKind.ITERATION,))
    index: int
    count: int | None
    is_star: bool

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The part. What has another length is not what is unpacked."""
        if inputs[0] == NOTHING:
            return NOTHING
        column = None if self.is_star else _column(semantics, node.inputs[0], self.index)
        if column is not None:
            return column
        parts = []
        for type_ in inputs[0].types:
            fields = _fields(semantics, type_)
            if fields is None:
                part = element_types(semantics, type_)
                parts.append(
                    type_set(generic_of("list", (as_type(part),))).with_unknown(part.is_open) if self.is_star else part
                )
            elif self.is_star:
                taken = fields[self._start :][: len(fields) - (self.count or 0) + 1]
                parts.append(type_set(generic_of("list", (as_type(join(map(type_set, taken))),))))
            elif self.count in (None, len(fields)) and -len(fields) <= self.index < len(fields):
                parts.append(field_at(semantics, type_, self.index) or type_set(fields[self.index]))
        types = join(parts).with_unknown(inputs[0].is_open or not parts)
        if self.is_star and len(inputs[0].types) == 1 and inputs[0].types[0].name == "list":
            return self._rest(semantics, node.inputs[0]) or types
        return types if self.is_star else refined(semantics, types, node.inputs[0], Key(self.index))

    @property
    def _start(self) -> int:
        """The index of the first element that a starred part takes."""
        return self.index if self.index >= 0 else (self.count or 0) + self.index

    def _rest(self, semantics: Semantics, container: int) -> TypeSet | None:
        """The list of what a starred part takes from a display, None if not all of that is known."""
        parts: list[TypeSet] = []
        for index in range(self._start, self._start + MAX_REST):
            content = semantics.content(container, Key(index))
            if content is None:
                break
            parts.append(content)
        behind = (self.count or 0) - self._start - 1
        taken = parts[: len(parts) - behind]
        if not taken or len(parts) == MAX_REST or not all(part.alternatives for part in taken):
            return None
        return type_set(generic_of("list", (as_type(join(taken)),))).with_unknown(any(part.is_open for part in taken))


class HandedPart(Unpacked):
    """The part of `*x` that one parameter gets, which may be any of several kinds if `x` has no fixed length."""

    __slots__ = ()
    name: ClassVar[str] = "handed_part"

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The part, if that may be told from the others."""
        types = Unpacked.infer(self, semantics, node, inputs)
        kinds = {type_.name for type_ in types.without("None").types}
        is_told = len(kinds) < 2 or all(_fields(semantics, type_) is not None for type_ in inputs[0].types)
        return types if is_told else UNKNOWN


@dataclass(slots=True, eq=False, repr=False)
class Entry:
    """The value that `*x` or `**x` hands over under one key, which is nothing where that is not known.

    Attributes:
        key: Key, None for all that is handed over.
    """

    name: ClassVar[str] = "entry"
    uses: ClassVar[Uses] = Uses()
    key: Key | None

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of what the container holds under the key."""
        if self.key is None:
            return elements(semantics, inputs[0])
        content = semantics.content(node.inputs[0], self.key)
        if content is None and isinstance(self.key.value, str):
            content = field_of(inputs[0], self.key.value)
        return content or NOTHING


def _column(semantics: Semantics, number: int, index: int) -> TypeSet | None:
    """The part of `names, counts = zip(*pairs)`, None for what else is unpacked or rows of unknown length."""
    call = semantics.graph.nodes[number]
    maker = call.node.func if isinstance(call.node, ast.Call) and len(call.inputs) == 2 else None
    if not (isinstance(maker, ast.Name) and maker.id == "zip"):
        return None
    rows = elements(semantics, semantics.value(call.inputs[1]))
    cells = [fields[index] for type_ in rows.types if (fields := _fields(semantics, type_)) and len(fields) > index]
    columns = [TypeExpression("tuple", (cell, ELLIPSIS)) for cell in cells]
    return type_set(*columns, is_open=rows.is_open) if columns and len(columns) == len(rows.alternatives) else None


def _fields(semantics: Semantics, type_: TypeExpression) -> list[TypeExpression] | None:
    """The parts of a tuple of known length."""
    plain = plain_tuple(semantics, type_)
    if plain.name != "tuple" or not plain.arguments or plain.arguments[-1].name in ("...", "()"):
        return None
    return list(plain.arguments)


@dataclass(slots=True, eq=False, repr=False)
class Entered:
    """The target of `with`.

    Attributes:
        is_async: Whether it is `async with`.
    """

    name: ClassVar[str] = "entered"
    uses: ClassVar[Uses] = Uses((UseKind.CONTEXT,))
    is_async: bool

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the result of `__enter__`."""
        if inputs[0] == NOTHING:
            return NOTHING
        results = []
        for type_ in inputs[0].types:
            result = semantics.call(type_, "__aenter__" if self.is_async else "__enter__", [])
            if self.is_async and result is not None:
                result = awaited_types(semantics, result)
            results.append(result or UNKNOWN)
        return join(results).with_unknown(inputs[0].is_open or len(results) < len(inputs[0].alternatives))


_FILLED_USES = Uses(handing=Handing.FILLED)
_STORED_USES = Uses((None, UseKind.INDEX), handing=Handing.FILLED)


@dataclass(slots=True, eq=False, repr=False)
class Filled:
    """A container after an element was added, which it holds from now on.

    Attributes:
        method: Method that adds it: `append`, `update`, ...; `[]=` for `container[key] = value`.
        keywords: Name of each argument, as a call has them.
    """

    name: ClassVar[str] = "insertion"
    method: str
    keywords: tuple[str, ...] = ()

    @property
    def uses(self) -> Uses:
        """The container is passed on, and the key of `container[key] = value` is an index."""
        return _STORED_USES if self.method == _STORING else _FILLED_USES

    @property
    def has_key(self) -> bool:
        """True if all inputs between the container and the value only locate the value."""
        return self.method in _WITH_KEY

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the container with its new elements."""
        before, *arguments = inputs
        if self.method == _STORING:
            hand_operands(semantics, before, "__setitem__", node.inputs[1:])
        alternatives: list[Value] = []
        is_open = before.is_open
        for value in before.alternatives:
            if isinstance(value, TypeExpression) and value.name in FILLED and arguments:
                contents = arguments[1:] if _is_at_place(value, self.method, arguments) else arguments
                is_open = is_open or any(argument.is_open for argument in contents)
                record = _with_field(semantics, value, node, arguments) if self.method == _STORING else None
                if record is not None:
                    value = record
                elif is_unfilled(value):
                    value = _filled(semantics, value, self.method, arguments)
                elif value.arguments:
                    filled = _filled(semantics, TypeExpression(value.name), self.method, arguments)
                    # In a loop the container has been here already, when less of what is put in was known.
                    value = filled if specifies(filled, value) else value
                    alternatives.append(filled)
            alternatives.append(value)
        return join([TypeSet(frozenset(alternatives), is_open)])


def _with_field(
    semantics: Semantics, type_: TypeExpression, node: TypeNode, arguments: Sequence[TypeSet]
) -> TypeExpression | None:
    """Return a dict that is empty or remembers its fields with one more, None for others and for computed keys."""
    is_empty = type_.name == "dict" and not type_.arguments
    if len(arguments) != 2 or not (is_empty or isinstance(type_, Record)):
        return None
    key = semantics.literal(node.inputs[1])
    if key is None or not isinstance(key.value, str):
        return None
    fields = dict(type_.fields) if isinstance(type_, Record) else {}
    return record_of({**fields, key.value: as_type(arguments[1])})


FILLED = frozenset(
    {"list", "set", "dict", "collections.Counter", "collections.deque", "collections.defaultdict"}
    | {"collections.OrderedDict"}
    | {f"asyncio.{module}{name}" for module in ("", "queues.") for name in ("LifoQueue", "PriorityQueue", "Queue")}
    | {f"queue.{name}" for name in ("LifoQueue", "PriorityQueue", "Queue", "SimpleQueue")}
)
"""Classes of which what is put in tells what they hold."""
_EMPTY = frozenset({"list", "set", "dict"})
"""Without arguments: displays of nothing."""
_SEQUENCES = frozenset({"list", "collections.deque"})


def is_unfilled(type_: TypeExpression) -> bool:
    """Return whether nothing is known of what a container holds, which what is put in will tell."""
    unknown = not type_.arguments or any(
        argument == ANY or (argument.name in _EMPTY and not argument.arguments) for argument in type_.arguments
    )
    return unknown and type_.name in FILLED


def _is_at_place(container: TypeExpression, method: str, arguments: Sequence[TypeSet]) -> bool:
    """Return whether a sequence gets an element at an index, which it does not hold."""
    return method == _STORING and container.name in _SEQUENCES and len(arguments) == 2


def _filled(semantics: Semantics, type_: TypeExpression, method: str, arguments: Sequence[TypeSet]) -> TypeExpression:
    if type_.name == "collections.Counter" and method == _STORING:
        return generic_of(type_.name, (as_type(arguments[0]),))
    if type_.name in ("dict", "collections.defaultdict", "collections.OrderedDict"):
        if method in ("[]=", "setdefault") and len(arguments) == 2:
            return generic_of(type_.name, (as_type(arguments[0]), as_type(arguments[1])))
        if method == "update":
            pairs = [pair for type_ in arguments[0].types if (pair := mapping_arguments(semantics, type_)) is not None]
            parts = (as_type(join(type_set(pair[position]) for pair in pairs)) for position in (0, 1))
            return generic_of(type_.name, tuple(parts)) if pairs else type_
        return type_
    if _is_at_place(type_, method, arguments):
        return generic_of(type_.name, (as_type(arguments[1]),))
    if method in _SINGLE:
        return generic_of(type_.name, (as_type(arguments[0]),))
    if method == "insert" and len(arguments) == 2:
        return generic_of(type_.name, (as_type(arguments[1]),))
    if method in _SEVERAL:
        return generic_of(type_.name, (as_type(elements(semantics, arguments[0])),))
    return type_


@dataclass(slots=True, eq=False, repr=False)
class Mapped:
    """The value that a mapping pattern takes from a mapping."""

    name: ClassVar[str] = "mapped"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The types of the mapping's values."""
        pairs = [mapping_arguments(semantics, type_) for type_ in inputs[0].types]
        return join(UNKNOWN if pair is None else type_set(pair[1]) for pair in pairs)


@dataclass(slots=True, eq=False, repr=False)
class Packed:
    """The value of a starred pattern."""

    name: ClassVar[str] = "packed"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """A list of what the input has."""
        return type_set(generic_of("list", (as_type(inputs[0]),))).with_unknown(inputs[0].is_open)


@dataclass(slots=True, eq=False, repr=False)
class GeneratorResult:
    """The value of `yield from`."""

    name: ClassVar[str] = "generator_result"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the result of the generator."""
        results = []
        for type_ in inputs[0].types:
            base = semantics.classes.ancestor(type_, "collections.abc.Generator")
            results.append(type_set(base.arguments[2]) if base is not None and len(base.arguments) == 3 else UNKNOWN)
        return join(results).with_unknown(not results)


MAPPED, PACKED, GENERATOR_RESULT = Mapped(), Packed(), GeneratorResult()
