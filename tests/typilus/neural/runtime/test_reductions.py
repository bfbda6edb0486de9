"""Bags of rows reduced at once, and bag by bag."""

from __future__ import annotations

import numpy as np
import pytest

from typilus.neural.runtime.reductions import reduce_bags

ROWS = np.random.default_rng(0).standard_normal((50, 3)).astype(np.float32)


@pytest.mark.parametrize("reduction", [np.add, np.maximum])
@pytest.mark.parametrize(
    "sizes",
    [
        [],
        [0],
        [1],
        [0, 0, 3, 0],
        [1] * 20,
        [40],
        [2, 300, 1, 0, 7],
        [*range(30), 0, *range(30, 0, -1)],
        [9] * 7,
        [9] * 8,
    ],
    ids=str,
)
def test_each_bag_is_reduced_by_itself(reduction: np.ufunc, sizes: list[int]) -> None:
    members = np.random.default_rng(1).integers(0, len(ROWS), sum(sizes))
    offsets = np.cumsum([0, *sizes])[:-1].astype(np.int64)
    found = reduce_bags(reduction, ROWS, members, offsets)
    bags = [members[start : start + size] for start, size in zip(offsets, sizes, strict=True)]
    expected = [reduction.reduce(ROWS[bag], axis=0) if len(bag) else np.zeros(3) for bag in bags]
    assert found.shape == (len(sizes), 3)
    np.testing.assert_allclose(found, np.array(expected).reshape(-1, 3), rtol=1e-4, atol=1e-5)


def test_negative_maxima_stay_negative() -> None:
    rows = -np.ones((2, 1), np.float32)
    found = reduce_bags(np.maximum, rows, np.array([0, 1]), np.array([0, 2]))
    assert found.tolist() == [[-1.0], [0.0]]
