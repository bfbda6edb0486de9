"""Distances by codes of a byte: close to the true ones, and whole sums never leave a byte or 16 bits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.byte_codes import CodedVectors, make_byte_codes


def by_codes(vectors: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """Distances `[Q, M]` by codes that were made for the vectors."""
    code = make_byte_codes(vectors)
    workspace = code.workspace(len(vectors))
    return code.distances(code.encode(queries), code.encode(vectors), workspace) * code.step


def by_definition(vectors: np.ndarray, queries: np.ndarray) -> np.ndarray:
    distances: np.ndarray = np.abs(vectors[None].astype(np.float64) - queries[:, None]).sum(axis=2)
    return distances


@pytest.mark.parametrize("dimension", [1, 2, 15, 16, 17, 31, 33, 64, 100, 300])
def test_distances_are_true_up_to_a_step_a_dimension(dimension: int) -> None:
    vectors, _ = clustered(2000, dimension)
    code = make_byte_codes(vectors)
    inside = np.clip(vectors, vectors.min(axis=0), vectors.max(axis=0))[:9]
    rough, true = by_codes(vectors, inside), by_definition(vectors, inside)
    cut = np.quantile(np.abs(rough - true), 0.98)
    assert cut <= code.step * dimension


def test_the_order_of_distances_survives() -> None:
    vectors, _ = clustered(5000, 64)
    rough, true = by_codes(vectors[20:], vectors[:20]), by_definition(vectors[20:], vectors[:20])
    nearest = np.argsort(true, axis=1)[:, :100]
    found = np.argsort(rough, axis=1, kind="stable")[:, :125]
    assert np.mean([np.isin(a, b).mean() for a, b in zip(nearest, found, strict=True)]) > 0.97


@given(
    vectors=arrays.arrays(np.float32, (12, 37), elements=st.floats(-1000, 1000, width=32)),
    scale=st.sampled_from([1e-3, 1.0, 1e3]),
)
def test_distances_by_codes_are_those_of_the_codes(vectors: np.ndarray, scale: float) -> None:
    vectors = (vectors * scale).astype(np.float32)
    code = make_byte_codes(vectors)
    coded = code.encode(vectors)
    distances = code.distances(coded.take(np.arange(7)), coded, code.workspace(12))
    wide = coded.codes.astype(np.int64)
    assert np.array_equal(distances, np.abs(wide[:, :7, None] - wide[:, None]).sum(axis=0))


def test_every_dimension_has_one_row_and_groups_fill_a_byte_at_most() -> None:
    for dimension in (1, 16, 40, 64, 129):
        vectors = (clustered(500, dimension)[0] * np.geomspace(0.01, 10, dimension)).astype(np.float32)
        code = make_byte_codes(vectors)
        assert sorted(code.dimensions[code.dimensions >= 0]) == list(range(dimension))
        assert code.highest.reshape(-1, 16).sum(axis=0).max() <= 255


def test_values_beyond_the_range_go_to_its_border() -> None:
    vectors, _ = clustered(500, 16)
    code = make_byte_codes(vectors)
    beyond = code.encode(np.stack([vectors.max(axis=0) + 5, vectors.min(axis=0) - 5]))
    assert np.array_equal(beyond.codes[:, 0], code.highest)
    assert not beyond.codes[:, 1].any()


def test_equal_vectors_have_distance_zero() -> None:
    same = np.full((3, 20), 0.25, np.float32)
    assert not by_codes(same, same).any()


def test_some_of_the_vectors() -> None:
    vectors, _ = clustered(50, 16)
    coded = make_byte_codes(vectors).encode(vectors)
    some: CodedVectors = coded.take(np.array([4, 4, 1]))
    assert np.array_equal(some.codes, coded.codes[:, [4, 4, 1]])
    assert np.array_equal(some.sums, coded.sums[[4, 4, 1]])


@pytest.mark.parametrize("count", [1, 2, 3, 50, 999, 2500, 10_000])
def test_a_share_of_the_values_is_cut_off_as_by_numpy(count: int) -> None:
    vectors, _ = clustered(count, 16)
    code = make_byte_codes(vectors)
    low = np.quantile(vectors, 5e-4, axis=0).astype(np.float32)[code.dimensions]
    assert np.array_equal(code.low, low)
