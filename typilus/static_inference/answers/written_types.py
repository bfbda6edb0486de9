"""Turn the types known for a slot into a type that somebody would write."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import (
    ANY,
    ARGUMENT_LIST,
    CALLABLE,
    ELLIPSIS,
    NONE,
    UNION,
    WITHOUT_TYPE,
    TypeExpression,
    generic_of,
    union_of,
)
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.common_bases import common_base
from typilus.static_inference.definitions.type_variables import needs_arguments
from typilus.static_inference.graph.type_sets import (
    DECLINED,
    FunctionValue,
    HeldFunctions,
    ModuleValue,
    TypeSet,
    Value,
    as_type,
)
from typilus.static_inference.operations.calling import result_of
from typilus.static_inference.operations.partials import PARTIAL_CLASS
from typilus.static_inference.solving.solver import Solver

__all__ = ["annotation_of", "is_complete", "leaves_choice", "without_place_keepers"]

MAX_MEMBERS = 4
"""Nobody writes a longer union where a base class, or `Any`, would do."""
MAX_SIGNATURE = 160
"""Characters of the signature of a function that a container holds."""
MAX_INNER_MEMBERS = 2
MAX_SURE_MEMBERS = 2
MAX_DEPTH = 2
# The classes of `dict.keys()` and its like, and which of their arguments the public class takes.
_VIEWS = {
    "collections.abc.dict_keys": ("collections.abc.KeysView", slice(0, 1)),
    "collections.abc.dict_values": ("collections.abc.ValuesView", slice(1, 2)),
    "collections.abc.dict_items": ("collections.abc.ItemsView", slice(0, 2)),
}
_MUTABLE = frozenset({"list", "dict", "set", "collections.defaultdict", "collections.deque", "collections.OrderedDict"})
_DISPLAYS = frozenset({"list", "dict", "set", "tuple"})
_PROMOTED = frozenset({("int", "float"), ("float", "complex"), ("int", "complex")})
_LAZY = tuple(f"collections.abc.{name}" for name in ("Iterator", "Generator", "AsyncIterator", "AsyncGenerator"))
_GENERATOR = "collections.abc.Generator"
_ONLY_GIVING = ((NONE, NONE), (NONE, ANY), (ANY, ANY))
"""What a generator takes and returns that is written as an iterator."""


def annotation_of(
    types: TypeSet, solver: Solver, kind: SymbolKind | None = None, depth: int = MAX_DEPTH
) -> TypeExpression | None:
    """Return the type to write for a slot, None if nothing useful is known of it.

    Args:
        types: Types of the slot.
        solver: Solver that knows the results of functions.
        kind: Kind of its symbol: it is useful to know that a function returns None alone, and a variable is the object
            that `partial` makes rather than something to call.
        depth: Number of nested functions that return functions to write out.
    """
    classes = solver.classes
    values = _partial_objects(types, solver) if kind is SymbolKind.VARIABLE else types.alternatives
    members = [type_ for value in values if (type_ := _written(value, solver, depth)) is not None]
    informative = _merged([member for member in members if member not in (ANY, NONE)])
    if not informative or ANY in members:
        return NONE if kind is SymbolKind.RETURN and members == [NONE] and not types.is_open else None
    kept = _reduced([_tidied(without_place_keepers(member), classes) for member in informative], classes)
    if len(kept) > MAX_MEMBERS:
        base = common_base(kept, classes)
        if base is None:
            return None
        kept = [base]
    return union_of([*kept, NONE] if NONE in members else kept)


def without_place_keepers(type_: TypeExpression) -> TypeExpression:
    """A container of None alone keeps places for something else: `[None] * 3`, `(None, None)`."""
    if type_.name == "tuple" and set(type_.arguments) <= {NONE, ELLIPSIS}:
        return TypeExpression("tuple")
    if type_.name not in _MUTABLE or not type_.arguments or type_.arguments[-1] != NONE:
        return type_
    return TypeExpression(type_.name, (*type_.arguments[:-1], ANY) if len(type_.arguments) > 1 else ())


def _partial_objects(types: TypeSet, solver: Solver) -> set[Value]:
    """The values, with the class that `partial` makes objects of in the place of functions of which it binds some
    arguments."""
    return {
        generic_of(PARTIAL_CLASS, (as_type(result_of(solver, value)),))
        if isinstance(value, FunctionValue) and (value.taken or value.named)
        else value
        for value in types.alternatives
    }


def _written(value: Value, solver: Solver, depth: int) -> TypeExpression | None:
    if isinstance(value, FunctionValue):
        return _signature(value, solver, depth) if depth else TypeExpression(CALLABLE)
    if isinstance(value, ModuleValue):
        return TypeExpression("types.ModuleType")
    if not isinstance(value, TypeExpression) or value.name in (*WITHOUT_TYPE, DECLINED):
        return None
    return _with_signatures(value, solver, depth)


def _with_signatures(type_: TypeExpression, solver: Solver, depth: int) -> TypeExpression:
    """The type with what is known of the functions that it holds: `list[Callable[[int], str]]`."""
    if isinstance(type_, HeldFunctions):
        signatures = {_signature(function, solver, 1) for function in type_.functions} if depth else ()
        merged = _merged(list(signatures))
        is_readable = len(merged) == 1 and len(str(merged[0])) <= MAX_SIGNATURE
        return merged[0] if is_readable else TypeExpression(CALLABLE)
    arguments = tuple(_with_signatures(argument, solver, depth) for argument in type_.arguments)
    if arguments == type_.arguments:
        return type_
    return union_of(arguments) if type_.name == UNION else generic_of(type_.name, arguments)


def _signature(value: FunctionValue, solver: Solver, depth: int) -> TypeExpression:
    """Return `Callable[[int], str]`, without parameters unless all are plain and known."""
    result = annotation_of(result_of(solver, value), solver, SymbolKind.RETURN, depth - 1)
    if result is None:
        return TypeExpression(CALLABLE)
    arguments = value.definition.node.args
    positional = [*arguments.posonlyargs, *arguments.args][value.skipped :]
    plain = [parameter for parameter in positional if parameter.arg not in value.named]
    parameter_types = [_parameter(value, parameter, solver) for parameter in plain]
    known_types = [type_ for type_ in parameter_types if type_ is not None]
    if (
        len(known_types) < len(parameter_types)
        or arguments.vararg
        or arguments.kwonlyargs
        or arguments.kwarg
        or arguments.defaults
    ):
        return TypeExpression(CALLABLE, (ELLIPSIS, result))
    return TypeExpression(CALLABLE, (TypeExpression(ARGUMENT_LIST, tuple(known_types)), result))


def _parameter(value: FunctionValue, parameter: ast.arg, solver: Solver) -> TypeExpression | None:
    number = solver.program.parameter(value.definition, parameter.arg)
    members = [type_ for type_ in solver.value(number).types if type_.name != CALLABLE]
    return union_of(members) if members else None


def is_complete(type_: TypeExpression, classes: Classes) -> bool:
    """Return whether a type leaves nothing open: it has no `Any` and no generic class without arguments."""
    if type_ == ANY or type_.name in (CALLABLE, ARGUMENT_LIST) or type_.name[0] == "~":
        return False
    if not type_.arguments and (type_.name == "type" or needs_arguments(classes, type_.name)):
        return False
    return all(is_complete(argument, classes) for argument in type_.arguments if argument.name not in ("...", "()"))


def leaves_choice(type_: TypeExpression, symbol: Symbol, owner: str) -> bool:
    """Return whether people may write another type for the same values.

    A method that returns its object may say `Self`; a generator is an `Iterator`, an `Iterable` or a `Generator`; many
    classes have a base in common; and a variable that holds a container is annotated, if at all, to say that it will
    hold more than it does yet.

    Args:
        type_: Type of all values that flow into the symbol.
        symbol: Symbol with the type.
        owner: Qualified name of the class whose method the symbol belongs to.
    """
    members = [argument for argument in (type_.arguments if type_.name == UNION else (type_,)) if argument != NONE]
    if len(members) > MAX_SURE_MEMBERS:
        return True
    if symbol.kind is SymbolKind.RETURN:
        return any(member.name in (owner, *_LAZY) for member in members)
    return any(member.name in _MUTABLE for member in members)


def _merged(members: list[TypeExpression], is_inner: bool = False) -> list[TypeExpression]:
    """One type of each generic class: `list[int]` beside `list[str]` is a list of both.

    Inside of another type, where nothing else says so, `Any` beside a known type stays.
    """
    by_name: dict[tuple[str, int], list[TypeExpression]] = {}
    for member in sorted(members, key=str):
        by_name.setdefault((member.name, len(member.arguments)), []).append(member)
    return [group[0] if len(group) == 1 else _merge(group, is_inner) for group in by_name.values()]


def _merge(group: list[TypeExpression], is_inner: bool) -> TypeExpression:
    if group[0].name == "tuple" and len({type_.arguments[-1:] == (ELLIPSIS,) for type_ in group}) > 1:
        elements = [element for type_ in group for element in type_.arguments if element != ELLIPSIS]
        return generic_of("tuple", (union_of(elements), ELLIPSIS))
    arguments: list[TypeExpression] = []
    for column in zip(*(type_.arguments for type_ in group), strict=True):
        if group[0].name == CALLABLE and not arguments:
            arguments.append(column[0] if len(set(column)) == 1 else ELLIPSIS)
            continue
        detailed = {type_.name for type_ in column if type_.arguments}
        remaining = [type_ for type_ in column if type_ != ANY and (type_.arguments or type_.name not in detailed)]
        # None alone keeps a place for what is not known.
        is_told = bool(remaining) and not (ANY in column and (is_inner or set(remaining) == {NONE}))
        arguments.append(union_of(_merged(_members(remaining), True)) if is_told else ANY)
    return generic_of(group[0].name, tuple(arguments)) if arguments else group[0]


def _members(types: Iterable[TypeExpression]) -> list[TypeExpression]:
    return [member for type_ in types for member in (type_.arguments if type_.name == UNION else (type_,))]


def _tidied(type_: TypeExpression, classes: Classes) -> TypeExpression:
    """Return the type with a base or Any for long inner unions, and Iterator for a generator that is sent nothing."""
    if not type_.arguments:
        return type_
    if type_.name == UNION:
        merged = _merged([member for member in type_.arguments if member != NONE], True)
        reduced = _reduced(_members(_tidied(member, classes) for member in merged), classes)
        if len(reduced) > MAX_INNER_MEMBERS and ANY not in reduced:
            reduced = [common_base(reduced, classes) or ANY]
        if ANY in reduced:
            return ANY
        return union_of([*reduced, *(member for member in type_.arguments if member == NONE)])
    if type_.name == "type":  # `type[int]` is no `type[float]`
        tidied = [_tidied(member, classes) for member in _members(type_.arguments)]
        return union_of(generic_of("type", (member,)) for member in _reduced(tidied, classes, has_numbers=False))
    arguments = tuple(_tidied(argument, classes) for argument in type_.arguments)
    if type_.name in _VIEWS:
        name, kept = _VIEWS[type_.name]
        return generic_of(name, arguments[kept])
    if type_.name == _GENERATOR and arguments[1:] in _ONLY_GIVING:
        return generic_of("collections.abc.Iterator", arguments[:1])
    return generic_of(type_.name, arguments)


def _reduced(members: list[TypeExpression], classes: Classes, has_numbers: bool = True) -> list[TypeExpression]:
    """Without those that another stands for: subclasses, `[]` beside `Sequence[int]`, and with `has_numbers` `int`
    beside `float`.
    """
    distinct = list(dict.fromkeys(members))
    return [
        type_
        for type_ in distinct
        if not any(
            _stands_for(other, type_, classes) or (has_numbers and (type_.name, other.name) in _PROMOTED)
            for other in distinct
        )
    ]


def _stands_for(wide: TypeExpression, narrow: TypeExpression, classes: Classes) -> bool:
    if wide.name in (narrow.name, "object"):
        return False
    # Beside a generic class, a bare container is an empty display: what it would hold is told there.
    is_told = not wide.arguments or (narrow.name in _DISPLAYS and not narrow.arguments)
    return is_told and classes.is_subclass(narrow.name, wide.name)
