"""What most users need: predict a file, a text, many files; load a model."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typilus.prediction import FilePrediction, Predictor

__all__ = ["load", "predict", "predict_paths", "predict_source"]


def load(folder: str | os.PathLike[str] | None = None) -> Predictor:
    """Load a model: the embedded one, or that of a folder.

    Raises:
        CheckpointError: it is missing, damaged or of another version.
    """
    from typilus.models.loading import embedded_folder, load_predictor

    return load_predictor(embedded_folder() if folder is None else folder)


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
    return _embedded().predict(
        path,
        project=project,
        top=top,
        min_confidence=min_confidence,
        checker=checker,
        environment=environment,
    )


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
    return _embedded().predict_paths(
        paths,
        project=project,
        top=top,
        min_confidence=min_confidence,
        checker=checker,
        environment=environment,
    )
