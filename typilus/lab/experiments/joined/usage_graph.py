"""The files of a project that use one another, by their imports."""

from __future__ import annotations

from collections.abc import Mapping

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
        self._neighbors: dict[str, dict[str, None]] = {path: {} for path in sorted(summaries)}
        for path in self._neighbors:
            for name in imported_modules(summaries[path]):
                other = files.get(name)
                if other is not None and other != path:
                    self._neighbors[path][other] = None
                    self._neighbors[other][path] = None

    def around(self, path: str, steps: int) -> list[str]:
        """A file and all that so many imports, in either direction, lead to, the nearest first."""
        reached = dict.fromkeys([path] if path in self._neighbors else [])
        edge = list(reached)
        for _ in range(steps):
            edge = [other for file in edge for other in self._neighbors[file] if other not in reached]
            reached |= dict.fromkeys(edge)
        return list(reached)
