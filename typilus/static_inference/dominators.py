"""Immediate dominators, in nearly linear time (Lengauer and Tarjan, TOPLAS 1979, the simple version).

networkx has them by the algorithm of Cooper, Harvey and Kennedy, which climbs the tree of dominators step by step: that
is quadratic where thousands of loops stand behind one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

__all__ = ["immediate_dominators"]


def immediate_dominators(successors: Mapping[int, Sequence[int]], root: int) -> dict[int, int]:
    """For each node that is reached from the root its nearest strict dominator; the root has itself.

    Nodes stand behind their dominators, in the order of a depth-first search.

    Args:
        successors: of each node that has any.
        root: where all ways begin.
    """
    nodes, parents = _searched(successors, root)
    place = {node: number for number, node in enumerate(nodes)}
    predecessors: list[list[int]] = [[] for _ in nodes]
    for number, node in enumerate(nodes):
        for successor in successors.get(node, ()):
            predecessors[place[successor]].append(number)
    forest = _Forest(len(nodes))
    waiting: list[list[int]] = [[] for _ in nodes]
    dominators = [0] * len(nodes)
    for number in range(len(nodes) - 1, 0, -1):
        parent = parents[number]
        forest.semi[number] = min(forest.semi[forest.lowest(each)] for each in predecessors[number])
        waiting[forest.semi[number]].append(number)
        forest.ancestors[number] = parent
        for each in waiting[parent]:
            lowest = forest.lowest(each)
            dominators[each] = lowest if forest.semi[lowest] < forest.semi[each] else parent
        waiting[parent].clear()
    for number in range(1, len(nodes)):
        if dominators[number] != forest.semi[number]:
            dominators[number] = dominators[dominators[number]]
    return {node: nodes[dominators[number]] for number, node in enumerate(nodes)}


class _Forest:
    """What of the tree of the search has been linked; paths in it are compressed as they are asked for.

    Args:
        count: of nodes.

    Attributes:
        semi: of each node its semidominator as far as it is known: a place in the search.
        ancestors: of each node that is linked, a node above it; -1 of the others.
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
        for each in reversed(path):
            above = ancestors[each]
            if semi[labels[above]] < semi[labels[each]]:
                labels[each] = labels[above]
            ancestors[each] = ancestors[above]
        return labels[start]


def _searched(successors: Mapping[int, Sequence[int]], root: int) -> tuple[list[int], list[int]]:
    """The nodes in the order of a depth-first search, and for each the place of the node that it was found from."""
    nodes, parents = [root], [0]
    seen = {root}
    pending: list[tuple[int, Iterator[int]]] = [(0, iter(successors.get(root, ())))]
    while pending:
        number, following = pending[-1]
        node = next((each for each in following if each not in seen), None)
        if node is None:
            pending.pop()
            continue
        seen.add(node)
        pending.append((len(nodes), iter(successors.get(node, ()))))
        nodes.append(node)
        parents.append(number)
    return nodes, parents
