"""Types that leave a part open, and those that fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from typilus.annotation_types import ANY, parse_type, specifies
from typilus.ranking import RankedType
from typilus.recommenders import CORPUS_NAMES, PROJECT_NAMES, TYPE_SPACE

__all__ = ["MORE", "with_gaps_filled"]

MORE = 0.95
"""The share of its probability that a type with a gap gives to one that fills it."""
FIRST = 5
"""So many types of a symbol, the most probable, are asked for gaps."""
_REPEATING = frozenset({CORPUS_NAMES.id, PROJECT_NAMES.id, TYPE_SPACE.id})
"""Sources of types that people wrote elsewhere."""
_OF_ANYTHING = tuple(f"{name}[str, {ANY.name}]" for name in ("dict", "Mapping"))
"""Types that leave a part open on purpose."""


def with_gaps_filled(ranking: Sequence[RankedType]) -> Sequence[RankedType]:
    """The ranking in which types with gaps that nobody wrote give their probability to those that fill them.

    Static inference says `dict[Any, Shop]` where it does not know the keys. `dict[str, Any]` is a type that people
    write. Of 17,613 symbols of validation projects, in three conditions, 80 got another type by it: 21 are exact now
    that were not, one no longer.
    """
    gains: dict[str, float] = {}
    for one in ranking[:FIRST]:
        if not _has_gap(one.type) or not _REPEATING.isdisjoint(one.sources):
            continue
        open_type = parse_type(one.type)
        whole = (other for other in ranking if not _has_gap(other.type))
        filled = next((other.type for other in whole if specifies(parse_type(other.type), open_type)), None)
        if filled is not None:
            gains[filled] = gains.get(filled, 0.0) + MORE * one.probability
            gains[one.type] = -MORE * one.probability
    if not gains:
        return ranking
    changed = [replace(one, probability=one.probability + gains.get(one.type, 0.0)) for one in ranking]
    return sorted(changed, key=lambda one: -one.probability)


def _has_gap(type_: str) -> bool:
    """Return whether a type leaves a part open."""
    if ANY.name not in type_ or type_ == ANY.name:
        return False
    for mapping in _OF_ANYTHING:
        type_ = type_.replace(mapping, "")
    return ANY.name in type_
