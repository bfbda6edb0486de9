"""Search, merge and vote against slow transcriptions."""

from __future__ import annotations

import numpy as np
import pytest

from typilus.lab.experiments.network.bulk_neighbors import (
    TypedNeighbors,
    bulk_vote,
    exact_neighbors,
    merge_neighbors,
    neighbors_of_other_files,
    vote_grid,
)
from typilus.typespace import VotingRule

RNG = np.random.default_rng(7)


def test_exact_search_equals_sorting_everything() -> None:
    queries, markers = RNG.normal(size=(20, 6)).astype(np.float32), RNG.normal(size=(50, 6)).astype(np.float32)
    found, far = exact_neighbors(queries, markers, 4)
    distances = np.abs(queries[:, None] - markers[None]).sum(-1)
    assert (found == np.argsort(distances, axis=1)[:, :4]).all()
    assert np.allclose(far, np.sort(distances, axis=1)[:, :4], atol=1e-5)


def test_fewer_markers_than_asked_for() -> None:
    found, far = exact_neighbors(np.zeros((2, 3), np.float32), np.ones((1, 3), np.float32), 3)
    assert found.tolist() == [[0, -1, -1]] * 2
    assert np.isinf(far[:, 1:]).all()
    assert (exact_neighbors(np.zeros((1, 3), np.float32), np.zeros((0, 3), np.float32), 2)[0] == -1).all()


def test_other_files_of_the_same_project_only() -> None:
    size = 60
    vectors = RNG.normal(size=(size, 5)).astype(np.float32)
    file_id = np.sort(RNG.integers(0, 12, size)).astype(np.int32)
    project_id = (file_id // 4).astype(np.int32)
    rows = np.arange(size, dtype=np.int64)
    found, _ = neighbors_of_other_files(vectors, rows, rows, file_id, project_id, 3)
    for row in rows:
        allowed = np.flatnonzero((project_id == project_id[row]) & (file_id != file_id[row]))
        distances = np.abs(vectors[allowed] - vectors[row]).sum(-1)
        assert found[row].tolist() == allowed[np.argsort(distances)[:3]].tolist()


def test_a_project_of_one_file_finds_nothing() -> None:
    vectors, rows = RNG.normal(size=(3, 2)).astype(np.float32), np.arange(3, dtype=np.int64)
    ids = np.zeros(3, np.int32)
    assert (neighbors_of_other_files(vectors, rows, rows, ids, ids, 2)[0] == -1).all()
    assert (neighbors_of_other_files(vectors, rows, rows[:0], ids, ids, 2)[0] == -1).all()


def test_merge_scales_and_sorts() -> None:
    first = TypedNeighbors(np.asarray([[4, 9, 2]], np.int32), np.asarray([[1.0, 2.0, 3.0]], np.float32))
    second = TypedNeighbors(np.asarray([[9, 7, -1]], np.int32), np.asarray([[2.0, 4.0, np.inf]], np.float32))
    merged = merge_neighbors(first, second, 5, second_scale=0.5)
    assert merged.type_id.tolist() == [[9, 4, 7, 9, 2]]
    assert merged.distance.tolist() == [[1.0, 1.0, 2.0, 2.0, 3.0]]
    assert merge_neighbors(second, second, 6).type_id.tolist() == [[9, 9, 7, 7, -1, -1]]


def slow_vote(types: list[int], distances: list[float], p: float) -> dict[int, float]:
    weights = [d**-p for d in distances]
    return {t: sum(w for w, u in zip(weights, types, strict=True) if u == t) / sum(weights) for t in set(types)}


@pytest.mark.parametrize("p", [0.5, 2.0, 8.0])
def test_vote_is_equation_five(p: float) -> None:
    types, distances = RNG.integers(0, 4, (30, 9)).astype(np.int32), RNG.uniform(0.1, 3, (30, 9)).astype(np.float32)
    ranked = bulk_vote(TypedNeighbors(types, distances), VotingRule(k=9, p=p), n=5)
    for row in range(30):
        expected = slow_vote(types[row].tolist(), distances[row].tolist(), p)
        got = {
            t: s for t, s in zip(ranked.type_id[row].tolist(), ranked.probability[row].tolist(), strict=True) if t >= 0
        }
        assert got == pytest.approx(expected, rel=1e-4)
        assert list(got.values()) == sorted(got.values(), reverse=True)


def test_vote_survives_no_distance_and_no_neighbor() -> None:
    types, distances = [[3, 5], [-1, -1]], [[0.0, 1.0], [np.inf, np.inf]]
    neighbors = TypedNeighbors(np.asarray(types, np.int32), np.asarray(distances, np.float32))
    ranked = bulk_vote(neighbors, VotingRule(p=20.0))
    assert ranked.type_id.tolist() == [[3, -1], [-1, -1]] or ranked.type_id.tolist() == [[3, 5], [-1, -1]]
    assert ranked.probability[0, 0] == pytest.approx(1.0)
    assert (ranked.probability[1] == 0).all()


def test_a_grid_has_the_rate_of_every_vote() -> None:
    neighbors = TypedNeighbors(
        RNG.integers(0, 4, (30, 6)).astype(np.int32), np.sort(RNG.random((30, 6)), axis=1).astype(np.float32)
    )
    truth = RNG.integers(0, 4, 30)
    rates = vote_grid(neighbors, (1, 3, 9), (0.5, 4.0), lambda ranked: float(np.mean(ranked.type_id[:, 0] == truth)))
    assert rates.shape == (3, 2)
    for row, near in enumerate((1, 3, 9)):
        for column, power in enumerate((0.5, 4.0)):
            ranked = bulk_vote(neighbors, VotingRule(near, power), 1)
            assert rates[row, column] == np.mean(ranked.type_id[:, 0] == truth)
