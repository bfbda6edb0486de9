"""Sums of groups of dimensions bound distances from below, whatever the numbers are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.sketch import GROUP_SIZE, DistanceSketch, signed_groups


def distances(vectors: npt.NDArray[np.float32], queries: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    return np.asarray(np.abs(vectors[None].astype(np.float64) - queries[:, None]).sum(axis=2), np.float64)


def bounds(vectors: npt.NDArray[np.float32], queries: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    sketch = DistanceSketch(vectors)
    return np.asarray((sketch.lower_bounds(queries) - sketch.slack) / sketch.scale, np.float64)


@pytest.mark.parametrize("dimension", [1, 2, 7, 64])
@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_no_bound_is_above_the_distance(dimension: int, scale: float) -> None:
    rng = np.random.default_rng(dimension)
    vectors = (scale * rng.standard_normal((300, dimension))).astype(np.float32)
    queries = np.concatenate([vectors[:5], 1000 * vectors[5:10], np.zeros((1, dimension), np.float32)])
    assert (bounds(vectors, queries) <= distances(vectors, queries) * (1 + 1e-6)).all()


def test_vectors_that_are_all_one_are_bounded_by_nothing() -> None:
    vectors = np.full((10, 4), 3.0, np.float32)
    found = bounds(vectors, np.array([[3.0] * 4, [90.0] * 4], np.float32))
    assert found.shape == (2, 10)
    assert (found <= 0).all()


def test_bounds_are_in_the_order_of_the_vectors_beyond_one_block() -> None:
    vectors = np.zeros((20_000, 2), np.float32)
    far = [0, 8191, 8192, 16_384, 19_999]
    vectors[far] = 1.0
    (found,) = DistanceSketch(vectors).lower_bounds(np.zeros((1, 2), np.float32))
    assert np.flatnonzero(found).tolist() == far


def test_queries_are_bounded_alike_alone_and_together() -> None:
    vectors, _ = clustered(9000, 8)
    sketch = DistanceSketch(vectors)
    together = sketch.lower_bounds(vectors[:6])
    for row in range(6):
        assert np.array_equal(sketch.lower_bounds(vectors[row : row + 1])[0], together[row])
    assert sketch.lower_bounds(vectors[:0]).shape == (0, 9000)


def test_dimensions_that_move_together_share_a_group_with_their_signs() -> None:
    rng = np.random.default_rng(3)
    one, other = rng.standard_normal((2, 500))
    vectors = np.stack([one, 3 * other, -one, other], axis=1).astype(np.float32)
    groups = signed_groups(vectors)
    shared = {frozenset(np.flatnonzero(column).tolist()) for column in groups.T}
    assert shared == {frozenset({0, 2}), frozenset({1, 3})}
    assert groups[0].sum() == -groups[2].sum()
    assert groups[1].sum() == groups[3].sum()
    # Such groups lose nothing of the distance.
    sums = vectors @ groups
    assert np.abs(sums[:1] - sums).sum(axis=1) == pytest.approx(np.abs(vectors[:1] - vectors).sum(axis=1), rel=1e-4)


@pytest.mark.parametrize("dimension", [1, 2, 5, 9])
def test_half_as_many_sums_hold_every_dimension_once(dimension: int) -> None:
    groups = signed_groups(clustered(100, dimension)[0])
    assert groups.shape == (dimension, -(-dimension // GROUP_SIZE))
    assert (np.count_nonzero(groups, axis=1) == 1).all()
    assert set(np.unique(groups)) <= {-1.0, 0.0, 1.0}
