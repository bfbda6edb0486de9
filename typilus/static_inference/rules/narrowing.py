"""Rules of branches: what is left of a name's types where a test held, or did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.definitions import parameters
from typilus.static_inference.graph import Rule as NarrowingRule
from typilus.static_inference.graph import Semantics, TypeNode
from typilus.static_inference.rules.containers import elements
from typilus.static_inference.type_sets import NOTHING, UNKNOWN, TypeSet, class_object, join, type_set

__all__ = [
    "NarrowingRule",
    "callable_",
    "element_of",
    "equal_to",
    "falsy",
    "instance_of",
    "is_none",
    "is_not_none",
    "no_instance_of",
    "positional",
    "subclass_of",
    "truthy",
]


def is_none(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x is None`."""
    return type_set(NONE)


def is_not_none(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x is not None`."""
    return inputs[0].without("None")


def truthy(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`if x`."""
    return inputs[0].without("None")


def falsy(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`if not x`: objects of classes that cannot be false are out."""
    kept = (
        each
        for each in inputs[0].alternatives
        if not isinstance(each, TypeExpression) or _may_be_false(semantics, each)
    )
    return TypeSet(frozenset(kept), inputs[0].is_open)


def _may_be_false(semantics: Semantics, type_: TypeExpression) -> bool:
    if type_ == NONE or semantics.classes.find(type_.name) is None or not semantics.classes.has_all_bases(type_.name):
        return True
    return any(semantics.classes.member(type_, name) is not None for name in ("__bool__", "__len__"))


def equal_to(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x == constant`: of what is known that type if it is there, else that type is a guess."""
    subject, constant = inputs
    shared = subject.alternatives & constant.alternatives
    if shared:
        return TypeSet(frozenset(shared), False)
    return subject if subject.alternatives else constant.with_unknown()


def element_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x in container`: what is not known at all may be one of its elements."""
    subject = inputs[0]
    return subject if subject.alternatives else elements(semantics, inputs[1]).with_unknown()


def instance_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`isinstance(x, C)`: the types that are subclasses, and C where others may be, or a type is wider than it."""
    subject, wanted = inputs
    if subject == NOTHING:
        return NOTHING
    classes = list(_classes(wanted))
    kept: set[TypeExpression] = set()
    for each in classes:
        below = {type_ for type_ in subject.types if semantics.classes.is_subclass(type_.name, each.name)}
        kept |= below or {each}
    return TypeSet(frozenset(kept)) if kept else subject.with_unknown()


def no_instance_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """Where `isinstance(x, C)` failed."""
    subject, wanted = inputs
    classes = [each.name for each in _classes(wanted)]
    kept = (
        each
        for each in subject.alternatives
        if not (isinstance(each, TypeExpression) and any(semantics.classes.is_subclass(each.name, c) for c in classes))
    )
    return TypeSet(frozenset(kept), subject.is_open)


def subclass_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`issubclass(x, C)`."""
    return type_set(*(class_object(each) for each in _classes(inputs[1]))) if inputs[1].alternatives else inputs[0]


def callable_(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`callable(x)`: what is not known at all is a function."""
    subject = inputs[0]
    return subject if subject.alternatives else type_set(TypeExpression("collections.abc.Callable"), is_open=True)


def positional(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """What a class pattern captures by place: built-in values themselves, or the parameter of `__init__` there."""
    found = []
    for type_ in inputs[0].types:
        if type_.name in ("int", "str", "bytes", "bool", "float", "list", "dict", "set", "frozenset", "tuple"):
            found.append(type_set(type_))
            continue
        names = _fields_of(semantics, type_)
        member = semantics.member(type_, names[node.data]) if node.data < len(names) else None
        found.append(member or UNKNOWN)
    return join(found).with_unknown(inputs[0].is_open)


def _fields_of(semantics: Semantics, type_: TypeExpression) -> list[str]:
    import ast

    names = []
    for each in reversed(list(semantics.classes.inherited(type_))):
        names += [
            statement.target.id
            for statement in each.definition.node.body
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        ]
    if names:
        return names
    member = semantics.classes.member(type_, "__init__")
    if member is None or not member.owner.definition.methods:
        return []
    method = next(each for each in member.owner.definition.methods if each.scope.endswith("__init__"))
    return [each.arg for each in parameters(method.node.args)][1:]


def _classes(wanted: TypeSet) -> Iterator[TypeExpression]:
    """The classes of the second argument of `isinstance`: one, a tuple, a union."""
    for type_ in wanted.types:
        if type_.name == "type" and type_.arguments:
            yield from type_.arguments[0].arguments if type_.arguments[0].name == "|" else type_.arguments
        elif type_.name == "tuple":
            yield from _classes(type_set(*(each for each in type_.arguments if each.name != "...")))
        elif type_.name == "|":
            yield from _classes(type_set(*type_.arguments))
