"""Few types for many: sets stay small, so that the fixed point comes soon."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from typilus.annotation_types import ANY, CALLABLE, NONE, UNION, TypeExpression, generic_of, union_of
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.common_bases import common_base
from typilus.static_inference.graph.type_sets import MAX_HELD, UNKNOWN, FunctionValue, TypeSet, Value

__all__ = ["Widening"]

MAX_ALTERNATIVES: Final = 6
"""Nobody writes a longer union."""
_CALLABLE: Final = TypeExpression(CALLABLE)


class Widening:
    """Puts the nearest common base in the place of too many classes.

    Args:
        classes: Classes, for their bases.
    """

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._narrowed: dict[TypeExpression, TypeExpression] = {}

    def of(self, types: TypeSet) -> TypeSet:
        """Return the set with few alternatives.

        Too many classes become the nearest base of all of them, or of those that the project or its libraries define,
        and too many functions `Callable`; there may be more then. Of others nothing is known.
        """
        alternatives = types.alternatives
        for value in alternatives:
            if isinstance(value, TypeExpression) and value.arguments and self._inside(value) is not value:
                alternatives = frozenset(map(self._narrow, alternatives))
                types = TypeSet(alternatives, types.is_open)
                break
        if len(alternatives) <= MAX_ALTERNATIVES:
            return types
        functions = sum(isinstance(value, FunctionValue) for value in alternatives)
        is_small = functions <= MAX_HELD and len(alternatives) - functions <= MAX_ALTERNATIVES
        return types if is_small else self._common(alternatives)

    def _common(self, values: Collection[Value]) -> TypeSet:
        members = {_CALLABLE if isinstance(value, FunctionValue) else value for value in values}
        if members <= {_CALLABLE, NONE}:
            return TypeSet(frozenset(members), True)
        types = sorted((value for value in members if isinstance(value, TypeExpression) and value != NONE), key=str)
        if len(types) < len(members - {NONE}):
            return UNKNOWN
        few = self._with_base(types)
        return UNKNOWN if few is None else TypeSet(frozenset([*few, *(members & {NONE})]), True)

    def _with_base(self, types: Sequence[TypeExpression]) -> list[TypeExpression] | None:
        """The base of all, or that of some beside the others, None if that leaves too many."""
        base = common_base(types, self._classes)
        if base is not None:
            return [base]
        defined = [type_ for type_ in types if self._is_defined(type_)]
        others = [type_ for type_ in types if type_ not in defined]
        base = common_base(defined, self._classes) if len(defined) > 1 and len(others) < MAX_ALTERNATIVES - 1 else None
        return None if base is None else [base, *others]

    def _is_defined(self, type_: TypeExpression) -> bool:
        """Return whether its class is in code that we read, rather than in a stub."""
        definition = self._classes.find(type_.name)
        return definition is not None and not definition.module.is_stub

    def _narrow(self, value: Value) -> Value:
        return self._inside(value) if isinstance(value, TypeExpression) and value.arguments else value

    def _inside(self, type_: TypeExpression) -> TypeExpression:
        """The type with few alternatives in each union inside of it, itself if that is so."""
        narrow = self._narrowed.get(type_)
        if narrow is None:
            narrow = self._narrowed[type_] = self._narrow_inside(type_)
        return narrow

    def _narrow_inside(self, type_: TypeExpression) -> TypeExpression:
        arguments = tuple(self._inside(argument) if argument.arguments else argument for argument in type_.arguments)
        if type_.name != UNION or len(arguments) <= MAX_ALTERNATIVES:
            if arguments == type_.arguments:
                return type_
            return union_of(arguments) if type_.name == UNION else generic_of(type_.name, arguments)
        few = self._with_base([argument for argument in arguments if argument != NONE])
        return ANY if few is None else union_of([*few, *(argument for argument in arguments if argument == NONE)])
