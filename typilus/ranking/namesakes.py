"""Classes of the project that bear a symbol's name and fit it: beside one, what only the network says is a guess.

The network has seen a thousand `config: dict[str, Any]`; a project whose class `Config` has all that a parameter
`config` is asked for may mean that.
"""

from __future__ import annotations

from collections.abc import Sequence

from typilus.ranking.ranker import RankedType
from typilus.recommenders import DEFINITION, NAME, SOURCES, Recommendation

__all__ = ["namesakes", "overlooks"]

_LIKELY = 0.5
_EVIDENCE = frozenset(source.id for source in SOURCES if source.is_evidence)


def namesakes(recommendations: Sequence[Recommendation]) -> frozenset[str]:
    """The classes that are called as a symbol is, and of which the matcher of definitions finds it likely that it has
    one."""
    called = {
        candidate.type for candidate in recommendations if candidate.source == NAME.id and candidate.probability == 1
    }
    return frozenset(
        candidate.type
        for candidate in recommendations
        if candidate.source == DEFINITION.id
        and candidate.probability >= _LIKELY
        and candidate.type.removesuffix(" | None") in called
    )


def overlooks(ranked: RankedType, classes: frozenset[str]) -> bool:
    """Return whether a type has no support in the symbol's own code, and is none of some classes."""
    if not classes or _EVIDENCE.intersection(ranked.sources):
        return False
    return ranked.type.removesuffix(" | None") not in {class_name.removesuffix(" | None") for class_name in classes}
