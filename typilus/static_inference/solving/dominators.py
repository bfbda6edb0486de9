"""Immediate dominators, in nearly linear time (Lengauer and Tarjan, TOPLAS 1979, the simple version).

networkx has them by the algorithm of Cooper, Harvey and Kennedy, which climbs the tree of dominators step by step: that
is quadratic where thousands of loops stand behind one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

__all__ = ["immediate_dominators"]


def immediate_dominators(successors: Mapping[int, Sequence[int]], root: int) -> dict[int, int]:
    """Return the nearest strict dominator of each node that is reached from the root, and the root for itself.

    Nodes come after their dominators, in the order of a depth-first search.

    Args:
        successors: Successors of each node that has any.
        root: Node where all paths begin.
    """
    nodes, parents = _searched(successors, root)
    index_of = {node: number for number, node in enumerate(nodes)}
    predecessors: list[list[int]] = [[] for _ in nodes]
    for number, node in enumerate(nodes):
        for successor in successors.get(node, ()):
            predecessors[index_of[successor]].append(number)
    forest = _Forest(len(nodes))
    waiting: list[list[int]] = [[] for _ in nodes]
    dominators = [0] * len(nodes)
    for number in range(len(nodes) - 1, 0, -1):
        parent = parents[number]
        forest.semi[number] = min(forest.semi[forest.lowest(predecessor)] for predecessor in predecessors[number])
        waiting[forest.semi[number]].append(number)
        forest.ancestors[number] = parent
        for index in waiting[parent]:
            lowest = forest.lowest(index)
            dominators[index] = lowest if forest.semi[lowest] < forest.semi[index] else parent
        waiting[parent].clear()
    for number in range(1, len(nodes)):
        if dominators[number] != forest.semi[number]:
            dominators[number] = dominators[dominators[number]]
    return {node: nodes[dominators[number]] for number, node in enumerate(nodes)}


class _Forest:
    """The part of the search tree that has been linked, with paths compressed on access.

    Args:
        count: Number of nodes.

    Attributes:
        semi: Semidominator of each node as far as it is known, as an index of the search.
        ancestors: A node above each linked node, -1 for the others.
    """

    def __init__(self, count: int) -> None:
        self.semi = list(range(count))
        self.ancestors = [-1] * count
        self._labels = list(range(count))

    def lowest(self, node: int) -> int:
        """The node with the lowest semidominator on the way up, the end of it left out."""
        ancestors, labels, semi = self.ancestors, self._labels, self.semi
        if ancestors[node] < 0:
            return node
        path = []
        while ancestors[ancestors[node]] >= 0:
            path.append(node)
            node = ancestors[node]
        start = path[0] if path else node
        for number in reversed(path):
            above = ancestors[number]
            if semi[labels[above]] < semi[labels[number]]:
                labels[number] = labels[above]
            ancestors[number] = ancestors[above]
        return labels[start]


def _searched(successors: Mapping[int, Sequence[int]], root: int) -> tuple[list[int], list[int]]:
    """The nodes in the order of a depth-first search, and for each the place of the node that it was found from."""
    nodes, parents = [root], [0]
    seen = {root}
    pending: list[tuple[int, Iterator[int]]] = [(0, iter(successors.get(root, ())))]
    while pending:
        number, following = pending[-1]
        node = next((successor for successor in following if successor not in seen), None)
        if node is None:
            pending.pop()
            continue
        seen.add(node)
        pending.append((len(nodes), iter(successors.get(node, ()))))
        nodes.append(node)
        parents.append(number)
    return nodes, parents
