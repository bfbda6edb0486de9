"""Predictions of many files filtered by one checker in a copy of their project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from graph_extraction import SourceDocument
from typilus.checking import CheckedProject, TypeChecker
from typilus.errors import RewriteError, SourceError
from typilus.judging.filtering import CheckerFilter
from typilus.prediction import FilePrediction, document_of
from typilus.project import DISK, Documents, ImportableNames, module_of, with_document
from typilus.rewriting import RewriteOptions, SourceAnnotator

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
    return SourceAnnotator(document, options)


@dataclass(frozen=True)
class ProjectJudge:
    """A checker that can be run, and the project whose files it judges.

    Attributes:
        checker: The judge.
        root: The project that it sees.
        python: Interpreter of the environment that has the project's dependencies.
        documents: Give the project's files.
    """

    checker: TypeChecker
    root: Path
    python: Path | None
    documents: Documents = DISK

    def filtered(self, predictions: Iterable[FilePrediction]) -> Iterator[FilePrediction]:
        """Let the checker reject candidates, file after file. Files that are not plain Python 3 source are kept.

        Raises:
            CheckerError: The project is no folder, or a file lies outside of it.
        """
        with CheckedProject(self.root, self.python, self.documents) as project:
            judge = CheckerFilter(self.checker, project)
            for prediction in predictions:
                yield prediction if prediction.error is not None else _filtered(prediction, judge, self._options)

    @cached_property
    def _options(self) -> RewriteOptions:
        return RewriteOptions(importable=ImportableNames.of_project(self.root, self.python, self.documents))


def _filtered(prediction: FilePrediction, judge: CheckerFilter, options: RewriteOptions) -> FilePrediction:
    try:
        annotator = open_annotator(document_of(prediction), judge.project.root, options)
    except (SourceError, RewriteError):
        return prediction
    return judge.filter(prediction, annotator).prediction
