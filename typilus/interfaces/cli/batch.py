"""`typilus batch`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from typilus import api, batch
from typilus.counting import counted
from typilus.interfaces.cli import batch_export
from typilus.interfaces.cli.arguments import CommandParser, add_options, add_verbosity, nested_parser, options_from
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.stopping import told_when_stopped
from typilus.interfaces.terminal import TerminalListener, say
from typilus.options import AnnotateOptions
from typilus.printable import printable

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Annotate a corpus of projects, each for itself, and keep what comes of them in an SQLite database. The projects are not
changed, and nothing of them is run.

LIST is a text file with a folder or an archive (.zip, .whl, .tar.gz) in each line, relative to the list, or - for
standard input. A project that fails is noted, and the others go on. Run again, the same command does what is left, and
what has changed.
"""
EXAMPLES = """
examples:
  typilus batch projects.txt --store results.sqlite
      annotate all projects of the list
  sqlite3 results.sqlite "SELECT type, count(*) FROM suggestions WHERE probability > 0.9 GROUP BY type"
      ask the results; the view `suggestions` has the best type of each symbol
  typilus batch export results.sqlite --format parquet --output results.parquet
      a row for each symbol, with all candidates
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("list", metavar="LIST", help="a file with a project in each line, or - for standard input")
    parser.add_argument("--store", metavar="FILE", required=True, help="the database, which is made if there is none")
    add_options(parser, AnnotateOptions, without=("baseline",))  # which is of one project
    add_verbosity(parser)
    parser.instead["export"] = nested_parser("typilus batch export", batch_export, "batch_export")


def run(namespace: argparse.Namespace) -> int:
    """Annotate the projects of a list and say what came of each."""
    options = options_from(namespace, AnnotateOptions)
    if namespace.list == "-":
        projects = batch.parse_list(sys.stdin.read(), Path())
    else:
        projects = batch.read_list(Path(namespace.list))
    listener = TerminalListener()
    totals = _Counted(api.annotate_projects(projects, namespace.store, options, listener=listener))
    with told_when_stopped(totals.summary, "run the same command to go on"):
        for outcome in totals:
            print(_line(outcome), flush=True)
    say(totals.summary())
    return ExitCode.SOME_FILES_FAILED if totals.failed or totals.unread else ExitCode.OK


def _line(outcome: batch.ProjectOutcome) -> str:
    name = printable(outcome.name)
    if outcome.error is not None:
        return f"{name}: failed: {printable(outcome.error)}"
    done = "done before" if outcome.was_done else f"{outcome.seconds:.1f} s"
    annotations, files = counted(outcome.annotations, "annotation"), counted(outcome.files, "file")
    return f"{name}: {annotations} in {files}, {outcome.failed:,} failed, {done}"


class _Counted:
    """Outcomes, counted while they pass."""

    def __init__(self, outcomes: Iterable[batch.ProjectOutcome]) -> None:
        self._outcomes = outcomes
        self.projects = self.failed = self.files = self.unread = self.annotations = 0

    def __iter__(self) -> Iterator[batch.ProjectOutcome]:
        for outcome in self._outcomes:
            self.projects += 1
            self.failed += outcome.error is not None
            self.files += outcome.files
            self.unread += outcome.failed
            self.annotations += outcome.annotations
            yield outcome

    def summary(self) -> str:
        """The counts in words."""
        return (
            f"{counted(self.annotations, 'annotation')} in {counted(self.files, 'file')} "
            f"of {counted(self.projects, 'project')}; "
            f"{counted(self.unread, 'file')} and {counted(self.failed, 'project')} failed"
        )
