"""The search by cells: nearly what the scan finds, with the scan's distances, the same in whatever company."""

from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.cell_index import CellIndex
from typilus.typespace.cells import make_cells
from typilus.typespace.exact import ExactIndex
from typilus.typespace.quantization import quantize
from typilus.typespace.recall import recall

VECTORS, _ = clustered(20_200, 32)
MARKERS, QUERIES = VECTORS[200:], VECTORS[:200]


@pytest.fixture(scope="module")
def index() -> CellIndex:
    return CellIndex(MARKERS, make_cells(MARKERS, 100))


@pytest.mark.parametrize("k", [1, 10, 100, 400])
def test_finds_nearly_all_that_the_scan_finds(index: CellIndex, k: int) -> None:
    _, truth = ExactIndex(MARKERS).query(QUERIES, k)
    assert recall(index, QUERIES, truth) > 0.96


def test_distances_are_exact_and_ascending(index: CellIndex) -> None:
    ids, distances = index.query(QUERIES[:20], 50)
    assert np.array_equal(distances, np.abs(MARKERS[ids] - QUERIES[:20, None]).sum(axis=2))
    assert (np.diff(distances, axis=1) >= 0).all()
    assert all(len(set(row)) == 50 for row in ids.tolist())


def test_a_marker_finds_itself(index: CellIndex) -> None:
    ids, distances = index.query(MARKERS[:300], 1)
    assert not distances.any()
    assert np.array_equal(MARKERS[ids[:, 0]], MARKERS[:300])


def test_a_wider_reach_finds_more() -> None:
    cells = make_cells(MARKERS, 100)
    _, truth = ExactIndex(MARKERS).query(QUERIES, 400)
    found = [recall(CellIndex(MARKERS, cells, reach), QUERIES, truth) for reach in (0.5, 1.1, 3.0)]
    assert found == sorted(found)
    assert found[-1] > 0.995


def test_queries_are_answered_alike_alone_and_together(index: CellIndex) -> None:
    together = index.query(np.tile(QUERIES, (2, 1)), 25)
    for row in (0, 1, 77, 199):
        alone = index.query(QUERIES[row : row + 1], 25)
        for number in (row, row + len(QUERIES)):
            assert np.array_equal(alone[0][0], together[0][number])
            assert np.array_equal(alone[1][0], together[1][number])


@pytest.mark.parametrize("size", [1, 2, 30, 2100])
@pytest.mark.parametrize("k", [1, 3, 50])
def test_small_maps_are_searched_whole(size: int, k: int) -> None:
    few = MARKERS[:size]
    ids, distances = CellIndex(few, make_cells(few, 6)).query(QUERIES[:10], k)
    true_ids, true_distances = ExactIndex(few).query(QUERIES[:10], k)
    if size < 2048:
        assert np.array_equal(ids, true_ids)
    assert ids.shape == true_ids.shape
    assert distances == pytest.approx(true_distances, rel=0.2)


def test_equal_vectors_come_in_order_of_their_ids() -> None:
    same = np.ones((5000, 8), np.float32)
    ids, distances = CellIndex(same, make_cells(same, 4)).query(np.zeros((1, 8), np.float32), 5)
    assert ids.tolist() == [[0, 1, 2, 3, 4]]
    assert distances.tolist() == [[8.0] * 5]


@pytest.mark.parametrize("bits", [4, 8])
def test_stored_codes_are_searched_as_the_vectors_that_they_stand_for(bits: int) -> None:
    stored = quantize(MARKERS, 4 if bits == 4 else 8)
    cells = make_cells(stored.restore(), 50)
    ids, distances = CellIndex(stored, cells).query(QUERIES[:20], 30)
    restored_ids, restored_distances = CellIndex(stored.restore(), cells).query(QUERIES[:20], 30)
    assert np.array_equal(ids, restored_ids)
    assert np.array_equal(distances, restored_distances)


def test_no_queries_and_bad_queries(index: CellIndex) -> None:
    ids, distances = index.query(np.empty((0, 32), np.float32), 5)
    assert ids.shape == distances.shape == (0, 5)
    with pytest.raises(ValueError, match=r"\[Q, 32\]"):
        index.query(np.zeros((1, 31), np.float32), 5)
    with pytest.raises(ValueError, match="finite"):
        index.query(np.full((1, 32), np.inf, np.float32), 5)
    with pytest.raises(ValueError, match="at least 1"):
        index.query(QUERIES[:1], 0)


def test_cells_of_other_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match="cells of 20000 vectors for 10"):
        CellIndex(MARKERS[:10], make_cells(MARKERS, 4))


def test_size_and_dimension(index: CellIndex) -> None:
    assert (index.size, index.dimension) == (20_000, 32)
