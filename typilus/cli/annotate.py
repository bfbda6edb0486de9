"""`typilus annotate`."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_extraction.graph import SymbolKind
from typilus.annotating import AnnotatedFile, AnnotateSettings, annotate_predictions
from typilus.checking.running import RunLimits
from typilus.checking.selection import choose_checker
from typilus.cli.exit_codes import ExitCode
from typilus.cli.loading import load_model, load_project
from typilus.cli.output import print_array, print_lines
from typilus.config import find_root
from typilus.errors import RewriteError
from typilus.rewriting.atomic_writing import replace_file
from typilus.rewriting.edits import ExistingAnnotationPolicy, RewriteOptions

__all__ = ["annotate"]

CANDIDATES = 5
REASONS_SHOWN = 6


def annotate(options: argparse.Namespace) -> int:
    """Annotate the named files: show, write, or tell whether there is anything to do."""
    root = Path(options.project or find_root(options.paths[0])).resolve()
    settings = AnnotateSettings(
        root,
        _checker(options.checker, root),
        None if options.environment is None else Path(options.environment),
        None if options.only is None else frozenset(SymbolKind(each.removesuffix("s")) for each in options.only),
        RewriteOptions(ExistingAnnotationPolicy(options.policy), options.python or sys.version_info[:2]),
        RunLimits(seconds=options.check_seconds),
    )
    predictor = load_model(options.model)
    predictions = predictor.predict_paths(
        options.paths,
        project=load_project(predictor, root),
        top=CANDIDATES,
        min_confidence=options.min_confidence,
    )
    files = _Tally(annotate_predictions(predictions, settings, options.workers or os.cpu_count() or 1), options)
    {"json": print_array, "jsonl": print_lines}.get(options.format, _print_text)(files)
    files.tell()
    return files.exit_code


def _checker(asked: str, root: Path) -> str | None:
    """The name of the checker to use, None for none; what was not asked for by name is explained."""
    if asked == "none":
        return None
    choice = choose_checker(asked, root)
    if asked == "auto":
        _say(f"checker {choice.why}")
    return choice.checker.name


class _Tally:
    """Annotated files on their way out: saved if that was asked, and counted."""

    def __init__(self, files: Iterable[AnnotatedFile], options: argparse.Namespace) -> None:
        self._files = files
        self._options = options
        self.files = self.failed = self.changed = self.annotations = 0
        self.rolled_back = 0
        self.reasons: Counter[str] = Counter()

    def __iter__(self) -> Iterator[AnnotatedFile]:
        for file in self._files:
            saved = self._saved(file)
            self.files += 1
            self.failed += saved.error is not None
            self.changed += saved.changed
            self.annotations += len(saved.written)
            self.rolled_back += len(saved.source.rolled_back) if saved.source is not None else 0
            self.reasons.update(each.reason for each in saved.symbols if each.reason)
            yield saved

    @property
    def exit_code(self) -> int:
        if self.failed:
            return ExitCode.SOME_FILES_FAILED
        return ExitCode.CHECK_FAILED if self._options.check and self.changed else ExitCode.OK

    def tell(self) -> None:
        """A summary for people, apart from the output."""
        if self.files == 0:
            _say("no Python files there")
            return
        done = "written" if self._options.write else "suggested"
        _say(f"{self.files} files, {self.annotations} annotations {done} in {self.changed}, {self.failed} files failed")
        if self.rolled_back:
            _say(f"{self.rolled_back} edits did not keep their file's meaning and were rolled back")
        for reason, count in self.reasons.most_common(REASONS_SHOWN) if self._options.format == "text" else ():
            _say(f"{count:6} symbols without: {reason}")

    def _saved(self, file: AnnotatedFile) -> AnnotatedFile:
        """The file after it was written, or with the error that kept it from being."""
        try:
            if file.source is not None and self._options.write and file.changed:
                replace_file(file.path, file.source.after, expected=file.source.before)
        except RewriteError as error:
            return AnnotatedFile(file.path, str(error), check=file.check)
        return file


def _print_text(files: Iterable[AnnotatedFile]) -> None:
    for file in files:
        if file.error is not None:
            _say(file.error)
        else:
            sys.stdout.write(file.diff())
            sys.stdout.flush()


def _say(message: str) -> None:
    print(f"typilus: {message}", file=sys.stderr, flush=True)
