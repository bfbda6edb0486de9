from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.exact import ExactIndex
from typilus.typespace.sketch import GROUP_SIZE, DistanceSketch, signed_groups


def by_definition(vectors: np.ndarray, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    distances = np.abs(vectors[None, :, :].astype(np.float64) - queries[:, None, :]).sum(axis=2)
    order = np.argsort(distances, axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(distances, order, axis=1)


@pytest.mark.parametrize("size", [1, 9, 1023, 1024, 1025, 8191, 8192, 20_000])
def test_finds_what_the_definition_finds(size: int) -> None:
    vectors, _ = clustered(size + 30)
    ids, distances = ExactIndex(vectors[:size]).query(vectors[size:], 10)
    true_ids, true_distances = by_definition(vectors[:size], vectors[size:], 10)
    assert ids.shape == (30, min(10, size))
    assert distances == pytest.approx(true_distances, rel=1e-5)
    assert np.array_equal(ids, true_ids)


@pytest.mark.parametrize(("spread", "center"), [(1e-6, 0.0), (1.0, 0.0), (1e6, 0.0), (1.0, 1e5)])
def test_sketch_misses_nothing_even_where_it_helps_nothing(spread: float, center: float) -> None:
    rng = np.random.default_rng(5)
    vectors = (center + spread * rng.standard_normal((10_000, 17))).astype(np.float32)
    queries = np.concatenate([vectors[:5], vectors[5:10] * 100, -vectors[10:15]])
    with_sketch = ExactIndex(vectors).query(queries, 25)
    without = ExactIndex(vectors, sketch=False).query(queries, 25)
    assert np.array_equal(with_sketch[0], without[0])
    assert np.array_equal(with_sketch[1], without[1])


def test_bounds_are_below_the_distances_and_close_on_clusters() -> None:
    vectors, _ = clustered(9000, 64)
    queries = np.concatenate([vectors[:10], vectors[:3] * 5])
    sketch = DistanceSketch(vectors)
    bounds = (sketch.lower_bounds(queries) - sketch.slack) / sketch.scale
    distances = np.abs(vectors[None] - queries[:, None]).sum(axis=2)
    assert (bounds <= distances).all()
    assert (bounds[:10] / np.maximum(distances[:10], 1e-9))[:, 100:].mean() > 0.6


def test_every_dimension_is_in_one_group() -> None:
    for dimension in (1, 3, 4, 5, 64):
        groups = signed_groups(clustered(500, dimension)[0])
        assert (np.abs(groups).sum(axis=1) == 1).all()
        assert np.abs(groups).sum(axis=0).max() <= GROUP_SIZE


def test_equal_vectors_come_in_order_of_their_ids() -> None:
    vectors = np.zeros((10_000, 8), np.float32)
    ids, distances = ExactIndex(vectors).query(np.ones((2, 8), np.float32), 5)
    assert ids.tolist() == [[0, 1, 2, 3, 4]] * 2
    assert distances.tolist() == [[8.0] * 5] * 2


def test_queries_are_answered_alike_alone_and_together() -> None:
    vectors, _ = clustered(12_000)
    index = ExactIndex(vectors)
    together = index.query(vectors[:150], 7)
    for row in (0, 63, 64, 149):
        alone = index.query(vectors[row : row + 1], 7)
        assert np.array_equal(alone[0][0], together[0][row])
        assert np.array_equal(alone[1][0], together[1][row])


def test_queries_near_one_another_find_what_each_finds_alone() -> None:
    rng = np.random.default_rng(7)
    vectors, _ = clustered(20_000, 16)
    near = vectors[:4].repeat(20, axis=0) + rng.normal(0, 1e-3, (80, 16)).astype(np.float32)
    queries = np.concatenate([near, near[:9], vectors[5:25], near + 50]).astype(np.float32)
    together = ExactIndex(vectors).query(queries, 25)
    without = ExactIndex(vectors, sketch=False).query(queries, 25)
    assert np.array_equal(together[0], without[0])
    assert np.array_equal(together[1], without[1])


def test_bad_queries_are_refused() -> None:
    index = ExactIndex(np.zeros((3, 2), np.float32))
    with pytest.raises(ValueError, match="k must be"):
        index.query(np.zeros((1, 2), np.float32), 0)
    with pytest.raises(ValueError, match=r"\[Q, 2\]"):
        index.query(np.zeros(2, np.float32), 1)
    with pytest.raises(ValueError, match="finite"):
        index.query(np.full((1, 2), np.nan, np.float32), 1)
