"""Predictions of many files filtered by one checker in a copy of their project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import TracebackType

from graph_extraction import SourceDocument
from typilus.checking import CheckedProject, TypeChecker
from typilus.errors import RewriteError, SourceError
from typilus.judging.filtering import CheckerFilter
from typilus.prediction import FilePrediction, document_of
from typilus.project import DISK, Documents, ImportableNames, module_of, with_document
from typilus.rewriting import NotebookCode, RewriteOptions, SourceAnnotator

__all__ = ["ProjectJudge", "open_annotator"]


def open_annotator(document: SourceDocument, root: Path, options: RewriteOptions) -> SourceAnnotator:
    """Open a file of a project to write annotations into it.

    Args:
        document: The file; other files of the project see it as it is here.
        root: Of the project, where module names start.
        options: How to write; the module is the file's own.

    Raises:
        RewriteError: It is no plain source file of Python 3.
    """
    importable = options.importable
    if importable is not None:
        importable = importable.with_documents(with_document(importable.documents, document))
    module = module_of(document.path, root, DISK if importable is None else importable.documents)
    options = replace(options, module=module, is_package=document.is_package, importable=importable)
    if isinstance(document, NotebookCode):  # its readers know imports, and hardly `if TYPE_CHECKING:`
        options = replace(options, typing_only=False)
    return SourceAnnotator(document, options)


class ProjectJudge:
    """A checker and the copy of a project whose files it judges. A context, as it may keep the checker warm.

    Args:
        checker: The judge.
        root: The project that it sees.
        python: Interpreter of the environment that has the project's dependencies.
        documents: Give the project's files.
    """

    def __init__(self, checker: TypeChecker, root: Path, python: Path | None, documents: Documents = DISK) -> None:
        self._project = CheckedProject(root, python, documents)
        self._filter = CheckerFilter(checker, self._project)
        self._options = RewriteOptions(importable=ImportableNames.of_project(root, python, documents))

    def __enter__(self) -> ProjectJudge:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._project.close()

    def filtered(self, prediction: FilePrediction) -> FilePrediction:
        """Let the checker reject candidates. A file that is no plain Python 3 source is kept.

        Raises:
            CheckerError: The project is no folder, or the file lies outside of it.
        """
        if prediction.error is not None:
            return prediction
        try:
            annotator = open_annotator(document_of(prediction), self._filter.project.root, self._options)
        except (SourceError, RewriteError):
            return prediction
        return self._filter.filter(prediction, annotator).prediction
