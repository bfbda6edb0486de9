"""Numbers of nodes hold their kind and become indices when all are counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_extraction import NodeKind
from graph_extraction.numbering import NON_TERMINAL, SYMBOL, VOCABULARY, final_indices, position_of

FIRST = {
    NodeKind.TOKEN: 0,
    NodeKind.NON_TERMINAL: NON_TERMINAL,
    NodeKind.VOCABULARY: VOCABULARY,
    NodeKind.SYMBOL: SYMBOL,
}


@pytest.mark.parametrize("kind", NodeKind)
@given(position=st.integers(0, (1 << 28) - 1))
def test_a_number_holds_its_position(kind: NodeKind, position: int) -> None:
    assert position_of(FIRST[kind] + position) == position


@given(st.lists(st.integers(1, 50), min_size=4, max_size=4))
def test_kinds_lie_one_behind_the_other(counts: list[int]) -> None:
    numbers = [
        FIRST[kind] + position for kind, count in zip(NodeKind, counts, strict=True) for position in range(count)
    ]
    first = np.cumsum([0, *counts[:-1]]).astype(np.int32)
    assert final_indices([numbers, numbers[::-1]], first).tolist() == [
        list(range(sum(counts))),
        list(range(sum(counts)))[::-1],
    ]


def _numbers(kind: NodeKind, count: int) -> range:
    return range(FIRST[kind], FIRST[kind] + count)


def test_no_edges_are_two_empty_rows() -> None:
    assert final_indices([[], []], np.zeros(4, np.int32)).shape == (2, 0)
