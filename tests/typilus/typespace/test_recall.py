"""How much of the true neighborhood an index finds, and how far Annoy looks for it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.exact import ExactIndex
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex
from typilus.typespace.recall import recall, tune_search

TRUTH = np.array([[1.0, 2.0, 3.0], [1.0, 1.0, 1.0]], np.float32)


class Fixed(NeighborIndex):
    """An index that always gives the same distances."""

    size = 3
    dimension = 3

    def __init__(self, distances: npt.NDArray[np.float32]) -> None:
        self.distances = distances

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        return np.zeros(self.distances.shape, np.int64), self.distances


class Searching(Fixed):
    """An index that finds all once it searches far enough, and notes how far it was asked to."""

    def __init__(self, needed: int) -> None:
        super().__init__(TRUTH)
        self.needed = needed
        self.search = -1
        self.asked: list[int] = []

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        self.asked.append(self.search)
        return np.zeros(TRUTH.shape, np.int64), TRUTH if self.search >= self.needed else TRUTH + 100


@pytest.mark.parametrize(
    ("distances", "share"),
    [
        (TRUTH, 1.0),
        (TRUTH[:, ::-1], 1.0),
        ([[1, 2, 9], [1, 1, 1]], 5 / 6),
        ([[1, 2, 3], [1, 1, 2]], 5 / 6),
        ([[3, 3, 3], [1, 1, 1]], 1.0),  # equally far as the true third: any will do
        ([[9, 9, 9], [9, 9, 9]], 0.0),
        ([[1, 2, 3.00001], [1, 1, 1]], 1.0),
        ([[1, 2, 3.001], [1, 1, 1]], 5 / 6),
    ],
)
def test_a_neighbor_counts_if_it_is_as_near_as_the_true_last(distances: FloatMatrix, share: float) -> None:
    assert recall(Fixed(np.asarray(distances, np.float32)), TRUTH, TRUTH) == pytest.approx(share)


def test_without_neighbors_nothing_is_missed() -> None:
    assert recall(Fixed(TRUTH), TRUTH, np.zeros((2, 0), np.float32)) == 1.0


@given(st.integers(1, 40), st.integers(1, 60))
def test_an_exact_index_misses_nothing(size: int, k: int) -> None:
    vectors, _ = clustered(size + 3)
    index = ExactIndex(vectors[:size])
    assert recall(index, vectors[size:], index.query(vectors[size:], k)[1]) == 1.0


@given(st.integers(1, 250))
def test_the_search_is_no_further_than_a_tenth_beyond_what_is_needed(needed: int) -> None:
    index = Searching(needed)
    search = tune_search(index, Fixed(TRUTH), TRUTH, k=3)  # type: ignore[arg-type]
    assert search == index.search
    assert needed <= search <= max(64, needed) * 1.2 + 1


def test_what_is_never_found_ends_the_search_at_its_limit() -> None:
    index = Searching(10**9)
    search = tune_search(index, Fixed(TRUTH), TRUTH, k=3)  # type: ignore[arg-type]
    assert 300 <= search < 1200
    assert len(index.asked) < 20
