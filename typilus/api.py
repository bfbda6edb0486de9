"""What most users need: predict a file, a text, many files; load a model."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import judging, models
from typilus.config import find_root

if TYPE_CHECKING:
    from typilus.judging import ProjectJudge
    from typilus.prediction import FilePrediction, Predictor

__all__ = ["load", "predict", "predict_paths", "predict_source"]


def load(folder: str | os.PathLike[str] | None = None) -> Predictor:
    """Load a model: the embedded one, or that of a folder.

    Raises:
        CheckpointError: it is missing, damaged or of another version.
    """
    return models.load_predictor(models.embedded_folder() if folder is None else folder)


@functools.lru_cache(maxsize=1)
def _embedded() -> Predictor:
    return load()


def predict(
    path: str | os.PathLike[str],
    *,
    project: str | os.PathLike[str] | None = None,
    top: int = 5,
    min_confidence: float = 0.0,
    checker: str | None = None,
    environment: str | os.PathLike[str] | None = None,
) -> FilePrediction:
    """Rank types for every parameter, return, variable and attribute of one file.

    >>> print(typilus.predict("shop.py"))              # a table
    >>> typilus.predict("shop.py").to_json()           # for programs
    >>> typilus.predict("shop.py", project=".")        # knows the types of the project, too
    >>> typilus.predict("shop.py", checker="mypy")     # only what mypy lets pass

    Args:
        path: of the file.
        project: a folder whose annotated symbols join the type map. Those of the file itself vote for its other
            symbols; a symbol's own annotation never votes for it.
        top: at most so many candidates a symbol.
        min_confidence: candidates below this probability are left out.
        checker: a type checker that rejects candidates: "pytype", "mypy", "pyright", "pyrefly", "ty" or "auto". It sees
            a copy of the project. The first candidate left is the one that stands, together with all others.
        environment: interpreter of the environment that has the project's dependencies, for the checker.

    Raises:
        CheckerError: the checker is unknown or not installed, or the environment is none; before any work.
        SourceError: the file cannot be read as Python.
        CheckpointError: this installation has no sound model.
        TypilusError: the project is no folder.
    """
    judge = None if checker is None else _judge(checker, project or find_root(path), environment)
    prediction = _embedded().predict(path, project=project, top=top, min_confidence=min_confidence)
    return prediction if judge is None else next(judge.filtered([prediction]))


def predict_source(
    source: str | bytes,
    *,
    path: str = "<string>",
    project: str | os.PathLike[str] | None = None,
    top: int = 5,
    min_confidence: float = 0.0,
) -> FilePrediction:
    """Like `predict`, for source text; `path` names it in the result.

    Raises:
        As `predict`.
    """
    return _embedded().predict_source(source, path=path, project=project, top=top, min_confidence=min_confidence)


def predict_paths(
    paths: Iterable[str | os.PathLike[str]],
    *,
    project: str | os.PathLike[str] | None = None,
    top: int = 5,
    min_confidence: float = 0.0,
    checker: str | None = None,
    environment: str | os.PathLike[str] | None = None,
) -> Iterator[FilePrediction]:
    """Like `predict`, for many files, lazily and in order; folders are walked.

    A file that cannot be read has `error` set and no symbols; the others go on.

    Raises:
        CheckpointError: this installation has no sound model.
        CheckerError: the checker is unknown or not installed, or the environment is none; before any work.
        TypilusError: the project is no folder.
    """
    paths = [paths] if isinstance(paths, str | os.PathLike) else paths
    judge = None
    if checker is not None:
        # Paths may come without end: only the first is looked at, for the project that it lies in.
        remaining = iter(paths)
        first = list(itertools.islice(remaining, 1))
        judge = _judge(checker, project or find_root(first[0] if first else "."), environment)
        paths = itertools.chain(first, remaining)
    predictions = _embedded().predict_paths(paths, project=project, top=top, min_confidence=min_confidence)
    return predictions if judge is None else judge.filtered(predictions)


def _judge(checker: str, root: str | os.PathLike[str], environment: str | os.PathLike[str] | None) -> ProjectJudge:
    return judging.ProjectJudge.chosen(checker, Path(root), environment)
