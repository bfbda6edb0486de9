"""Predictions of many files filtered by one checker in a copy of their project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from typilus.checking.environments import find_environment
from typilus.checking.project import CheckedProject
from typilus.checking.selection import choose_checker
from typilus.errors import RewriteError, SourceError
from typilus.prediction.filtering import CheckerFilter
from typilus.prediction.reading import module_of
from typilus.prediction.values import FilePrediction
from typilus.rewriting.annotating import SourceAnnotator
from typilus.rewriting.edits import RewriteOptions
from typilus.rewriting.importable import ImportableNames

__all__ = ["filtered"]


def filtered(
    predictions: Iterable[FilePrediction],
    checker: str,
    root: Path,
    environment: str | os.PathLike[str] | None = None,
) -> Iterator[FilePrediction]:
    """Let a checker reject candidates, file after file; files that are no plain Python 3 source stay as they are.

    Args:
        predictions: of files inside `root`.
        checker: its name, or "auto".
        root: the project that the checker sees.
        environment: what has the project's dependencies, see `find_environment`.

    Raises:
        CheckerError: there is no such checker, folder or environment, or a file lies outside of the project.
    """
    chosen = choose_checker(checker, root).checker
    python = find_environment(environment)
    options = RewriteOptions(importable=ImportableNames.of_project(root, python))
    with CheckedProject(root, python) as project:
        judge = CheckerFilter(chosen, project)
        for prediction in predictions:
            yield prediction if prediction.error is not None else _filtered(prediction, judge, options)


def _filtered(prediction: FilePrediction, judge: CheckerFilter, options: RewriteOptions) -> FilePrediction:
    path = Path(prediction.path)
    module = module_of(prediction.path, judge.project.root)
    options = replace(options, module=module, is_package=path.stem == "__init__")
    try:
        annotator = SourceAnnotator(path.read_bytes(), options, prediction.path)
    except (OSError, SourceError, RewriteError):
        return prediction
    return judge.filter(prediction, annotator).prediction
