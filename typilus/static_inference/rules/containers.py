"""Rules of what is in containers: iteration, unpacking, `with`, and what fills an empty one."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.annotation_types import ANY, TypeExpression, generic_of
from typilus.static_inference.graph import Semantics, TypeNode
from typilus.static_inference.rules.flow import awaited
from typilus.static_inference.type_sets import NOTHING, UNKNOWN, TypeSet, Value, as_type, join, type_set

__all__ = ["FILLED", "element", "elements", "entered", "filled", "generator_result", "mapped", "packed", "unpacked"]

_SINGLE = frozenset({"append", "add", "appendleft", "put", "put_nowait"})
_SEVERAL = frozenset({"extend", "extendleft", "update"})


def element(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """What a `for` loop takes from its iterable."""
    return elements(semantics, inputs[0], bool(node.data))


def elements(semantics: Semantics, iterable: TypeSet, is_async: bool = False) -> TypeSet:
    """What iterating gives: by `Iterable`'s argument, or what `__iter__` and `__next__` return."""
    if iterable == NOTHING:
        return NOTHING
    found = [_element_of(semantics, type_, is_async) for type_ in iterable.types]
    return join(found).with_unknown(iterable.is_open or len(found) < len(iterable.alternatives))


def _element_of(semantics: Semantics, type_: TypeExpression, is_async: bool) -> TypeSet:
    if type_.name == "tuple" and type_.arguments:
        return type_set(*(each for each in type_.arguments if each.name not in ("...", "()")))
    if type_.name == "type" and type_.arguments and semantics.classes.is_subclass(type_.arguments[0].name, "enum.Enum"):
        return type_set(type_.arguments[0])
    base = semantics.classes.ancestor(type_, f"collections.abc.{'Async' if is_async else ''}Iterable")
    if base is not None:
        return type_set(*base.arguments) if base.arguments else UNKNOWN

    iterator = semantics.call(type_, "__aiter__" if is_async else "__iter__", [])
    if iterator is None:
        item = None if is_async else semantics.call(type_, "__getitem__", [type_set(TypeExpression("int"))])
        return item or UNKNOWN
    results = []
    for each in iterator.types:
        inner = semantics.classes.ancestor(each, f"collections.abc.{'Async' if is_async else ''}Iterable")
        if inner is not None and inner.arguments:
            results.append(type_set(inner.arguments[0]))
            continue
        following = semantics.call(each, "__anext__" if is_async else "__next__", [])
        if is_async and following is not None:
            following = awaited(semantics, TypeNode.__new__(TypeNode), [following])
        results.append(following or UNKNOWN)
    return join(results).with_unknown(iterator.is_open)


def unpacked(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A part of what is unpacked: `node.data` is its place, how many there are, and whether it is the starred one.

    How many is None for the others beside a starred one. What has another length is not what is unpacked.
    """
    if inputs[0] == NOTHING:
        return NOTHING
    place, count, is_star = node.data
    found = []
    for type_ in inputs[0].types:
        fields = _fields(semantics, type_)
        if fields is None:
            part = _element_of(semantics, type_, False)
            found.append(type_set(generic_of("list", (as_type(part),))).with_unknown(part.is_open) if is_star else part)
        elif is_star:
            taken = fields[place if place >= 0 else len(fields) + place :][: len(fields) - count + 1]
            found.append(type_set(generic_of("list", (as_type(join(map(type_set, taken))),))))
        elif count in (None, len(fields)) and -len(fields) <= place < len(fields):
            found.append(type_set(fields[place]))
    return join(found).with_unknown(inputs[0].is_open or not found)


def _fields(semantics: Semantics, type_: TypeExpression) -> list[TypeExpression] | None:
    """The parts of a tuple of known length."""
    tuple_type = type_ if type_.name == "tuple" else semantics.classes.ancestor(type_, "tuple")
    if tuple_type is None or not tuple_type.arguments or tuple_type.arguments[-1].name in ("...", "()"):
        return None
    return list(tuple_type.arguments) if type_.name == "tuple" else None


def entered(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """What `with` binds: what `__enter__` returns."""
    if inputs[0] == NOTHING:
        return NOTHING

    results = []
    for type_ in inputs[0].types:
        result = semantics.call(type_, "__aenter__" if node.data else "__enter__", [])
        if node.data and result is not None:
            result = awaited(semantics, node, [result])
        results.append(result or UNKNOWN)
    return join(results).with_unknown(inputs[0].is_open or len(results) < len(inputs[0].alternatives))


def filled(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A container after a method that puts something in (`node.data`): it holds that, too, from now on."""
    before, *arguments = inputs
    alternatives: list[Value] = []
    is_open = before.is_open
    for each in before.alternatives:
        if isinstance(each, TypeExpression) and _is_unfilled(each) and arguments:
            each = _filled(semantics, each, node.data, arguments)
            is_open = is_open or any(argument.is_open for argument in arguments)
        elif isinstance(each, TypeExpression) and each.name in FILLED and each.arguments and arguments:
            alternatives.append(_filled(semantics, TypeExpression(each.name), node.data, arguments))
        alternatives.append(each)
    return join([TypeSet(frozenset(alternatives), is_open)])


FILLED = frozenset(
    {"list", "set", "dict", "collections.deque", "collections.defaultdict", "collections.OrderedDict"}
    | {"asyncio.Queue", "queue.Queue"}
)
"""Classes of which what is put in tells what they hold."""
_EMPTY = frozenset({"list", "set", "dict"})
"""Without arguments: displays of nothing."""


def _is_unfilled(type_: TypeExpression) -> bool:
    unknown = not type_.arguments or any(
        each == ANY or (each.name in _EMPTY and not each.arguments) for each in type_.arguments
    )
    return unknown and type_.name in FILLED


def _filled(semantics: Semantics, type_: TypeExpression, method: str, arguments: Sequence[TypeSet]) -> TypeExpression:
    if type_.name in ("dict", "collections.defaultdict", "collections.OrderedDict"):
        if method in ("[]=", "setdefault") and len(arguments) == 2:
            return generic_of(type_.name, (as_type(arguments[0]), as_type(arguments[1])))
        if method == "update":
            bases = [semantics.classes.ancestor(each, "collections.abc.Mapping") for each in arguments[0].types]
            pairs = [each.arguments for each in bases if each is not None and len(each.arguments) == 2]
            parts = (as_type(join(type_set(pair[place]) for pair in pairs)) for place in (0, 1))
            return generic_of(type_.name, tuple(parts)) if pairs else type_
        return type_
    if method in _SINGLE:
        return generic_of(type_.name, (as_type(arguments[0]),))
    if method == "insert" and len(arguments) == 2:
        return generic_of(type_.name, (as_type(arguments[1]),))
    if method in _SEVERAL:
        return generic_of(type_.name, (as_type(elements(semantics, arguments[0])),))
    return type_


def mapped(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """The values of a mapping."""
    bases = [semantics.classes.ancestor(type_, "collections.abc.Mapping") for type_ in inputs[0].types]
    return join(
        type_set(base.arguments[1]) if base is not None and len(base.arguments) == 2 else UNKNOWN for base in bases
    )


def packed(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A list of what its input has."""
    return type_set(generic_of("list", (as_type(inputs[0]),))).with_unknown(inputs[0].is_open)


def generator_result(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """What `yield from` evaluates to: a generator's return."""
    results = []
    for type_ in inputs[0].types:
        base = semantics.classes.ancestor(type_, "collections.abc.Generator")
        results.append(type_set(base.arguments[2]) if base is not None and len(base.arguments) == 3 else UNKNOWN)
    return join(results).with_unknown(not results)
