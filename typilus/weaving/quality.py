"""The quality of annotations: how little they say, after the table of OpenTau's report (section "Heuristic").

| annotation | there | score |
|---|---|---|
| missing, a literal type, `_hole_` | the same | not acceptable |
| `object` | `unknown` | 10 |
| `Any` | `any` | 5 |
| `None` of anything but a return | `undefined` | 2 |
| `Callable` without a signature | `Function` | 5 |
| `list`, `dict`, `tuple` and other containers that do not say what they hold | – | 3 |

The score of a file is the sum over its annotations, in all their parts: the lower, the better. Containers are an
addition: a bare `list` is Python's short form of `list[Any]`, which TypeScript has not.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph_extraction import SymbolKind
from typilus.annotation_types import ANY, CALLABLE, ELLIPSIS, LITERAL, NONE, TypeExpression

__all__ = ["HOLE", "quality_of", "total_quality"]

HOLE = "_hole_"
"""The name that stands where an annotation is asked for."""
_SCORES = {"object": 10, ANY.name: 5}
_NONE = 2
_BARE_CALLABLE = 5
_BARE_CONTAINER = 3
_CONTAINERS = frozenset(
    {
        *("list", "dict", "tuple", "set", "frozenset", "type"),
        *("collections.deque", "collections.defaultdict", "collections.OrderedDict", "collections.Counter"),
        *(
            f"collections.abc.{name}"
            for name in ("Iterable", "Iterator", "Sequence", "Collection", "Mapping", "MutableMapping", "Set")
        ),
    }
)


def quality_of(type_: TypeExpression | None, kind: SymbolKind) -> int | None:
    """Return the score of one annotation, None if it is not acceptable: missing, a literal, a hole.

    Args:
        type_: The annotation, None where it is missing.
        kind: What is annotated. Only a return says something by `None` alone.
    """
    if type_ is None or type_.name == LITERAL or _has_hole(type_):
        return None
    if type_ == NONE:
        return 0 if kind is SymbolKind.RETURN else _NONE
    return _score(type_)


def total_quality(annotations: Iterable[tuple[TypeExpression | None, SymbolKind]]) -> int | None:
    """Return the sum of the scores of a file's annotations, None as soon as one is not acceptable."""
    total = 0
    for type_, kind in annotations:
        score = quality_of(type_, kind)
        if score is None:
            return None
        total += score
    return total


def _score(type_: TypeExpression) -> int:
    if type_.name == CALLABLE:
        parameters, *returned = type_.arguments or (ELLIPSIS,)
        return _BARE_CALLABLE if parameters == ELLIPSIS and not returned else sum(map(_score, type_.arguments))
    if type_.name == LITERAL:
        return 0
    if not type_.arguments and type_.name in _CONTAINERS:
        return _BARE_CONTAINER
    return _SCORES.get(type_.name, 0) + sum(map(_score, type_.arguments))


def _has_hole(type_: TypeExpression) -> bool:
    return type_.name.rpartition(".")[2] == HOLE or any(map(_has_hole, type_.arguments))
