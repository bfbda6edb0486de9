"""The annotations of a project's files, labeled as in the corpus."""

from __future__ import annotations

import contextlib
from pathlib import Path

from graph_extraction import SourceDocument, SourceError, parse_source
from typilus.annotation_types import parse_type
from typilus.errors import TypeExpressionError
from typilus.lab.corpus.scanning import MAX_SOURCE_BYTES
from typilus.project import LabeledFile, ReExports, label_source, module_of_path, rename, summarize

__all__ = ["ProjectTruths"]


class ProjectTruths:
    """The public names of one project, and the labels of its files."""

    def __init__(self, name: str, root: Path) -> None:
        self.name, self.root = name, root
        summaries = []
        for path in sorted(root.rglob("*.py")):
            if path.stat().st_size <= MAX_SOURCE_BYTES:
                with contextlib.suppress(SourceError, OSError):
                    source = parse_source(path.read_bytes(), str(path))
                    summaries.append(summarize(source.tree, *module_of_path(path.relative_to(root).as_posix())))
        self._exports = ReExports(summaries)
        self._public: dict[str, str] = {}

    def labels(self, source: SourceDocument, path: str) -> LabeledFile:
        """Return a file with the canonical label of each of its symbols. `path` is relative to the project.

        Raises:
            SourceError: The file cannot be turned into a graph.
        """
        return label_source(source, self.name, module_of_path(path)[0], self._exports).file

    def public(self, type_text: str) -> str:
        """A predicted type as the labels would have it: every class under its public name."""
        if type_text not in self._public:
            try:
                self._public[type_text] = str(rename(parse_type(type_text), self._exports))
            except TypeExpressionError:
                self._public[type_text] = type_text
        return self._public[type_text]
