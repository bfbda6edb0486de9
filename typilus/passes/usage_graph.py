"""Which files of a project use which, by their imports, and the order in which types flow through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from typilus.project import ModuleSummary, imported_modules

__all__ = ["UsageGraph"]


class UsageGraph:
    """The imports between the files of a project.

    Args:
        summaries: What each file defines and imports, by its path.
    """

    def __init__(self, summaries: Mapping[str, ModuleSummary]) -> None:
        files: dict[str, str] = {}
        for path, summary in sorted(summaries.items()):
            files.setdefault(summary.module, path)
        self._used: dict[str, tuple[str, ...]] = {
            path: tuple(files[name] for name in imported_modules(summary) if name in files)
            for path, summary in sorted(summaries.items())
        }
        self._users: dict[str, list[str]] = {path: [] for path in self._used}
        for path, others in self._used.items():
            for other in others:
                self._users[other].append(path)

    def parts(self) -> list[tuple[str, ...]]:
        """The files in groups that import one another in a circle, each after all groups that it uses.

        Within a group, those come first that need the fewest of it: an import that closes a circle is ignored.
        """
        return list(_strongly_connected(self._used))

    def around(self, paths: Iterable[str], steps: int) -> set[str]:
        """Some files with all that so many imports, in either direction, lead to."""
        reached = {path for path in paths if path in self._used}
        edge = reached
        for _ in range(steps):
            edge = {other for path in edge for other in (*self._used[path], *self._users[path])} - reached
            reached = reached | edge
        return reached


def _strongly_connected(edges: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Tarjan's components (SIAM J. Comput. 1972), by a stack of its own: chains are longer than Python's may be."""
    index: dict[str, int] = {}
    least: dict[str, int] = {}
    open_nodes: dict[str, None] = {}
    finished: dict[str, int] = {}
    for start in edges:
        if start in index:
            continue
        stack = [(start, iter(edges[start]))]
        index[start] = least[start] = len(index)
        open_nodes[start] = None
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                finished[node] = len(finished)
                if stack:
                    outer = stack[-1][0]
                    least[outer] = min(least[outer], least[node])
                if least[node] == index[node]:
                    yield tuple(sorted(_closed(open_nodes, node), key=finished.__getitem__))
            elif following not in index:
                index[following] = least[following] = len(index)
                open_nodes[following] = None
                stack.append((following, iter(edges[following])))
            elif following in open_nodes:
                least[node] = min(least[node], index[following])


def _closed(open_nodes: dict[str, None], root: str) -> Iterator[str]:
    """Take a component off the open nodes: all that were opened after its root, and that."""
    node = None
    while node != root:
        node, _ = open_nodes.popitem()
        yield node
