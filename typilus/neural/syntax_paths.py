"""Paths through a syntax tree, from leaf to leaf over the nodes above them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

__all__ = ["SyntaxTree"]

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SyntaxTree:
    """M inner nodes with N leaves below them, read up to some height above the leaves.

    Attributes:
        parents: `[M]` the node above each inner node, -1 for the root.
        leaf_parents: `[N]` the inner node above each leaf, in the order of the text, -1 for one that has none.
        height: L, how many nodes above a leaf are looked at, which is also the greatest length of a path.
    """

    parents: Numbers
    leaf_parents: Numbers
    height: int

    @cached_property
    def ancestors(self) -> Numbers:
        """`[N, L]` the node above each leaf, the one above that and so on, -1 beyond the root."""
        table = np.full((len(self.leaf_parents), self.height), -1, dtype=np.int64)
        current = self.leaf_parents
        for level in range(self.height):
            table[:, level] = current
            current = np.where(current >= 0, self.parents[current], -1)
        return table

    @cached_property
    def depths(self) -> Numbers:
        """`[N]` how many nodes lie above each leaf."""
        # Pointer jumping: each round doubles how far `jump` leads.
        count, jump = (self.parents >= 0).astype(np.int64), self.parents
        while (jump >= 0).any():
            inner = jump >= 0
            count = count + np.where(inner, count[jump], 0)
            jump = np.where(inner, jump[jump], -1)
        return np.where(self.leaf_parents >= 0, count[self.leaf_parents] + 1, 0)

    @cached_property
    def spans(self) -> tuple[Numbers, Numbers]:
        """`[M]` the first and the last leaf within L levels below each inner node, first > last without any."""
        first = np.full(len(self.parents), len(self.leaf_parents), dtype=np.int64)
        last = np.full(len(self.parents), -1, dtype=np.int64)
        for nodes in self.ancestors.T:
            (leaves,) = np.nonzero(nodes >= 0)
            np.minimum.at(first, nodes[leaves], leaves)
            np.maximum.at(last, nodes[leaves], leaves)
        return first, last

    def paths(self, starts: Numbers, ends: Numbers) -> Numbers:
        """`[P, L]` the inner nodes of the shortest way between leaves, filled with -1 behind the end.

        The way leads up to the lowest node above both and down again; a leaf is joined with itself by its parent. The
        row of a way that has more than L nodes, or none, is all -1.
        """
        up, down = self.ancestors[starts], self.ancestors[ends]
        level = np.arange(self.height)
        # Ancestors of equal depth lie at levels that differ as the depths of the leaves do.
        level_below_end = level - (self.depths[starts] - self.depths[ends])[:, None]
        inside = (level_below_end >= 0) & (level_below_end < self.height) & (up >= 0)
        meets = inside & (np.take_along_axis(down, level_below_end.clip(0, self.height - 1), axis=1) == up)
        top = meets.argmax(axis=1)
        downward = top - (self.depths[starts] - self.depths[ends])
        lengths = np.where(meets.any(axis=1), top + downward + 1, self.height + 1)
        # Beyond the top, the ways lead down the ancestors of the end, the highest first.
        index_below_end = (downward + top)[:, None] - level
        below = np.take_along_axis(down, index_below_end.clip(0, self.height - 1), axis=1)
        nodes = np.where(level <= top[:, None], up, below)
        exists = (level < lengths[:, None]) & (lengths <= self.height)[:, None]
        return np.where(exists, nodes, -1)

    def leaves_around(self, leaves: Numbers, count: int) -> Numbers:
        """`[n, L * count]` leaves spread evenly below each node above some leaves, its first and last among them.

        -1 where there is no such node. So each part of what surrounds a leaf is represented, whatever its size.
        """
        first, last = self.spans
        nodes = self.ancestors[leaves]
        share = np.arange(count) / max(count - 1, 1)
        begin, width = first[nodes], (last - first)[nodes]
        spread = begin[:, :, None] + np.rint(width[:, :, None] * share).astype(np.int64)
        return np.where((nodes >= 0)[:, :, None], spread, -1).reshape(len(leaves), -1)
