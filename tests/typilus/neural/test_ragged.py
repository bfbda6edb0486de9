from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from typilus.neural.ragged import Ragged

LISTS = st.lists(st.lists(st.integers(0, 99), max_size=4), max_size=6)


def lists_of(ragged: Ragged) -> list[list[int]]:
    return [ragged.values[start:end].tolist() for start, end in zip(ragged.offsets, ragged.offsets[1:], strict=False)]


@given(LISTS, st.data())
@settings(max_examples=50, deadline=None)
def test_rows_are_taken_as_from_a_list_of_lists(lists: list[list[int]], data: st.DataObject) -> None:
    ragged = Ragged.of(lists)
    assert lists_of(ragged) == lists
    assert ragged.lengths.tolist() == [len(row) for row in lists]
    rows = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=8)) if lists else []
    assert lists_of(ragged.take(np.array(rows, dtype=np.int64))) == [lists[row] for row in rows]


@given(st.lists(LISTS, max_size=4))
@settings(max_examples=50, deadline=None)
def test_parts_are_joined_one_after_another(parts: list[list[list[int]]]) -> None:
    assert lists_of(Ragged.joined(map(Ragged.of, parts))) == [row for part in parts for row in part]


def test_values_are_grouped_in_ascending_order() -> None:
    grouped = Ragged.grouped(np.array([7, 3, 5, 1]), np.array([2, 0, 2, 0]), 4)
    assert lists_of(grouped) == [[1, 3], [], [5, 7], []]
