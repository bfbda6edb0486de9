"""`typilus predict`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.checking import find_environment
from typilus.config import find_root
from typilus.errors import TypilusError
from typilus.interfaces.cli.announcing import announced_checker
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.loading import load_model, load_project
from typilus.interfaces.cli.output import print_array, print_lines, show
from typilus.interfaces.cli.progress import tracked
from typilus.judging import ProjectJudge
from typilus.prediction import FilePrediction, Predictor
from typilus.printable import printable

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["predict"]

_STANDARD_INPUT = "-"
_STDIN = "<stdin>"


def predict(options: argparse.Namespace) -> int:
    """Predict the named files and print them in the asked format."""
    if options.project is not None and not os.path.isdir(options.project):  # noqa: PTH112
        raise TypilusError(f"{options.project}: no such folder; --project names a folder of Python files")
    judge = _judge(options)
    checker = None if judge is None else judge.checker.name
    predictor = load_model(options.model)
    markers = None if options.project is None else load_project(predictor, options.project)
    predictions = _predictions(predictor, options, markers, judge)
    counted = _Counted(tracked(predictions, options.paths, "predicting"), checker)
    if options.format == "jsonl":
        print_lines(counted)
    elif options.format == "json":
        print_array(counted)
    elif options.format == "sarif":
        _print_log(counted, options.paths[0])
    else:
        _print_tables(counted)
    if counted.files == 0:
        print("typilus: no Python files there", file=sys.stderr)
    return ExitCode.SOME_FILES_FAILED if counted.failed else ExitCode.OK


def _judge(options: argparse.Namespace) -> ProjectJudge | None:
    """The checker that judges, None for nobody.

    Raises:
        CheckerError: the checker cannot be used.
    """
    first = next((path for path in options.paths if path != _STANDARD_INPUT), ".")
    root = Path(options.project or find_root(first))
    choice = announced_checker(options.checker, root)
    return None if choice is None else ProjectJudge(choice.checker, root, find_environment(options.environment))


class _Counted:
    """Predictions, counted while they pass; what a checker was to judge and did not is told, and has failed."""

    def __init__(self, predictions: Iterable[FilePrediction], checker: str | None) -> None:
        self._predictions = predictions
        self._checker = checker
        self.files = 0
        self.failed = 0

    def __iter__(self) -> Iterator[FilePrediction]:
        for prediction in self._predictions:
            self.files += 1
            unjudged = self._unjudged(prediction)
            self.failed += prediction.error is not None or unjudged is not None
            if unjudged is not None:
                print(f"typilus: {prediction.path}: not judged by {self._checker}: {unjudged}", file=sys.stderr)
            yield prediction

    def _unjudged(self, prediction: FilePrediction) -> str | None:
        """Why a file that can be read was not judged, in words; None if it was, or nobody was asked."""
        if self._checker is None or prediction.error is not None:
            return None
        if prediction.check is None:
            return "no file of the project" if prediction.path == _STDIN else "no plain Python 3 source"
        return None if prediction.check.is_verdict else f"{prediction.check.status}: {prediction.check.reason}"


def _predictions(
    predictor: Predictor, options: argparse.Namespace, markers: ProjectMarkers | None, judge: ProjectJudge | None
) -> Iterator[FilePrediction]:
    paths = [path for path in options.paths if path != _STANDARD_INPUT]
    if len(paths) < len(options.paths):
        try:
            yield predictor.predict_source(
                sys.stdin.buffer.read(),
                path=_STDIN,
                project=markers,
                top=options.top,
                min_confidence=options.min_confidence,
            )
        except TypilusError as error:
            yield FilePrediction(_STDIN, str(error), ())
    predictions = predictor.predict_paths(
        paths, project=markers, top=options.top, min_confidence=options.min_confidence
    )
    yield from predictions if judge is None else judge.filtered(predictions)


def _print_log(predictions: Iterable[FilePrediction], first: str) -> None:
    from typilus import __version__
    from typilus.interfaces.formats.predictions import PREDICTION_RULES, reported_predictions
    from typilus.interfaces.formats.sarif import write_sarif

    root = Path.cwd() if first == _STANDARD_INPUT else find_root(first)
    write_sarif(reported_predictions(predictions), sys.stdout, PREDICTION_RULES, __version__, root)


def _print_tables(predictions: Iterable[FilePrediction]) -> None:
    between = False
    for prediction in predictions:
        if prediction.error is not None:
            print(f"typilus: {printable(prediction.error)}", file=sys.stderr)
            continue
        if between:
            print()
        show(prediction)
        between = True
