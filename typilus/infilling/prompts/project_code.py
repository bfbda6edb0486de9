"""Parts of a project's other files for prompts: the classes that a file names, and the calls of what it defines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph_extraction import DefinitionNode, SourceDocument
from typilus.infilling.prompts.call_sites import CallSite, calls_in
from typilus.infilling.prompts.code_lines import LARGEST_OUTLINE, CodeLine, PlacedCode
from typilus.infilling.prompts.outlines import Outliner
from typilus.project import AnalyzedFile, FileState, parsed_document
from typilus.semantics import semantics_of

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["ProjectCode"]

_IMPORTERS = 8
"""So many files that may use what a file defines are searched, the nearest first."""
_OUTLINES = 512


class ProjectCode:
    """The other files of a project, as one of its files sees them.

    Args:
        project: The project.
        file: The file, whose text on disk is never looked at.
    """

    def __init__(self, project: ProjectMarkers, file: AnalyzedFile) -> None:
        self._project = project
        self._module = file.module
        self._defined = tuple(
            statement.name for statement in file.document.tree.body if isinstance(statement, DefinitionNode)
        )
        self.class_outline = lru_cache(maxsize=_OUTLINES)(self._class_outline)

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {summary.module: path for path, summary in self._project.summaries.items()}

    def calls_of(self, name: str) -> Iterator[CallSite]:
        """The calls of a name in files that may import this one."""
        for document in self._importers:
            yield from calls_in(document).get(name, ())

    @cached_property
    def _importers(self) -> list[SourceDocument]:
        modules = self._project.importers.of(self._module, self._defined) if self._module else []
        documents = map(self._document, modules[:_IMPORTERS])
        return [document for document in documents if document is not None]

    def _class_outline(self, name: str) -> list[CodeLine]:
        """The outline of a class of another file by its absolute name, nothing if there is none."""
        definition = self._project.exports.defined_in(name)
        if definition is None:
            return []
        module, qualified = definition
        document = self._document(module)
        if document is None:
            return []
        semantics = semantics_of(document)
        for node in semantics.classes:
            if semantics.scopes[node].qualified_name == qualified:
                return Outliner(document, PlacedCode(document.exact_text, ())).class_outline(node, {}, LARGEST_OUTLINE)
        return []

    def _document(self, module: str) -> SourceDocument | None:
        path = self._paths.get(module)
        if path is None or module == self._module:
            return None
        state = FileState.of(Path(path), self._project.documents)
        return None if state is None else parsed_document(state)
