"""Types put together from parts: a container from one source and its elements from another, `T` and `T | None`.

The paper's map cannot contain them (section 7): `list[Shop]` is no marker before somebody has written it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import UNION, TypeExpression, parse_type, union_of
from typilus.errors import TypeExpressionError
from typilus.project import VisibleTypes, singular, words_of
from typilus.recommenders import COMPOSITION, Recommendation

__all__ = ["compose"]

NONE = TypeExpression("None")
# Of so many types that were recommended, the most probable, compositions are made.
CONSIDERED = 4
ELEMENTS = 2
MIN_LIKENESS = 0.6
# What holds elements, and which of its arguments they are.
_CONTAINERS = {
    **dict.fromkeys(("list", "set", "frozenset", "collections.deque"), 0),
    **{f"collections.abc.{name}": 0 for name in ("Sequence", "Iterable", "Iterator", "Collection", "Set")},
    **{f"collections.abc.{name}": 0 for name in ("MutableSequence", "AsyncIterator", "AsyncIterable", "Generator")},
    **dict.fromkeys(("dict", "collections.abc.Mapping", "collections.abc.MutableMapping"), 1),
    "tuple": 0,
}


def compose(
    symbol: Symbol, recommendations: Sequence[Recommendation], evidence: Mapping[str, float], visible: VisibleTypes
) -> list[Recommendation]:
    """Return further types for a symbol, composed of the recommended ones.

    Args:
        symbol: The symbol.
        recommendations: All recommendations.
        evidence: Evidence of None, see `NoneEvidence`.
        visible: Types that the file can name.
    """
    recommended = {candidate.type for candidate in recommendations}
    composed: dict[str, float] = {}
    best = _best(recommendations)
    for type_text, chance in best:
        try:
            expression = parse_type(type_text)
        except TypeExpressionError:
            continue
        for other, share in (*_optional(expression, symbol, evidence), *_filled(expression, symbol, visible)):
            text = str(other)
            if text not in recommended:
                composed[text] = max(composed.get(text, 0.0), chance * share)
    ordered = sorted(composed.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Recommendation(type_text, chance, COMPOSITION.id) for type_text, chance in ordered]


def _best(recommendations: Sequence[Recommendation]) -> list[tuple[str, float]]:
    """The most probable types of each source."""
    best: dict[str, float] = {}
    counts: dict[str, int] = {}
    for candidate in sorted(recommendations, key=lambda one: -one.probability):
        counts[candidate.source] = counts.get(candidate.source, 0) + 1
        if counts[candidate.source] <= CONSIDERED:
            best[candidate.type] = max(best.get(candidate.type, 0.0), candidate.probability)
    return list(best.items())


def _optional(
    expression: TypeExpression, symbol: Symbol, evidence: Mapping[str, float]
) -> list[tuple[TypeExpression, float]]:
    """Return the type with None if the code shows one, and without if it could and does not."""
    has_none = expression.name == UNION and NONE in expression.arguments
    if evidence.get("none"):
        return [] if has_none or expression == NONE else [(union_of((expression, NONE)), 0.9)]
    if has_none:
        rest = [argument for argument in expression.arguments if argument != NONE]
        return [(union_of(rest), 0.5)] if rest else []
    return [(union_of((expression, NONE)), 0.1)] if symbol.kind is SymbolKind.ATTRIBUTE and expression != NONE else []


def _filled(expression: TypeExpression, symbol: Symbol, visible: VisibleTypes) -> list[tuple[TypeExpression, float]]:
    """Containers whose elements a visible class names: `shops` of `list` is `list[Shop]`."""
    if expression.name == UNION:
        members = [argument for argument in expression.arguments if argument != NONE]
        if len(members) != 1 or len(expression.arguments) != 2:
            return []
        return [(union_of((filled, NONE)), share) for filled, share in _filled(members[0], symbol, visible)]
    index = _CONTAINERS.get(expression.name)
    one = singular(symbol.name) if index is not None else None
    if one is None:
        return []
    nearest = visible.nearest(words_of(one), ELEMENTS, MIN_LIKENESS)
    return [(_with_element(expression, parse_type(candidate.type), index or 0), alike) for candidate, alike in nearest]


def _with_element(whole: TypeExpression, element: TypeExpression, index: int) -> TypeExpression:
    arguments = list(whole.arguments)
    if whole.name == "tuple":
        return TypeExpression("tuple", (element, TypeExpression("...")))
    if index == 1 and len(arguments) != 2:
        arguments = [TypeExpression("str"), element]
    elif not arguments:
        arguments = [element]
    arguments[index] = element
    return TypeExpression(whole.name, tuple(arguments))
