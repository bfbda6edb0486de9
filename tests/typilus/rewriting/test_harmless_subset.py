"""Halving finds the guilty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typilus.rewriting.harmless_subset import largest_harmless_subset


@given(st.lists(st.integers(0, 40), unique=True), st.sets(st.integers(0, 40)))
def test_exactly_the_guilty_are_left_out(edits: list[int], bad: set[int]) -> None:
    kept, guilty = largest_harmless_subset(edits, lambda tried: "bad" if bad & set(tried) else None)
    assert kept == [edit for edit in edits if edit not in bad]
    assert guilty == [(edit, "bad") for edit in edits if edit in bad]


def test_of_two_that_quarrel_the_first_stays() -> None:
    kept, guilty = largest_harmless_subset([1, 2, 3], lambda tried: "both" if {1, 3} <= set(tried) else None)
    assert (kept, guilty) == ([1, 2], [(3, "both")])
