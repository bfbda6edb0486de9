from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from typilus.errors import CheckpointError
from typilus.typespace import ExactIndex, TypeMap, TypeMarker, TypeSpace, VotingRule, load_map, save_map


@pytest.fixture
def space() -> TypeSpace:
    markers = [TypeMarker("int", "lib", "a.py", 3, "count"), TypeMarker("int"), TypeMarker("str", name="text")]
    return TypeSpace(TypeMap.build([[0.0, 0.0], [0.0, 1.0], [10.0, 10.0]], markers), rule=VotingRule(k=2, p=2))


def test_votes_carry_probability_and_evidence(space: TypeSpace) -> None:
    (votes,) = space.predict(np.array([[0.0, 0.5]], np.float32))
    assert [(vote.type, vote.probability) for vote in votes] == [("int", 1.0)]
    assert [(n.marker.name, n.distance) for n in votes[0].neighbors] == [("count", 0.5), ("", 0.5)]


def test_a_marker_added_later_is_found_at_once(space: TypeSpace) -> None:
    query = np.array([[20.0, 0.0]], np.float32)
    assert "shop.Basket" not in {vote.type for vote in space.predict(query)[0]}
    adapted = space.with_markers([[20.0, 0.5]], [TypeMarker("shop.Basket", "shop", "shop.py", 1, "basket")])
    best = adapted.predict(query)[0][0]
    assert best.type == "shop.Basket"
    assert best.neighbors[0].marker.path == "shop.py"
    assert adapted.index is space.index
    assert len(space.overlay) == 0


def test_overlay_and_rebuilt_map_agree() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.standard_normal((300, 8)).astype(np.float32)
    types = [f"t{i % 17}" for i in range(300)]
    whole = TypeSpace(TypeMap.build(vectors, types))
    parts = TypeSpace(TypeMap.build(vectors[:200], types[:200]))
    parts = parts.with_markers(vectors[200:250], types[200:250]).with_markers(vectors[250:], types[250:])
    queries = rng.standard_normal((20, 8)).astype(np.float32)
    assert parts.predict(queries) == whole.predict(queries)
    merged = parts.merged()
    assert np.array_equal(merged.vectors, vectors)
    assert TypeSpace(merged).predict(queries) == whole.predict(queries)


def test_overlay_scale_draws_the_project_nearer(space: TypeSpace) -> None:
    adapted = space.with_markers([[0.0, 3.0]], ["shop.Basket"])
    query = np.array([[0.0, 2.1]], np.float32)
    assert adapted.predict(query)[0][0].type == "shop.Basket"
    far = adapted.with_rule(VotingRule(k=2, p=2, overlay_scale=2.0))
    assert far.predict(query)[0][0].type == "int"


def test_rank_is_predict_in_arrays(space: TypeSpace) -> None:
    queries = np.array([[0.0, 0.5], [9.0, 9.0]], np.float32)
    types, chances = space.rank(queries, n=2)
    for row, votes in enumerate(space.predict(queries, n=2)):
        listed = [(space.types[t], c) for t, c in zip(types[row], chances[row], strict=True) if t >= 0]
        assert listed == [(vote.type, vote.probability) for vote in votes]


def test_an_empty_map_predicts_nothing_until_markers_come() -> None:
    space = TypeSpace(TypeMap.empty(2))
    query = np.zeros((1, 2), np.float32)
    assert space.predict(query) == [[]]
    assert space.with_markers([[0.0, 1.0]], ["int"]).predict(query)[0][0].type == "int"
    assert space.predict(np.empty((0, 2), np.float32)) == []


def test_what_does_not_fit_is_refused(space: TypeSpace) -> None:
    with pytest.raises(ValueError, match="dimension 3"):
        space.with_overlay(TypeMap.empty(3))
    with pytest.raises(ValueError, match="index of 1 x 2"):
        TypeSpace(space.map, ExactIndex(np.zeros((1, 2), np.float32)))
    with pytest.raises(ValueError, match="k must be at least 1"):
        VotingRule(k=0)
    with pytest.raises(ValueError, match=r"queries must be \[Q, 2\]"):
        space.predict(np.zeros((1, 3), np.float32))


def test_compacting_folds_the_overlay_in_and_repeats_go(space: TypeSpace) -> None:
    adapted = space.with_markers([[20.0, 0.5], [20.0, 0.5], [20.0, 0.5]], ["shop.Basket", "shop.Basket", "shop.Till"])
    compact = adapted.compacted()
    assert len(compact.overlay) == 0
    assert [compact.map.marker(row).type for row in range(len(compact.map))] == [
        "int",
        "int",
        "str",
        "shop.Basket",
        "shop.Till",
    ]
    assert compact.rule == space.rule
    assert compact.predict(np.array([[20.0, 0.0]], np.float32))[0][0].type == "shop.Basket"


def test_an_adapted_space_is_saved_and_read_back(space: TypeSpace, tmp_path: Path) -> None:
    adapted = space.with_markers([[20.0, 0.5]], [TypeMarker("shop.Basket", "shop", "shop.py", 1, "basket")])
    adapted.save(tmp_path / "space")
    read = TypeSpace.load(tmp_path / "space")
    query = np.array([[20.0, 0.0], [0.1, 0.2]], np.float32)
    assert read.predict(query) == adapted.predict(query)
    assert read.rule == space.rule


def test_a_saved_overlay_can_be_laid_over_another_process_space(space: TypeSpace, tmp_path: Path) -> None:
    adapted = space.with_markers([[20.0, 0.5]], [TypeMarker("shop.Basket", "shop", "shop.py", 1, "basket")])
    save_map(adapted.overlay, tmp_path / "overlay")
    query = np.array([[20.0, 0.0]], np.float32)
    assert space.with_overlay(load_map(tmp_path / "overlay")).predict(query) == adapted.predict(query)


def test_a_rule_that_is_none_is_refused(space: TypeSpace, tmp_path: Path) -> None:
    for number, rule in enumerate(({"k": 0}, {"q": 1}, [1], {"p": "two"})):
        save_map(space.map, tmp_path / str(number), notes={"rule": rule})
        with pytest.raises(CheckpointError, match="voting rule is malformed"):
            TypeSpace.load(tmp_path / str(number))
