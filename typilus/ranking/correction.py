"""Recommended classes that a file cannot name, replaced by those that it can (HiTyper, Algorithm 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from graph_extraction import Symbol
from typilus.annotation_types import LITERAL, TypeExpression, parse_type, rename
from typilus.errors import TypeExpressionError
from typilus.project import UNKNOWN, VisibleTypes, words_of
from typilus.recommenders import CORRECTION, Recommendation

__all__ = ["class_names", "correct"]

# A class that is like the symbol's name is taken if it is so much more like it than another is like the type's name.
ADVANTAGE = 0.1
MIN_LIKENESS = 0.3


def correct(
    symbol: Symbol, recommendations: Sequence[Recommendation], visible: VisibleTypes
) -> tuple[list[Recommendation], list[Recommendation]]:
    """Return the recommendations that stay, and replacements for those with types that the file cannot name.

    A class that is neither built in nor visible stays only where an import of it may be written: some file of the
    project imports from its package, or nothing is known of the project.

    Args:
        symbol: The symbol.
        recommendations: All recommendations.
        visible: Types that the file can name.
    """
    kept: list[Recommendation] = []
    corrections: dict[str, float] = {}
    for candidate in recommendations:
        unknown = [name for name in class_names(candidate.type) if visible.where(name) == UNKNOWN]
        if not unknown:
            kept.append(candidate)
            continue
        if candidate.certain or all(map(visible.can_be_imported, unknown)):
            kept.append(candidate)
        corrected = _corrected(candidate.type, unknown, symbol, visible)
        if corrected is not None:
            type_text, alike = corrected
            corrections[type_text] = max(corrections.get(type_text, 0.0), candidate.probability * alike)
    ordered = sorted(corrections.items(), key=lambda pair: (-pair[1], pair[0]))
    return kept, [Recommendation(type_text, chance, CORRECTION.id) for type_text, chance in ordered]


@lru_cache(maxsize=1 << 14)
def class_names(type_text: str) -> tuple[str, ...]:
    """The names of all classes in a canonical type."""
    try:
        expression = parse_type(type_text)
    except TypeExpressionError:
        return ()
    return tuple(dict.fromkeys(_names(expression)))


def _names(expression: TypeExpression) -> list[str]:
    if expression.name == LITERAL:
        return []
    inner = [name for argument in expression.arguments for name in _names(argument)]
    return [expression.name, *inner] if expression.name[0].isalpha() or expression.name[0] == "_" else inner


def _corrected(
    original: str, unknown: Sequence[str], symbol: Symbol, visible: VisibleTypes
) -> tuple[str, float] | None:
    """The type with every unknown class replaced, and how alike the least alike of them is."""
    replaced: dict[str, str] = {}
    alike = 1.0
    for name in unknown:
        by_type = visible.nearest(words_of(name.rpartition(".")[2]), 1, MIN_LIKENESS)
        by_symbol = visible.nearest(words_of(symbol.name), 1, MIN_LIKENESS)
        score = by_type[0][1] if by_type else 0.0
        if by_symbol and by_symbol[0][1] > score + ADVANTAGE:
            replaced[name], likeness_ = by_symbol[0][0].type, by_symbol[0][1]
        elif by_type:
            replaced[name], likeness_ = by_type[0][0].type, score
        else:
            return None
        alike = min(alike, likeness_)
    if any(
        "[" in type_text or "|" in type_text for type_text in replaced.values()
    ):  # an alias of something put together
        return None
    try:
        return str(rename(_bare(parse_type(original), replaced), lambda name: replaced.get(name, name))), alike
    except TypeExpressionError:
        return None


def _bare(expression: TypeExpression, replaced: Mapping[str, str]) -> TypeExpression:
    """The type without the arguments of classes that quite another one replaces, which need not be generic."""
    name = expression.name
    last = name.rpartition(".")[2]
    if expression.name in replaced and replaced[name].rpartition(".")[2] != last:
        return TypeExpression(name)
    return TypeExpression(name, tuple(_bare(argument, replaced) for argument in expression.arguments))
