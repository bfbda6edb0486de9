"""Trees as arrays answer what the trees answer that they were made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typilus.ranking.trees import TreeEnsemble

LEAVES = st.floats(-5, 5, width=32).map(lambda value: {"leaf_value": value})
TREES = st.recursive(
    LEAVES,
    lambda below: st.fixed_dictionaries(
        {
            "split_feature": st.integers(0, 3),
            "threshold": st.floats(-2, 2),
            "internal_value": st.floats(-5, 5, width=32),
            "left_child": below,
            "right_child": below,
        }
    ),
    max_leaves=12,
)
ROWS = st.lists(st.lists(st.floats(-3, 3, width=32), min_size=4, max_size=4), max_size=5)


def answer(tree: Mapping[str, Any], row: list[float]) -> float:
    """What a tree answers to a row, step by step."""
    while "leaf_value" not in tree:
        tree = tree["left_child" if row[tree["split_feature"]] <= tree["threshold"] else "right_child"]
    return float(tree["leaf_value"])


@settings(max_examples=60, deadline=None)
@given(st.lists(TREES, max_size=4), ROWS)
def test_scores_are_the_sums_of_the_answers(trees: list[Mapping[str, Any]], rows: list[list[float]]) -> None:
    ensemble = TreeEnsemble.of(trees, "abcd")
    table = np.array(rows, np.float32).reshape(-1, 4)
    expected = [sum(answer(tree, row) for tree in trees) for row in rows]
    assert ensemble.scores(table) == pytest.approx(expected, abs=1e-4)
    parts = ensemble.parts(table, np.array([1, 2, 2, 1], np.intp))
    assert parts.shape == (len(rows), 3)
    assert parts.sum(axis=1) == pytest.approx(expected, abs=1e-4)


def test_a_part_is_what_the_questions_of_its_group_add() -> None:
    tree = {
        "split_feature": 0,
        "threshold": 1.0,
        "internal_value": 0.5,
        "left_child": {"leaf_value": 0.25},
        "right_child": {
            "split_feature": 1,
            "threshold": 0.0,
            "internal_value": 2.0,
            "left_child": {"leaf_value": -1.0},
            "right_child": {"leaf_value": 3.0},
        },
    }
    ensemble = TreeEnsemble.of([tree], "ab")
    rows = np.array([[1.0, 9.0], [2.0, 0.0], [2.0, 1.0]], np.float32)
    assert ensemble.scores(rows).tolist() == [0.25, -1.0, 3.0]
    assert ensemble.parts(rows, np.array([1, 2])).tolist() == [[0.5, -0.25, 0.0], [0.5, 1.5, -3.0], [0.5, 1.5, 1.0]]


def test_many_rows_are_as_few() -> None:
    tree = {"split_feature": 0, "threshold": 0.5, "internal_value": 0.0, "left_child": {"leaf_value": -1.0},
            "right_child": {"leaf_value": 1.0}}  # fmt: skip
    table = np.random.default_rng(0).random((700, 1)).astype(np.float32)
    assert TreeEnsemble.of([tree, tree], "a").scores(table).tolist() == np.where(table[:, 0] > 0.5, 2.0, -2.0).tolist()


def test_no_trees_say_nothing() -> None:
    assert TreeEnsemble().scores(np.zeros((3, 0), np.float32)).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"left": [0, 1]}, "neither a leaf nor"),
        ({"left": [1, 0]}, "neither a leaf nor"),
        ({"right": [2, 1]}, "neither a leaf nor"),
        ({"roots": [2]}, "beyond the 2 nodes"),
        ({"roots": [-1]}, "beyond the 2 nodes"),
        ({"feature": [1, 0]}, "a feature beyond the 1"),
        ({"threshold": [float("inf"), 0]}, "not finite"),
        ({"value": [0, 1e9]}, "beyond 10000"),
        ({"value": [0, 1, 2]}, "other lengths"),
    ],
)
def test_what_is_no_tree_is_refused(changed: dict[str, list[float]], reason: str) -> None:
    whole = {"roots": [0], "feature": [0, 0], "threshold": [0, 0], "left": [1, 1], "right": [1, 1], "value": [0, 1]}
    kinds = {"threshold": np.float32, "value": np.float32}
    arrays: dict[str, Any] = {name: np.array(v, kinds.get(name, np.int32)) for name, v in (whole | changed).items()}
    with pytest.raises(ValueError, match=reason):
        TreeEnsemble(("a",), **arrays)


def test_endless_trees_are_refused() -> None:
    count = 200
    following = np.minimum(np.arange(1, count + 1), count - 1).astype(np.int32)
    zeros = np.zeros(count, np.float32)
    with pytest.raises(ValueError, match="deeper than"):
        TreeEnsemble(("a",), np.zeros(1, np.int32), np.zeros(count, np.int32), zeros, following, following, zeros)
