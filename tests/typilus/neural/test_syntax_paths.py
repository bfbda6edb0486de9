"""Paths against a slow search on random trees."""

from __future__ import annotations

from collections import deque

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from typilus.neural.syntax_paths import SyntaxTree


def random_tree(seed: int, num_inner: int = 25, num_leaves: int = 20, height: int = 4) -> SyntaxTree:
    """A tree whose leaves come in the order of the text, its inner nodes numbered at random."""
    rng = np.random.default_rng(seed)
    parents = np.array([-1, *(int(rng.integers(max(node - 4, 0), node)) for node in range(1, num_inner))])
    number = rng.permutation(num_inner)
    shuffled = np.full(num_inner, -1)
    shuffled[number] = np.where(parents >= 0, number[parents], -1)
    return SyntaxTree(shuffled, rng.integers(0, num_inner, num_leaves), height)


def slow_path(tree: SyntaxTree, start: int, end: int) -> list[int]:
    """Breadth-first search between the inner nodes above two leaves."""
    neighbors: dict[int, set[int]] = {node: set() for node in range(len(tree.parents))}
    for node, parent in enumerate(tree.parents.tolist()):
        if parent >= 0:
            neighbors[node].add(parent)
            neighbors[parent].add(node)
    first, last = int(tree.leaf_parents[start]), int(tree.leaf_parents[end])
    came_from, queue = {first: first}, deque([first])
    while queue:
        node = queue.popleft()
        for other in neighbors[node] - came_from.keys():
            came_from[other] = node
            queue.append(other)
    path = [last]
    while path[-1] != first:
        path.append(came_from[path[-1]])
    return path[::-1]


@given(st.integers(0, 10_000), st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_paths_are_those_that_a_search_finds_if_they_are_short_enough(seed: int, height: int) -> None:
    tree = random_tree(seed, height=height)
    starts, ends = (side.reshape(-1) for side in np.indices((20, 20)))
    found = tree.paths(starts, ends)
    assert found.shape == (400, height)
    for start, end, nodes in zip(starts.tolist(), ends.tolist(), found.tolist(), strict=True):
        path = slow_path(tree, start, end)
        expected = path if len(path) <= height else []
        assert nodes == expected + [-1] * (height - len(expected))


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_depths_and_spans_are_those_of_a_walk(seed: int) -> None:
    tree = random_tree(seed)
    below: dict[int, list[int]] = {node: [] for node in range(len(tree.parents))}
    for leaf, node in enumerate(tree.leaf_parents.tolist()):
        depth = 0
        while node >= 0:
            if depth < tree.height:
                below[node].append(leaf)
            node, depth = int(tree.parents[node]), depth + 1
        assert tree.depths[leaf] == depth
    first, last = tree.spans
    for node, leaves in below.items():
        assert (first[node], last[node]) == ((min(leaves), max(leaves)) if leaves else (20, -1))


def test_leaves_without_a_tree_have_no_paths() -> None:
    tree = SyntaxTree(np.array([-1]), np.array([-1, 0]), 3)
    assert (tree.paths(np.array([0, 0, 1]), np.array([0, 1, 0])) == -1).all()
    assert tree.paths(np.array([1]), np.array([1])).tolist() == [[0, -1, -1]]


def test_leaves_around_are_spread_over_each_node_above() -> None:
    # A root over two nodes, with leaves 0 to 3 below the one and 4 to 10 below the other.
    tree = SyntaxTree(np.array([-1, 0, 0]), np.array([1] * 4 + [2] * 7), 3)
    assert tree.leaves_around(np.array([2, 6]), 3).tolist() == [
        [0, 2, 3, 0, 5, 10, -1, -1, -1],
        [4, 7, 10, 0, 5, 10, -1, -1, -1],
    ]
