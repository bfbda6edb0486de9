"""Annotations for a whole file at once, as proposals: the likeliest of them, and the order in which they are judged.

As in OpenTau's report: proposals are ordered by their quality, a type checker judges one after the other, and the first
that it lets pass is taken. By ending there, what is taken is the best of all that were proposed.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Proposal", "likely_assignments", "ordered_proposals"]

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate for each of a file's symbols.

    Attributes:
        ranks: For each symbol the rank of its candidate, None for no annotation.
        quality: How little the annotations say (see `quality`), None if some are not acceptable.
        log_probability: Of all together, in nats.
    """

    ranks: tuple[int | None, ...]
    quality: int | None
    log_probability: float


def ordered_proposals(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return the acceptable proposals, those that say most first, and of equals the likelier."""
    acceptable = [(proposal.quality, proposal) for proposal in proposals if proposal.quality is not None]
    ordered = sorted(acceptable, key=lambda pair: (pair[0], -pair[1].log_probability))
    return [proposal for _, proposal in ordered]


def likely_assignments(probabilities: Sequence[Sequence[float]], n: int) -> list[tuple[tuple[int, ...], float]]:
    """Return the `n` likeliest choices of a candidate for each symbol, and the logarithms of their probabilities.

    Args:
        probabilities: Probabilities of the candidates of each symbol, best first, at least one each.
        n: Maximum number of choices.
    """
    costs = [[-math.log(max(probability, _LEAST)) for probability in ranked] for ranked in probabilities]
    # Of an assignment, those behind it change a symbol that is not before the last one changed: each has one way there.
    first = (0,) * len(costs)
    heap = [(sum(ranked[0] for ranked in costs), first, 0)]
    likeliest: list[tuple[tuple[int, ...], float]] = []
    while heap and len(likeliest) < n:
        cost, ranks, last = heapq.heappop(heap)
        likeliest.append((ranks, -cost))
        for symbol in range(last, len(costs)):
            rank = ranks[symbol] + 1
            if rank < len(costs[symbol]):
                changed = (*ranks[:symbol], rank, *ranks[symbol + 1 :])
                more = costs[symbol][rank] - costs[symbol][rank - 1]
                heapq.heappush(heap, (cost + more, changed, symbol))
    return likeliest
