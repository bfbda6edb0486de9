"""The rule of making objects: what calling a class gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from typilus.annotation_types import ANY, ELLIPSIS, TypeExpression, generic_of, union_of
from typilus.static_inference.definitions.scope_names import versions
from typilus.static_inference.definitions.substitution import substituted, widened
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, Value, class_object, type_set
from typilus.static_inference.operations.iteration import elements
from typilus.static_inference.operations.overloads import chosen, learns_from_unknown, result_type, variables

__all__ = ["callables_of", "construct", "method_of"]

_ENUMERATIONS = frozenset(f"enum.{name}" for name in ("Enum", "Flag", "IntEnum", "IntFlag", "StrEnum"))


def construct(
    semantics: Semantics, type_: TypeExpression, arguments: Sequence[TypeSet], keywords: tuple[str, ...]
) -> TypeSet:
    """An object of a class, its type arguments told by those of `__init__` or `__new__`."""
    if type_.name == "type" and len(arguments) == 1:
        classes = {class_object(widened(type_)) for type_ in arguments[0].types}
        return type_set(*classes).with_unknown(arguments[0].is_open)
    if type_.name in _ENUMERATIONS and len(arguments) > 1:  # `Enum("Color", ["RED"])` makes a class
        return type_set(class_object(type_))
    if type_.arguments or semantics.classes.find(type_.name) is None:
        return type_set(type_)
    if type_.name == "zip" and keywords == ("*",):
        return _columns(semantics, arguments[0])
    result = _by_new(semantics, type_, arguments, keywords)
    if result is not None:
        return result
    names = semantics.classes.parameters(type_.name)
    if not names:
        return type_set(type_)
    type_arguments, is_whole = _by_init(semantics, type_, names, arguments, keywords)
    filled = generic_of(type_.name, tuple(type_arguments.get(name, ANY) for name in names))
    return _as_far_as_known(filled, is_whole)


def _columns(semantics: Semantics, rows: TypeSet) -> TypeSet:
    """`zip(*rows)`: tuples of what is at one place of all rows."""
    cells = elements(semantics, elements(semantics, rows))
    columns = tuple(TypeExpression("tuple", (cell, ELLIPSIS)) for cell in cells.types)
    return type_set(generic_of("zip", (union_of(columns) if columns else ANY,))).with_unknown(cells.is_open)


def _as_far_as_known(type_: TypeExpression, is_whole: bool) -> TypeSet:
    """An object, of which more may be true if what it holds is known in part only."""
    return type_set(type_).with_unknown(bool(type_.arguments) and not is_whole)


def _by_new(
    semantics: Semantics, type_: TypeExpression, arguments: Sequence[TypeSet], keywords: tuple[str, ...]
) -> TypeSet | None:
    """Return the result that a stub declares for `__new__` (`zip`, `enumerate`, `tuple`)."""
    method = method_of(semantics, type_, "__new__")
    if method is None or not method.definition.module.is_stub or method.definition.owner is None:
        return None
    if semantics.classes.public(method.definition.owner).name == "object":
        return None
    names = semantics.classes.parameters(type_.name)
    own = TypeExpression(type_.name, tuple(map(TypeExpression, names)))
    value = FunctionValue(method.definition, class_object(own))
    node, _ = chosen(semantics, value, arguments, keywords)
    declared = None if isinstance(node, ast.Lambda) or node.returns is None else node.returns
    read = None if declared is None else semantics.program.read_type(declared, method.definition.module)
    if read is None or (read.name == "typing.Self" and not names):
        return None
    type_arguments = variables(semantics, value, node, arguments, keywords)
    is_whole = not learns_from_unknown(semantics, value, node, arguments, keywords)
    if type_.name == "tuple":
        element = type_arguments.get(names[0], ANY)
        filled = TypeExpression("tuple") if element == ANY else TypeExpression("tuple", (element, ELLIPSIS))
        return _as_far_as_known(filled, is_whole)
    if read.name == "typing.Self" and _has_own_init(semantics, type_):
        return None
    return _as_far_as_known(result_type(semantics, value, read, type_arguments), is_whole)


def _has_own_init(semantics: Semantics, type_: TypeExpression) -> bool:
    member = semantics.classes.member(type_, "__init__")
    return member is not None and member.owner.type.name != "object"


def _by_init(
    semantics: Semantics,
    type_: TypeExpression,
    names: tuple[str, ...],
    arguments: Sequence[TypeSet],
    keywords: tuple[str, ...],
) -> tuple[dict[str, TypeExpression], bool]:
    """The type arguments that the constructor's arguments tell, and whether all that could tell more is known."""
    method = method_of(semantics, type_, "__init__")
    if method is None:
        return {}, True
    own = TypeExpression(type_.name, tuple(map(TypeExpression, names)))
    value = FunctionValue(method.definition, own)
    node, is_sure = chosen(semantics, value, arguments, keywords)
    type_arguments = variables(semantics, value, node, arguments, keywords)
    # `def __init__(self: dict[str, T], **kwargs: T)`: the receiver's annotation says what is made.
    own_argument = [*node.args.posonlyargs, *node.args.args][:1]
    annotation = own_argument[0].annotation if own_argument else None
    declared = None if annotation is None else semantics.program.read_type(annotation, method.definition.module)
    if declared is not None and declared.name == type_.name:
        filled = [substituted(argument, type_arguments) for argument in declared.arguments]
        type_arguments.update(zip(names, filled, strict=False))
    is_whole = is_sure and not learns_from_unknown(semantics, value, node, arguments, keywords)
    return {name: argument for name, argument in type_arguments.items() if argument.name[0] != "~"}, is_whole


def callables_of(semantics: Semantics, value: Value) -> Iterator[FunctionValue]:
    """Yield a called function, or the methods that make an object of a called class, whose variables are open."""
    if isinstance(value, FunctionValue):
        yield value
    elif isinstance(value, TypeExpression) and value.name == "type" and value.arguments:
        name = value.arguments[0].name
        own = TypeExpression(name, tuple(map(TypeExpression, semantics.classes.parameters(name))))
        for special, receiver in (("__new__", class_object(own)), ("__init__", own)):
            method = method_of(semantics, own, special)
            if method is not None:
                yield FunctionValue(method.definition, receiver)


def method_of(semantics: Semantics, type_: TypeExpression, name: str) -> FunctionValue | None:
    """Return a method of a class, bound to an object of it, None if it has none."""
    member = semantics.classes.member(type_, name)
    functions = [] if member is None else versions(member.statements)
    if member is None or not functions:
        return None
    owner = member.owner.definition
    return FunctionValue(owner.module.function_of(functions[-1], owner.scope, owner), type_)
