"""Predictions of many files filtered by one checker in a copy of their project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph_extraction.intake import read_bytes
from typilus.checking import CheckedProject, TypeChecker, choose_checker, find_environment
from typilus.errors import RewriteError, SourceError
from typilus.prediction.filtering import CheckerFilter
from typilus.prediction.values import FilePrediction
from typilus.project import ImportableNames, module_of
from typilus.rewriting import RewriteOptions, SourceAnnotator

__all__ = ["ProjectJudge"]


@dataclass(frozen=True)
class ProjectJudge:
    """A checker that can be run, and the project whose files it judges.

    Attributes:
        checker: the judge.
        root: the project that it sees.
        python: interpreter of the environment that has the project's dependencies.
    """

    checker: TypeChecker
    root: Path
    python: Path | None

    @classmethod
    def chosen(cls, checker: str, root: Path, environment: str | os.PathLike[str] | None = None) -> ProjectJudge:
        """The judge of that name, or for "auto" the one that fits the project; nothing is run yet.

        Raises:
            CheckerError: there is no such checker, it is not installed, or there is no such environment.
        """
        return cls(choose_checker(checker, root).checker, root, find_environment(environment))

    def filtered(self, predictions: Iterable[FilePrediction]) -> Iterator[FilePrediction]:
        """Let the checker reject candidates, file after file; files that are no plain Python 3 source stay as they are.

        Raises:
            CheckerError: the project is no folder, or a file lies outside of it.
        """
        options = RewriteOptions(importable=ImportableNames.of_project(self.root, self.python))
        with CheckedProject(self.root, self.python) as project:
            judge = CheckerFilter(self.checker, project)
            for prediction in predictions:
                yield prediction if prediction.error is not None else _filtered(prediction, judge, options)


def _filtered(prediction: FilePrediction, judge: CheckerFilter, options: RewriteOptions) -> FilePrediction:
    path = Path(prediction.path)
    module = module_of(prediction.path, judge.project.root)
    options = replace(options, module=module, is_package=path.stem == "__init__")
    try:
        annotator = SourceAnnotator(read_bytes(path), options, prediction.path)
    except (OSError, SourceError, RewriteError):
        return prediction
    return judge.filter(prediction, annotator).prediction
