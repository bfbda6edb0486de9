"""`typilus annotate`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from typilus import api, judging
from typilus.counting import counted
from typilus.interfaces import formats
from typilus.interfaces.cli.arguments import (
    CommandParser,
    add_format,
    add_options,
    add_paths,
    add_resume,
    add_verbose,
    no_files,
    options_from,
)
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.stopping import told_when_stopped
from typilus.interfaces.terminal import TerminalListener, say
from typilus.options import AnnotateOptions

if TYPE_CHECKING:
    from typilus.annotating import AnnotatedFile

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Predict types, let a type checker throw out what cannot be right, and write the rest into the files: nothing
else in them changes, imports that are needed are added.

Shows the change as a diff unless told to write. The checker runs in a copy of the project.
"""
EXAMPLES = """
examples:
  typilus annotate shop.py
      what would change, as a diff
  typilus annotate src --write
      change the files; each is replaced as a whole, or not at all
  typilus annotate src --checker mypy --min-confidence 0.95
      fewer and surer annotations, judged by mypy
  typilus annotate src --only returns,parameters --python 3.8
      what Python 3.8 can run: Optional[List[int]]
  typilus annotate src --stubs stubs
      leave the sources alone and write .pyi files
  typilus annotate src --check
      for CI: exit code 4 if anything would change
"""

_TOPICS_SHOWN = 6


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    add_paths(parser)
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--diff", action="store_true", help="show the change and change nothing (default)")
    action.add_argument(
        "--write",
        action="store_true",
        help="write the files, in rounds until nothing is added: what is written votes for the rest",
    )
    action.add_argument("--stubs", metavar="DIR", help="write stubs (.pyi) into this folder")
    action.add_argument("--check", action="store_true", help="like --diff, with exit code 4 if anything would change")
    add_format(parser)
    add_options(parser, AnnotateOptions)
    add_resume(parser)
    add_verbose(parser)


def run(namespace: argparse.Namespace) -> int:
    """Annotate the named files: show, write, or tell whether there is anything to do."""
    options = options_from(namespace, AnnotateOptions)
    listener = TerminalListener()
    files = api.annotate_paths(
        namespace.paths,
        options,
        write=namespace.write,
        stubs=namespace.stubs,
        resume=namespace.resume,
        listener=listener,
    )
    totals = _Counted(files)
    root = judging.project_root(options.project, namespace.paths[0])
    with told_when_stopped(lambda: _so_far(listener, namespace)):
        run = formats.annotation_run(root, shows_diffs=namespace.stubs is None)
        formats.FORMATS[namespace.format].load().write(totals, sys.stdout, run)
    _summarize(totals, namespace)
    if totals.failed:
        return ExitCode.SOME_FILES_FAILED
    return ExitCode.CHECK_FAILED if namespace.check and totals.changed else ExitCode.OK


class _Counted:
    """Annotated files, counted while they pass."""

    def __init__(self, files: Iterable[AnnotatedFile]) -> None:
        self._files = files
        self.files = self.failed = self.changed = self.annotations = 0
        self.hidden: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()

    def __iter__(self) -> Iterator[AnnotatedFile]:
        for file in self._files:
            self.files += 1
            self.failed += file.error is not None
            self.changed += file.changed
            self.annotations += len(file.written)
            if file.check is not None and file.check.hidden:
                self.hidden[file.path] += file.check.hidden
            self.topics.update(symbol.topic for symbol in file.symbols if symbol.topic is not None)
            yield file


def _so_far(listener: TerminalListener, namespace: argparse.Namespace) -> str:
    """The counts of an unfinished run. Of files that are written, no result has come before all rounds are done."""
    annotations = sum(count for count, _ in listener.annotated.values())
    failed = sum(has_failed for _, has_failed in listener.annotated.values())
    files = f"{len(listener.annotated):,} of {counted(listener.files, 'file')}"
    return f"{files}, {counted(annotations, 'annotation')} {_done(namespace)}; {failed:,} failed"


def _done(namespace: argparse.Namespace) -> str:
    return "written" if namespace.write or namespace.stubs else "suggested"


def _summarize(totals: _Counted, namespace: argparse.Namespace) -> None:
    """For people, apart from the output."""
    if totals.files == 0:
        say(no_files(namespace.paths))
        return
    changed = f"{totals.changed:,} of {counted(totals.files, 'file')}"
    say(f"{counted(totals.annotations, 'annotation')} {_done(namespace)} in {changed}; {totals.failed:,} failed")
    if totals.annotations and not (namespace.write or namespace.stubs):
        say("--write may add more: what it has written votes for the rest, in rounds until nothing is added")
    if totals.hidden:
        say(_hidden_in_words(totals.hidden))
    for topic, count in totals.topics.most_common(_TOPICS_SHOWN) if namespace.format == "text" else ():
        say(f"{counted(count, 'symbol'):>14} without: {topic}")


def _hidden_in_words(hidden: Counter[str]) -> str:
    """Return what to say of errors that annotating lets the checker see, by file."""
    files = [f"{path} ({count})" for path, count in hidden.most_common(_TOPICS_SHOWN)]
    rest = ", …" if len(hidden) > len(files) else ""
    return (
        f"annotated, the code shows the checker {counted(hidden.total(), 'further error')} that no type causes, "
        f"in {', '.join(files)}{rest}; see --no-new-errors"
    )
