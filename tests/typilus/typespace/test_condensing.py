from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.condensing import cap_types, condense, drop_duplicates, drop_interior
from typilus.typespace.markers import TypeMap
from typilus.typespace.space import TypeSpace


def make_map(size: int) -> TypeMap:
    vectors, types = clustered(size, 16, 60)
    return TypeMap.build(vectors, [f"t{t}" for t in types])


def top_types(type_map: TypeMap, queries: np.ndarray) -> list[str]:
    space = TypeSpace(type_map)
    return [space.types[t] for t in space.rank(queries, 1)[0][:, 0]]


def test_duplicates_of_one_type_go_and_the_first_stays() -> None:
    vectors = np.array([[1.0, 0.0], [1.0, -0.0], [1.0, 0.0], [1.0, 1e-5]], np.float32)
    type_map = TypeMap.build(vectors, ["a", "a", "b", "a"])
    exact = drop_duplicates(type_map)
    assert [exact.marker(i).type for i in range(len(exact))] == ["a", "b", "a"]
    assert exact.vectors[:, 1].tolist() == pytest.approx([0.0, 0.0, 1e-5])
    assert len(drop_duplicates(type_map, 3)) == 2
    assert len(drop_duplicates(TypeMap.empty(2))) == 0


def test_the_limit_holds_and_no_type_vanishes() -> None:
    type_map = make_map(3000)
    for limit in (2500, 1500, 300):
        result = condense(type_map, limit)
        assert len(result.map) == len(result.rows) <= limit
        assert set(result.map.types) == set(type_map.types)
        assert np.array_equal(result.map.vectors, type_map.vectors[result.rows])
        markers = [step.markers for step in result.steps]
        assert markers == sorted(markers, reverse=True)
        assert markers[-1] == len(result.map)


def test_nothing_but_repeats_goes_below_the_limit() -> None:
    type_map = make_map(1000)
    assert len(condense(type_map, 1000, decimals=None).map) == 1000


def test_condensing_twice_gives_the_same_markers() -> None:
    type_map = make_map(4000)
    assert np.array_equal(condense(type_map, 2000).rows, condense(type_map, 2000).rows)


def test_dropping_the_interior_costs_less_than_dropping_at_random() -> None:
    vectors, types = clustered(5000, 16, 60)
    train, queries = TypeMap.build(vectors[:4000], [f"t{t}" for t in types[:4000]]), vectors[4000:]
    truth = [f"t{t}" for t in types[4000:]]
    rows = drop_interior(train, np.arange(4000), 0, neighbors=10)
    assert len(rows) < 3500
    random = np.sort(np.random.default_rng(0).permutation(4000)[: len(rows)])

    def right(type_map: TypeMap) -> float:
        return float(np.mean([a == b for a, b in zip(top_types(type_map, queries), truth, strict=True)]))

    assert right(train.select(rows)) > right(train.select(random))
    assert right(train.select(rows)) > right(train) - 0.01


def test_a_lone_region_keeps_its_guards() -> None:
    rng = np.random.default_rng(1)
    vectors = np.concatenate([rng.normal(0, 1, (300, 4)), rng.normal(50, 1, (300, 4))]).astype(np.float32)
    type_map = TypeMap.build(vectors, ["a"] * 300 + ["b"] * 300)
    rows = drop_interior(type_map, np.arange(600), 0, neighbors=10, guards=3)
    assert 2 * 3 <= len(rows) < 400
    assert (rows < 300).sum() > 20
    assert (rows >= 300).sum() > 20


def test_the_cap_is_the_largest_that_fits() -> None:
    type_map = TypeMap.build(np.zeros((16, 1), np.float32), ["a"] * 10 + ["b"] * 5 + ["c"])
    rows, cap = cap_types(type_map, np.arange(16), 10)
    assert cap == 4
    assert type_map.select(rows).counts().tolist() == [4, 4, 1]
    assert cap_types(type_map, np.arange(16), 16)[0].tolist() == list(range(16))
    assert cap_types(type_map, np.arange(16), 1)[1] == 1
