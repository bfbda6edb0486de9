"""Rules of branches: what is left of a name's types where a test held, or did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from typilus.annotation_types.expression import NONE, TypeExpression
from typilus.static_inference.definitions import parameters
from typilus.static_inference.graph import Rule as NarrowingRule
from typilus.static_inference.graph import TypeNode
from typilus.static_inference.rules.containers import elements
from typilus.static_inference.type_sets import NOTHING, TypeSet, class_object, of

if TYPE_CHECKING:
    from typilus.static_inference.solver import Solver

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


def is_none(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x is None`."""
    return of(NONE)


def is_not_none(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x is not None`."""
    return inputs[0].without("None")


def truthy(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`if x`."""
    return inputs[0].without("None")


def falsy(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`if not x`: objects of classes that cannot be false are out."""
    kept = (
        each for each in inputs[0].alternatives if not isinstance(each, TypeExpression) or _may_be_false(solver, each)
    )
    return TypeSet(frozenset(kept), inputs[0].is_open)


def _may_be_false(solver: Solver, kind: TypeExpression) -> bool:
    if kind == NONE or solver.classes.find(kind.name) is None or not solver.classes.has_all_bases(kind.name):
        return True
    return any(solver.classes.member(kind, name) is not None for name in ("__bool__", "__len__"))


def equal_to(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x == constant`: of what is known that type if it is there, else that type is a guess."""
    subject, constant = inputs
    shared = subject.alternatives & constant.alternatives
    if shared:
        return TypeSet(frozenset(shared), False)
    return subject if subject.alternatives else constant.opened()


def element_of(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`x in container`: what is not known at all may be one of its elements."""
    subject = inputs[0]
    return subject if subject.alternatives else elements(solver, inputs[1]).opened()


def instance_of(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`isinstance(x, C)`: the types that are subclasses, and C where others may be, or a type is wider than it."""
    subject, wanted = inputs
    if subject == NOTHING:
        return NOTHING
    classes = list(_classes(wanted))
    kept: set[TypeExpression] = set()
    for each in classes:
        below = {kind for kind in subject.types if solver.classes.is_subclass(kind.name, each.name)}
        kept |= below or {each}
    return TypeSet(frozenset(kept)) if kept else subject.opened()


def no_instance_of(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """Where `isinstance(x, C)` failed."""
    subject, wanted = inputs
    classes = [each.name for each in _classes(wanted)]
    kept = (
        each
        for each in subject.alternatives
        if not (isinstance(each, TypeExpression) and any(solver.classes.is_subclass(each.name, c) for c in classes))
    )
    return TypeSet(frozenset(kept), subject.is_open)


def subclass_of(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`issubclass(x, C)`."""
    return of(*(class_object(each) for each in _classes(inputs[1]))) if inputs[1].alternatives else inputs[0]


def callable_(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`callable(x)`: what is not known at all is a function."""
    subject = inputs[0]
    return subject if subject.alternatives else of(TypeExpression("collections.abc.Callable"), is_open=True)


def positional(solver: Solver, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """What a class pattern captures by place: built-in values themselves, or the parameter of `__init__` there."""
    from typilus.static_inference.rules.attributes import read_member
    from typilus.static_inference.type_sets import UNKNOWN, join

    found = []
    for kind in inputs[0].types:
        if kind.name in ("int", "str", "bytes", "bool", "float", "list", "dict", "set", "frozenset", "tuple"):
            found.append(of(kind))
            continue
        names = _fields_of(solver, kind)
        member = read_member(solver, kind, names[node.data]) if node.data < len(names) else None
        found.append(member or UNKNOWN)
    return join(found).opened(inputs[0].is_open)


def _fields_of(solver: Solver, kind: TypeExpression) -> list[str]:
    import ast

    names = []
    for each in reversed(list(solver.classes.inherited(kind))):
        names += [
            statement.target.id
            for statement in each.definition.node.body
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        ]
    if names:
        return names
    member = solver.classes.member(kind, "__init__")
    if member is None or not member.owner.definition.methods:
        return []
    method = next(each for each in member.owner.definition.methods if each.scope.endswith("__init__"))
    return [each.arg for each in parameters(method.node.args)][1:]


def _classes(wanted: TypeSet) -> Iterator[TypeExpression]:
    """The classes of the second argument of `isinstance`: one, a tuple, a union."""
    for kind in wanted.types:
        if kind.name == "type" and kind.arguments:
            yield from kind.arguments[0].arguments if kind.arguments[0].name == "|" else kind.arguments
        elif kind.name == "tuple":
            yield from _classes(of(*(each for each in kind.arguments if each.name != "...")))
        elif kind.name == "|":
            yield from _classes(of(*kind.arguments))
