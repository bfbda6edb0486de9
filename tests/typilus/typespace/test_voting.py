from __future__ import annotations

import numpy as np
import pytest

from typilus.typespace.voting import neighbor_weights, vote


def slow_vote(types: list[int], distances: list[float], p: float) -> dict[int, float]:
    """Eq. 5, letter by letter."""
    z = sum(d**-p for d in distances)
    return {t: sum(d**-p for u, d in zip(types, distances, strict=True) if u == t) / z for t in set(types)}


@pytest.mark.parametrize("p", [0.5, 1.0, 2.0, 6.0])
def test_agrees_with_the_literal_formula(p: float) -> None:
    rng = np.random.default_rng(3)
    types = rng.integers(0, 5, (50, 10))
    distances = np.sort(rng.uniform(0.01, 9, (50, 10)).astype(np.float32), axis=1)
    ranked, chances = vote(types, distances, p)
    for row in range(50):
        expected = slow_vote(types[row].tolist(), distances[row].tolist(), p)
        found = {t: c for t, c in zip(ranked[row].tolist(), chances[row].tolist(), strict=True) if t >= 0}
        assert found == pytest.approx(expected)
        assert list(found.values()) == sorted(found.values(), reverse=True)
    assert chances.sum(axis=1) == pytest.approx(np.ones(50))


def test_equal_votes_go_to_the_nearer_type() -> None:
    ranked, chances = vote(np.array([[7, 3]]), np.array([[1.0, 1.0]], np.float32), 2)
    assert ranked.tolist() == [[7, 3]]
    assert chances.tolist() == [[0.5, 0.5]]


def test_a_marker_at_the_very_place_wins_and_stays_finite() -> None:
    ranked, chances = vote(np.array([[1, 2, 2]]), np.array([[0.0, 0.1, 0.1]], np.float32), 8)
    assert ranked[0, 0] == 1
    assert np.isfinite(chances).all()
    assert chances[0, 0] == pytest.approx(1.0)


def test_missing_neighbors_have_no_vote() -> None:
    ranked, chances = vote(np.array([[4, -1], [-1, -1]]), np.array([[2.0, np.inf], [np.inf, np.inf]], np.float32), 2)
    assert ranked.tolist() == [[4, -1], [-1, -1]]
    assert chances.tolist() == [[1.0, 0.0], [0.0, 0.0]]


def test_no_query_and_no_neighbor() -> None:
    assert vote(np.empty((0, 3), np.int64), np.empty((0, 3), np.float32), 2)[0].shape == (0, 3)
    assert vote(np.empty((2, 0), np.int64), np.empty((2, 0), np.float32), 2)[1].shape == (2, 0)


def test_n_cuts_after_ranking() -> None:
    types = np.array([[5, 6, 6]])
    ranked, chances = vote(types, np.array([[1.0, 1.1, 1.1]], np.float32), 2, n=1)
    assert ranked.tolist() == [[6]]
    assert chances[0, 0] > 0.5


def test_power_never_overflows() -> None:
    weights = neighbor_weights(np.array([[1e-30, 1e30]], np.float32), 50)
    assert weights.tolist() == [[1.0, 0.0]]
