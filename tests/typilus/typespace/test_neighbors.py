"""What every index promises: checked queries, at most as many neighbors as there are, equals in order of their ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.choice import build_index
from typilus.typespace.exact import ExactIndex
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex


class Shortest(NeighborIndex):
    """The smallest index there can be: all distances, sorted."""

    def __init__(self, vectors: FloatMatrix) -> None:
        self._vectors = vectors

    @property
    def size(self) -> int:
        return len(self._vectors)

    @property
    def dimension(self) -> int:
        return int(self._vectors.shape[1])

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        queries = self._checked(vectors, k)
        distances = np.abs(self._vectors[None] - queries[:, None]).sum(axis=2)
        ids = np.argsort(distances, axis=1, kind="stable")[:, :k].astype(np.int64)
        return ids, np.take_along_axis(distances, ids, axis=1)


def auto(vectors: FloatMatrix) -> NeighborIndex:
    return build_index("auto", vectors)


INDICES = pytest.mark.parametrize("build", [Shortest, ExactIndex, auto])
Build = Callable[[FloatMatrix], NeighborIndex]


@INDICES
@pytest.mark.parametrize(
    ("queries", "k", "reason"),
    [
        (np.zeros((1, 3)), 0, "k must be at least 1, not 0"),
        (np.zeros((1, 3)), -2, "k must be at least 1, not -2"),
        (np.zeros((1, 2)), 1, r"must be \[Q, 3\], not \(1, 2\)"),
        (np.zeros(3), 1, r"must be \[Q, 3\], not \(3,\)"),
        (np.array([[0.0, np.nan, 0.0]]), 1, "must be finite"),
        (np.array([[0.0, 0.0, -np.inf]]), 1, "must be finite"),
        (np.array([[1e300, 0.0, 0.0]]), 1, "must be finite"),
    ],
)
@pytest.mark.filterwarnings("ignore:overflow encountered in cast")
def test_bad_queries_are_refused(build: Build, queries: FloatMatrix, k: int, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        build(np.zeros((4, 3), np.float32)).query(queries, k)


@INDICES
def test_at_most_as_many_are_found_as_there_are(build: Build) -> None:
    index = build(clustered(7, 5)[0])
    assert (index.size, index.dimension) == (7, 5)
    for k, found in ((1, 1), (7, 7), (99, 7)):
        ids, distances = index.query(np.zeros((2, 5), np.float32), k)
        assert ids.shape == distances.shape == (2, found)
        assert (np.diff(distances, axis=1) >= 0).all()


@INDICES
def test_no_queries_have_no_neighbors(build: Build) -> None:
    ids, distances = build(clustered(7, 5)[0]).query(np.zeros((0, 5), np.float32), 3)
    assert ids.shape == distances.shape == (0, 3)


@INDICES
def test_queries_of_other_numbers_and_layouts_are_answered_alike(build: Build) -> None:
    vectors = np.arange(24, dtype=np.float32).reshape(8, 3)
    index = build(vectors)
    plain = index.query(vectors[:4] + 0.25, 3)
    wide: npt.NDArray[Any] = (vectors[:4] + 0.25).astype(np.float64)
    for other in (wide, np.asfortranarray(vectors[:4] + 0.25)):
        ids, distances = index.query(other, 3)
        assert np.array_equal(ids, plain[0])
        assert np.array_equal(distances, plain[1])
        assert (ids.dtype.name, distances.dtype.name) == ("int64", "float32")


def test_an_index_that_cannot_be_asked_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="abstract"):
        NeighborIndex()  # type: ignore[abstract]
