"""Subtyping under universal covariance, and the paper's type neutrality."""

from __future__ import annotations

from collections.abc import Mapping

from typilus.annotation_types.expression import (
    ANY,
    ARGUMENT_LIST,
    CALLABLE,
    ELLIPSIS,
    EMPTY,
    LITERAL,
    NONE,
    OBJECT,
    UNION,
    TypeExpression,
    generic_of,
    union_of,
)
from typilus.annotation_types.informative import is_informative, prune
from typilus.annotation_types.known_classes import known_bases

__all__ = ["TypeLattice"]

_HASHABLE = "collections.abc.Hashable"
_TOPS = frozenset({ANY, OBJECT})


class TypeLattice:
    """Types ordered by subtyping, as section 6.1 of the paper has them: every parameter is covariant, Any is the top.

    Knows the built-in, `typing` and abstract classes, the numeric tower, common classes of the standard library, and
    what `hierarchy` adds. Answers are remembered; a lattice only ever grows by what it is asked.

    Args:
        hierarchy: Class to its direct bases, both qualified and without arguments, as `collect_bases` finds them.
    """

    def __init__(self, hierarchy: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._hierarchy = hierarchy or {}
        self._ancestors: dict[str, dict[str, TypeExpression]] = {}
        self._pruned: dict[TypeExpression, TypeExpression] = {}
        self._subtypes: dict[tuple[TypeExpression, TypeExpression], bool] = {}
        self._neutral: dict[tuple[TypeExpression, TypeExpression], bool] = {}

    def is_neutral(self, prediction: TypeExpression, truth: TypeExpression) -> bool:
        """Return whether a prediction is type neutral with the truth: `truth <: prediction`, and it is not the top.

        Both are pruned to nesting depth 2 first. Two equal types are neutral if they say anything at all.
        """
        cached = self._neutral.get((prediction, truth))
        if cached is None:
            wide, narrow = self._prune(prediction), self._prune(truth)
            cached = is_informative(wide) if wide == narrow else not _is_top(wide) and self.is_subtype(narrow, wide)
            self._neutral[prediction, truth] = cached
        return cached

    def is_subtype(self, a: TypeExpression, b: TypeExpression) -> bool:
        """Return whether `a <: b`. The relation is reflexive and, if `hierarchy` has no faults, transitive."""
        if a == b or b in _TOPS:
            return True
        cached = self._subtypes.get((a, b))
        if cached is None:
            cached = self._subtypes[a, b] = self._compare(a, b)
        return cached

    def ancestors(self, name: str) -> Mapping[str, TypeExpression]:
        """Every class above a class, itself included, to how it is inherited: parameters are written `~0`, `~1`, ….

        `dict` has among others `collections.abc.Mapping` to `collections.abc.Mapping[~0, ~1]`.
        """
        cached = self._ancestors.get(name)
        if cached is None:
            cached = self._ancestors[name] = self._climb(name)
        return cached

    def _prune(self, expression: TypeExpression) -> TypeExpression:
        cached = self._pruned.get(expression)
        if cached is None:
            cached = self._pruned[expression] = prune(expression)
        return cached

    def _compare(self, a: TypeExpression, b: TypeExpression) -> bool:
        if a.name == UNION:
            return all(self.is_subtype(member, b) for member in a.arguments)
        if a.name == LITERAL and len(a.arguments) > 1:
            return all(self.is_subtype(TypeExpression(LITERAL, (value,)), b) for value in a.arguments)
        if b.name == UNION:
            return any(self.is_subtype(a, member) for member in b.arguments)
        if a.name == "typing.NoReturn":
            return True
        if a in _TOPS or b.name == "typing.NoReturn" or a.name[0] == "~" or b.name[0] == "~":
            return False
        if a.name == LITERAL and a.arguments:
            return self._compare_literal(a.arguments[0], b)
        if a == NONE or b == NONE:
            return b.name == _HASHABLE
        if a.name == b.name:
            return self._compare_arguments(a, b)
        return self._compare_classes(a, b)

    def _compare_literal(self, value: TypeExpression, b: TypeExpression) -> bool:
        if b.name == LITERAL:
            return not b.arguments or value in b.arguments
        class_name = _kind_of_value(value.name)
        if b.name == "typing.LiteralString":
            return class_name == "str"
        return self.is_subtype(TypeExpression(class_name), b)

    def _compare_classes(self, a: TypeExpression, b: TypeExpression) -> bool:
        """Different classes: climb from `a` to `b`'s class, then compare what it is there with `b`."""
        if a.name == "type" and b.name == CALLABLE:
            return self.is_subtype(generic_of(CALLABLE, (ELLIPSIS, *(a.arguments or (ANY,)))), b)
        if a.name == "tuple":
            return b.name == _HASHABLE or self.is_subtype(generic_of("collections.abc.Sequence", (_element(a),)), b)
        inherited = self.ancestors(a.name).get(b.name)
        if inherited is None:
            # What is above a tuple is told by its elements, which a named tuple does not show.
            return "tuple" in self.ancestors(a.name) and self.is_subtype(TypeExpression("tuple"), b)
        if not b.arguments:
            return True
        if not inherited.arguments and len(a.arguments) == len(b.arguments) and b.name in self._hierarchy:
            # The corpus tells bases without arguments: a subclass mostly hands its own on, in order.
            return self._pairwise(a.arguments, b.arguments)
        return self.is_subtype(_filled(inherited, a.arguments), b)

    def _compare_arguments(self, a: TypeExpression, b: TypeExpression) -> bool:
        """The same class: bare is above everything, otherwise each argument, covariant."""
        if not b.arguments:
            return True
        if a.name == "tuple":
            return self._compare_tuples(a, b)
        if a.name == CALLABLE:
            (got, returned), (wanted, expected) = _signature(a), _signature(b)
            return self.is_subtype(returned, expected) and self._compare_parameters(got, wanted)
        if a.name == LITERAL:
            return False
        if not a.arguments:
            return all(argument in _TOPS for argument in b.arguments)
        return self._pairwise(a.arguments, b.arguments)

    def _compare_parameters(self, got: TypeExpression, wanted: TypeExpression) -> bool:
        if got == wanted or wanted == ELLIPSIS:
            return True
        lists = got.name == wanted.name == ARGUMENT_LIST
        return lists and self._pairwise(got.arguments, wanted.arguments)

    def _compare_tuples(self, a: TypeExpression, b: TypeExpression) -> bool:
        if _is_variadic(b):
            if not _is_variadic(a):
                return all(self.is_subtype(item, b.arguments[0]) for item in a.arguments if item != EMPTY)
            return self.is_subtype(_element(a), b.arguments[0])
        return bool(a.arguments) and not _is_variadic(a) and self._pairwise(a.arguments, b.arguments)

    def _pairwise(self, left: tuple[TypeExpression, ...], right: tuple[TypeExpression, ...]) -> bool:
        return len(left) == len(right) and all(map(self.is_subtype, left, right))

    def _climb(self, name: str) -> dict[str, TypeExpression]:
        parameters, _ = known_bases().get(name, ((), ()))
        start = TypeExpression(name, tuple(TypeExpression(f"~{index}") for index in range(len(parameters))))
        reached = {name: start}
        queue = [start]
        for current in queue:
            for base in self._direct_bases(current):
                if base.name not in reached:
                    reached[base.name] = base
                    queue.append(base)
        return reached

    def _direct_bases(self, current: TypeExpression) -> list[TypeExpression]:
        parameters, bases = known_bases().get(current.name, ((), ()))
        by_parameter = dict(zip(parameters, current.arguments + (ANY,) * len(parameters), strict=False))
        direct = [_substituted(base, by_parameter) for base in bases]
        return direct + [TypeExpression(base) for base in self._hierarchy.get(current.name, ())]


def _is_top(expression: TypeExpression) -> bool:
    return expression in _TOPS or (expression.name == UNION and not _TOPS.isdisjoint(expression.arguments))


def _kind_of_value(value: str) -> str:
    """The class of a Literal's value, given by its `repr`, or of an enum's member, given by its name."""
    if value[0] in "'\"":
        return "str"
    if value.startswith(("b'", 'b"')):
        return "bytes"
    if value in {"True", "False"}:
        return "bool"
    if value[0].isdigit() or value[0] == "-":
        return "int"
    return value.rpartition(".")[0] or value


def _is_variadic(expression: TypeExpression) -> bool:
    """Return whether a tuple's length is open: `tuple`, `tuple[int, ...]`, `tuple[int, *tuple[str, ...]]`."""
    arguments = expression.arguments
    return not arguments or arguments[-1] == ELLIPSIS or any(item.name == "typing.Unpack" for item in arguments)


def _element(expression: TypeExpression) -> TypeExpression:
    """Return the type of the elements of a tuple."""
    members: list[TypeExpression] = []
    for item in expression.arguments or (ANY,):
        if item.name == "typing.Unpack" and item.arguments:
            inner = item.arguments[0]
            members.append(_element(inner) if inner.name == "tuple" else ANY)
        elif item != ELLIPSIS:
            members.append(TypeExpression("typing.NoReturn") if item == EMPTY else item)
    return union_of(members)


def _signature(expression: TypeExpression) -> tuple[TypeExpression, TypeExpression]:
    parameters, returned = expression.arguments or (ELLIPSIS, ANY)
    return parameters, returned


def _filled(inherited: TypeExpression, arguments: tuple[TypeExpression, ...]) -> TypeExpression:
    """An ancestor with the positions `~0`, `~1`, … replaced by a class's arguments, by Any where there are none."""
    by_parameter = {f"~{index}": argument for index, argument in enumerate(arguments)}
    return _substituted(inherited, by_parameter)


def _substituted(expression: TypeExpression, by_parameter: Mapping[str, TypeExpression]) -> TypeExpression:
    if not expression.arguments:
        if expression.name[0] != "~":
            return expression
        return by_parameter.get(expression.name, ANY)
    return generic_of(expression.name, tuple(_substituted(argument, by_parameter) for argument in expression.arguments))
