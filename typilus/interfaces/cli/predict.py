"""`typilus predict`."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import api, prediction
from typilus.config import find_root, is_root
from typilus.counting import counted
from typilus.errors import SourceError, TypilusError
from typilus.interfaces import formats
from typilus.interfaces.cli.arguments import (
    CommandParser,
    add_format,
    add_options,
    add_paths,
    add_resume,
    add_verbosity,
    no_files,
    options_from,
)
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.result_files import add_output_file, results_to
from typilus.interfaces.cli.standard_input import (
    STANDARD_INPUT,
    UNNAMED,
    add_stdin_filename,
    located_path,
    named_text,
    reads_text,
)
from typilus.interfaces.cli.stopping import told_when_stopped
from typilus.interfaces.terminal import TerminalListener, say, warn
from typilus.options import PredictOptions

if TYPE_CHECKING:
    from typilus.prediction import FilePrediction

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Rank types for every parameter, return, variable and attribute of Python files.

Works offline and never runs the code that it reads. A file that cannot be read does not stop the others.
"""
EXAMPLES = """
examples:
  typilus predict shop.py
      a table: the existing annotation, the suggested type and its probability
  typilus predict src tests --format jsonl > types.jsonl
      all Python files in two folders; one JSON object per file, as soon as it is ready
  typilus predict src --format sarif > typilus.sarif
      for code scanning: a finding for every symbol that may get an annotation
  typilus predict src/shop.py --project .
      types seen in the project's own annotations can be suggested, too
  typilus predict shop.py --min-confidence 0.9 --top 1
      only types that are nearly certain
  git show HEAD:shop.py | typilus predict -
      source text from standard input
  cat buffer | typilus predict - --stdin-filename src/shop.py
      the same, with the settings and the project of that file
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    add_paths(parser, "a file, a folder to walk, or - for standard input")
    add_format(parser)
    add_output_file(parser)
    add_stdin_filename(parser)
    add_options(parser, PredictOptions)
    add_resume(parser)
    add_verbosity(parser)


def run(namespace: argparse.Namespace) -> int:
    """Predict the named files and write them in the asked format."""
    options = options_from(namespace, PredictOptions)
    if namespace.project is not None and not os.path.isdir(namespace.project):  # noqa: PTH112
        raise TypilusError(f"{namespace.project}: no such folder; --project names a folder of Python files")
    reads_one = reads_text(namespace, alone=False)
    files = [path for path in namespace.paths if path != STANDARD_INPUT]
    listener = TerminalListener()
    predictions = api.predict_paths(files, options, listener=listener, resume=namespace.resume)
    if reads_one:
        predictions = chain(_predicted_text(namespace, options), predictions)
    totals = _Counted(predictions, listener.checker)
    root = find_root(located_path(namespace))
    info = formats.prediction_run(root)
    with (
        told_when_stopped(lambda: totals.summary(listener.files + reads_one)),
        results_to(namespace.output_file) as out,
    ):
        formats.FORMATS[namespace.format].load().write(totals, out, info)
    if totals.files == 0:
        warn(no_files(namespace.paths))
    elif namespace.format == "text" and options.project is None and totals.symbols and _has_others(namespace, root):
        say(f"next: --project {shlex.quote(os.path.relpath(root))} also reads the other files there, for better types")
    return ExitCode.SOME_FILES_FAILED if totals.failed else ExitCode.OK


def _has_others(namespace: argparse.Namespace, root: Path) -> bool:
    """Return whether a folder was predicted, or else whether the root is that of the project that the user is in: no
    library's and no checkout's nearby.
    """
    return Path(namespace.paths[0]).is_dir() or (is_root(root) and Path.cwd().is_relative_to(root))


def _predicted_text(namespace: argparse.Namespace, options: PredictOptions) -> Iterator[FilePrediction]:
    """Predict standard input. A checker judges it only if it is known where in a project the text belongs."""
    source, name = named_text(namespace)
    if name == UNNAMED:
        options = replace(options, checker=None)
    try:
        yield api.predict_source(source, options, path=name)
    except SourceError as error:
        yield prediction.FilePrediction(name, str(error), ())


class _Counted:
    """Counts predictions while they pass. A file that the checker did not judge is reported, and counts as failed."""

    def __init__(self, predictions: Iterable[FilePrediction], checker: str | None) -> None:
        self._predictions = predictions
        self._checker = checker
        self.files = self.failed = self.symbols = 0

    def summary(self, total: int) -> str:
        return f"{self.files:,} of {counted(total, 'file')}, {counted(self.symbols, 'symbol')}; {self.failed:,} failed"

    def __iter__(self) -> Iterator[FilePrediction]:
        for predicted in self._predictions:
            self.files += 1
            self.symbols += len(predicted)
            unjudged = self._unjudged(predicted)
            self.failed += predicted.error is not None or unjudged is not None
            if unjudged is not None:
                warn(f"{predicted.path}: not judged by {self._checker}: {unjudged}")
            yield predicted

    def _unjudged(self, predicted: FilePrediction) -> str | None:
        """Return the reason why a readable file was not judged, None if it was or no checker was requested."""
        if self._checker is None or predicted.error is not None:
            return None
        if predicted.check is None:
            return "no file of the project" if predicted.path == UNNAMED else "no plain Python 3 source"
        return None if predicted.check.is_verdict else f"{predicted.check.status}: {predicted.check.reason}"
