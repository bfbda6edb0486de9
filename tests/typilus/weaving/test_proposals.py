"""Whole-file proposals: the likeliest, and their order."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from typilus.weaving.proposals import Proposal, likely_assignments, ordered_proposals


@pytest.mark.parametrize("seed", range(5))
def test_the_likeliest_come_first(seed: int) -> None:
    drawn = random.Random(seed)
    ranked = [sorted((drawn.random() for _ in range(drawn.choice([1, 2, 3]))), reverse=True) for _ in range(4)]
    every = itertools.product(*(range(len(candidates)) for candidates in ranked))
    totals = sorted((sum(math.log(c[r]) for c, r in zip(ranked, ranks, strict=True)) for ranks in every), reverse=True)
    found = likely_assignments(ranked, 8)
    assert [round(total, 9) for _, total in found] == [round(total, 9) for total in totals[:8]]
    assert len({ranks for ranks, _ in found}) == len(found)


def test_there_may_be_fewer() -> None:
    ((ranks, total),) = likely_assignments([[0.5], [0.5]], 3)
    assert ranks == (0, 0)
    assert total == pytest.approx(math.log(0.25))
    assert likely_assignments([], 3) == [((), 0)]


def test_quality_comes_before_likelihood() -> None:
    good, bad = Proposal((0,), 0, -9.0), Proposal((1,), 5, -1.0)
    likelier, missing = Proposal((2,), 0, -8.0), Proposal((None,), None, 0.0)
    assert ordered_proposals([bad, good, missing, likelier]) == [likelier, good, bad]
