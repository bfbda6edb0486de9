"""The work of one worker on the files of a project, made once for them all.

It is made of options and paths alone, which can be sent to another process, and is a context, as it may keep a checker
warm. In one process it may hold what was made before: a model, the markers of a project.
"""

from __future__ import annotations

import functools
import os
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from typilus import infilling, models
from typilus.model_choice import ModelChoice
from typilus.options import AnnotateOptions, AuditOptions, PredictOptions, ReportOptions
from typilus.prediction import Predictor

if TYPE_CHECKING:
    from typing_extensions import Self


__all__ = ["FileTask", "model_of", "share_language_model"]

Options = TypeVar("Options", PredictOptions, AnnotateOptions, AuditOptions, ReportOptions)
_IN_THIS_PROCESS = "gguf:"


class FileTask:
    """A context that closes what a subclass has opened."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()


def model_of(choice: ModelChoice) -> Predictor:
    """The model that is named or given. A process loads the same model once, and goes on with it in the next project.

    Raises:
        As `find_predictor`.
    """
    if isinstance(choice.model, Predictor):
        return models.find_predictor(choice)
    return _loaded(choice if choice.model is None else replace(choice, model=os.fspath(choice.model)))


@functools.lru_cache(maxsize=1)
def _loaded(choice: ModelChoice) -> Predictor:
    return models.find_predictor(choice)


def share_language_model(options: Options) -> Options:
    """The options with a model that all processes ask, where each would load it: this one opens a GGUF file, once.

    Raises:
        InfillError: It cannot be opened.
    """
    if not isinstance(options.infill, str) or not options.infill.startswith(_IN_THIS_PROCESS):
        return options
    opened = infilling.open_infiller(options.infill, infilling.InfillerOptions(options.infill_dialect))
    return replace(options, infill=opened)
