"""Groups of items are offered until each has been accepted or refused by itself."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from typilus.halving import offer_by_halves


@given(st.integers(0, 40), st.frozensets(st.integers(0, 39)))
def test_all_that_is_harmless_is_accepted_in_order_and_all_else_is_refused_alone(
    count: int, harmful: frozenset[int]
) -> None:
    accepted: list[int] = []
    refused: list[int] = []
    offers = 0

    def accepts(group: Sequence[int]) -> bool:
        nonlocal offers
        offers += 1
        if harmful.isdisjoint(group):
            accepted.extend(group)
            return True
        if len(group) == 1:
            refused.extend(group)
        return False

    offer_by_halves(range(count), accepts)
    assert accepted == [item for item in range(count) if item not in harmful]
    assert refused == [item for item in range(count) if item in harmful]
    # One offer for all; each refused item costs at most two for every halving down to it.
    assert offers <= (1 if count else 0) + 2 * count.bit_length() * len(refused)


def test_a_group_that_is_accepted_is_not_split() -> None:
    offers: list[Sequence[str]] = []

    def accepts(group: Sequence[str]) -> bool:
        offers.append(group)
        return "d" not in group

    offer_by_halves("abcde", accepts)
    assert offers == ["abcde", "ab", "cde", "c", "de", "d", "e"]
