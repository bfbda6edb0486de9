"""Constraints near those that do not hold."""

from __future__ import annotations

from typilus.static_inference.objections import flow_constraints
from typilus.static_inference.objections.flow_constraints import FlowConstraint, near_violated

CHAIN = [FlowConstraint(number, (number,), number + 1) for number in range(400)]


def test_nothing_is_near_nothing() -> None:
    assert near_violated([], CHAIN) == []


def test_neighbors_in_their_order() -> None:
    near = near_violated([CHAIN[10]], CHAIN)
    hops = flow_constraints.MAX_HOPS
    assert near == CHAIN[10 - hops : 11 + hops]


def test_the_most_important_come_first_where_there_are_too_many() -> None:
    violated = CHAIN[::-1]
    near = near_violated(violated, CHAIN)
    limit = flow_constraints.MAX_FLOWS + flow_constraints.SHARE_OF_FLOWS * len(CHAIN)
    assert 0.9 * limit <= len(near) <= limit
    assert near == CHAIN[-len(near) :]


def test_the_first_is_looked_at_with_all_its_neighbors() -> None:
    star = [FlowConstraint(number, (0,), number) for number in range(1, 300)]
    assert near_violated([star[7]], star) == star
