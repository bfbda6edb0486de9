"""Regression trees whose answers add up, as arrays: what boosting has learned, without the library that learned it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["TreeEnsemble"]

_MOST_NODES = 1 << 20
_MOST_STEPS = 64
_MOST_ANSWER = 1e4
"""Learned answers are below 20; far larger ones would overflow the exponential."""
_ROWS = 256
"""Rows that are sent down all trees at once: what they need fits a core's cache."""

Table = npt.NDArray[np.float32]
Nodes = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class TreeEnsemble:
    """T trees of N nodes in all, each node behind its parent.

    An inner node sends a row with at most `threshold` in its `feature` to `left`, any other to `right`. A leaf leads to
    itself. `value` is a leaf's answer, and of an inner node the mean of the answers below it: the difference of two
    nodes is what the question between them adds.

    Attributes:
        names: Names of the F features.
        roots: `[T]`.
        feature: `[N]` index into the names, 0 of a leaf.
        threshold: `[N]`.
        left, right: `[N]` nodes.
        value: `[N]`.

    Raises:
        ValueError: These are no trees.
    """

    names: tuple[str, ...] = ()
    roots: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    feature: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    threshold: Table = field(default_factory=lambda: np.zeros(0, np.float32))
    left: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    right: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    value: Table = field(default_factory=lambda: np.zeros(0, np.float32))
    _feature: Nodes = field(init=False, repr=False)
    _following: Nodes = field(init=False, repr=False)
    """`[2 N]`: left and right of each node in turn."""
    _steps: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        count, numbers = len(self.value), np.arange(len(self.value))
        nodes = (self.feature, self.threshold, self.left, self.right, self.value)
        if any(array.shape != (count,) for array in nodes) or self.roots.ndim != 1 or count > _MOST_NODES:
            raise ValueError(f"the arrays of {count} nodes have other lengths, or there are too many")
        if not (np.isfinite(self.threshold).all() and (np.abs(self.value) <= _MOST_ANSWER).all()):
            raise ValueError(f"a threshold is not finite, or an answer is beyond {_MOST_ANSWER:g}")
        if count and (self.feature.min() < 0 or self.feature.max() >= max(1, len(self.names))):
            raise ValueError(f"a node asks for a feature beyond the {len(self.names)}")
        is_leaf = (self.left == numbers) & (self.right == numbers)
        leads_on = (self.left > numbers) & (self.right > numbers) & (self.left < count) & (self.right < count)
        if not (is_leaf | leads_on).all():
            raise ValueError("a node is neither a leaf nor in front of both nodes that it leads to")
        if len(self.roots) and (self.roots.min() < 0 or self.roots.max() >= count):
            raise ValueError(f"a tree begins beyond the {count} nodes")
        following = np.stack([self.left, self.right], axis=1).astype(np.intp)
        object.__setattr__(self, "_feature", self.feature.astype(np.intp))
        object.__setattr__(self, "_following", following.ravel())
        object.__setattr__(self, "_steps", _longest_path(self.roots, following))

    @classmethod
    def of(cls, trees: Sequence[Mapping[str, Any]], names: Sequence[str]) -> TreeEnsemble:
        """Return the trees that LightGBM describes (`tree_structure` of its `dump_model`)."""
        nodes: list[tuple[int, float, int, int, float]] = []
        roots = []
        for tree in trees:
            roots.append(len(nodes))
            _add(tree, nodes)
        feature, threshold, left, right, value = zip(*nodes, strict=True) if nodes else ((), (), (), (), ())
        return cls(
            tuple(names),
            np.array(roots, np.int32),
            np.array(feature, np.int32),
            _rounded_down(np.array(threshold, np.float64)),
            np.array(left, np.int32),
            np.array(right, np.int32),
            np.array(value, np.float32),
        )

    def scores(self, table: Table) -> npt.NDArray[np.float64]:
        """`[R]`: the sums of what all trees answer to the rows of a table `[R, F]`."""
        scores = np.zeros(len(table))
        for start in range(0, len(table), _ROWS):
            *_, leaves = self._descents(table[start : start + _ROWS])
            scores[start : start + _ROWS] = self.value.take(leaves).sum(axis=1, dtype=np.float64)
        return scores

    def parts(self, table: Table, groups: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """Return how much each group of features adds to the scores.

        Args:
            table: `[R, F]` features.
            groups: `[F]` number of each feature's group, from 1 on.

        Returns:
            `[R, G + 1]`, what the groups add; in column 0 what the trees say of everything. The sum of a row is its
            score.
        """
        row = np.arange(len(table))[:, None]
        added = np.zeros((len(table), int(groups.max(initial=0)) + 1))
        added[:, 0] = self.value[self.roots].sum(dtype=np.float64)
        for node, following in pairwise(self._descents(table)):
            np.add.at(added, (row, groups[self._feature[node]]), self.value[following] - self.value[node])
        return added

    def _descents(self, table: Table) -> Iterator[Nodes]:
        """The nodes `[R, T]` that the rows reach step by step, from the roots on until all have reached leaves."""
        node = np.repeat(self.roots.astype(np.intp)[None], len(table), axis=0)
        yield node
        values, start = table.ravel(), (np.arange(len(table)) * table.shape[1])[:, None]
        for _ in range(self._steps):
            asked = self._feature.take(node)
            asked += start
            is_above = values.take(asked) > self.threshold.take(node)
            node = self._following.take(2 * node + is_above)
            yield node


def _longest_path(roots: npt.NDArray[np.int32], following: Nodes) -> int:
    """The number of questions that a row answers at most.

    Raises:
        ValueError: It is beyond what boosting makes.
    """
    node = np.unique(roots).astype(np.intp)
    for steps in range(_MOST_STEPS):
        node = np.unique(following[node][following[node] != node[:, None]])
        if not len(node):
            return steps
    raise ValueError(f"a tree is deeper than {_MOST_STEPS} nodes")


def _rounded_down(thresholds: npt.NDArray[np.float64]) -> Table:
    """The largest float32 not above each threshold, which parts the rows of a float32 table as the threshold does."""
    rounded = thresholds.astype(np.float32)
    return np.where(rounded > thresholds, np.nextafter(rounded, np.float32(-np.inf)), rounded)


def _add(tree: Mapping[str, Any], nodes: list[tuple[int, float, int, int, float]]) -> None:
    """Add a tree's nodes, each in front of its children."""
    number = len(nodes)
    if "leaf_value" in tree:
        nodes.append((0, 0.0, number, number, float(tree["leaf_value"])))
        return
    nodes.append((0, 0.0, 0, 0, 0.0))
    left = len(nodes)
    _add(tree["left_child"], nodes)
    right = len(nodes)
    _add(tree["right_child"], nodes)
    nodes[number] = (tree["split_feature"], float(tree["threshold"]), left, right, float(tree["internal_value"]))
