from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


NEIGHBORS = st.lists(st.tuples(st.integers(-1, 3), st.floats(0.125, 50, width=32)), min_size=1, max_size=12).map(
    lambda pairs: sorted(pairs, key=lambda pair: pair[1])
)


def voted(neighbors: list[tuple[int, float]], p: float = 2.0, scale: float = 1.0) -> dict[int, float]:
    types = np.array([[type_ for type_, _ in neighbors]])
    distances = np.array([[distance * scale for _, distance in neighbors]], np.float32)
    ranked, chances = vote(types, distances, p)
    return {type_: chance for type_, chance in zip(ranked[0].tolist(), chances[0].tolist(), strict=True) if type_ >= 0}


@settings(max_examples=25, deadline=None)
@given(NEIGHBORS, st.floats(0.5, 8))
def test_votes_are_a_distribution_over_the_types_of_the_neighbors(neighbors: list[tuple[int, float]], p: float) -> None:
    chances = voted(neighbors, p)
    assert set(chances) == {type_ for type_, _ in neighbors if type_ >= 0}
    assert all(0 <= chance <= 1 + 1e-9 for chance in chances.values())
    if chances:
        assert sum(chances.values()) == pytest.approx(1)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)


@settings(max_examples=25, deadline=None)
@given(NEIGHBORS, st.floats(0.25, 4))
def test_only_relations_of_distances_count(neighbors: list[tuple[int, float]], scale: float) -> None:
    assert voted(neighbors) == pytest.approx(voted(neighbors, scale=scale), rel=1e-4)


@settings(max_examples=25, deadline=None)
@given(NEIGHBORS, st.integers(0, 3))
def test_another_neighbor_of_a_type_is_a_vote_for_it(neighbors: list[tuple[int, float]], type_: int) -> None:
    more = voted(sorted([*neighbors, (type_, neighbors[0][1])], key=lambda pair: pair[1]))
    assert more[type_] >= voted(neighbors).get(type_, 0.0) - 1e-9


@settings(max_examples=25, deadline=None)
@given(NEIGHBORS)
def test_a_missing_neighbor_changes_nothing(neighbors: list[tuple[int, float]]) -> None:
    assert voted([*neighbors, (-1, 60.0)]) == pytest.approx(voted(neighbors))
