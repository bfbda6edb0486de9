"""`typilus report`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime, timezone
from pathlib import Path

from typilus import reporting, runs
from typilus.counting import counted
from typilus.files import write_file
from typilus.interfaces.cli.arguments import (
    CommandParser,
    add_options,
    add_paths,
    add_resume,
    add_verbosity,
    no_files,
    number,
    options_from,
)
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.stopping import told_when_stopped
from typilus.interfaces.terminal import TerminalListener, say, warn
from typilus.options import ReportOptions
from typilus.printable import printable_json
from typilus.reporting import TypeReport

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Show how much of the code is annotated, by kind and folder, and what `typilus annotate` would write at which confidence:
a few lines in the terminal, and with -o one HTML page with the source of every file, which loads nothing from
elsewhere. Nothing is written into the files.
"""
EXAMPLES = """
examples:
  typilus report src -o report.html
      a page to look at: coverage, a slider for the confidence, each file with its suggestions
  typilus report src --count-only --fail-under 60
      for CI, in seconds: exit code 4 if less than 60 % is annotated
  typilus report --format json src > report.json
      the same data for programs
  typilus report src -o report.html --since-report report.json
      with the change since the report that was kept then
  typilus report src --count-only --badge typed.svg
      a badge for the README
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    add_paths(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write the page into this file (.html)")
    parser.add_argument(
        "--format",
        dest="printed",
        choices=("text", "json"),
        default="text",
        help="what is printed: text: a short summary (default); json: all data, one object",
    )
    parser.add_argument(
        "--since-report", metavar="FILE", help="the JSON of a former report, to show what has changed since"
    )
    parser.add_argument("--badge", metavar="FILE", help="write a badge with the annotated share into this file (.svg)")
    parser.add_argument(
        "--fail-under",
        metavar="PERCENT",
        type=number(float, 0, 100),
        help="exit code 4 if less than this percentage of the symbols is annotated",
    )
    add_options(parser, ReportOptions)
    add_resume(parser)
    add_verbosity(parser)


def run(namespace: argparse.Namespace) -> int:
    """Make the report of the named files, write what is asked for, and print a summary or the data."""
    options, listener = options_from(namespace, ReportOptions), TerminalListener()
    with told_when_stopped(lambda: counted(listener.files, "file")):
        report = runs.report(
            namespace.paths,
            options,
            day=_day(),
            since=namespace.since_report,
            resume=namespace.resume,
            listener=listener,
        )
    for path, text in ((namespace.output, reporting.page_of), (namespace.badge, reporting.badge_of)):
        if path is not None:
            write_file(Path(path), text(report).encode("utf-8"))
    if namespace.printed == "json":
        print(printable_json(json.dumps(reporting.report_document(report), ensure_ascii=False)))
    else:
        sys.stdout.write(reporting.summary_of(report))
    return _conclude(report, namespace)


def _day() -> str:
    """Today, or the day that `SOURCE_DATE_EPOCH` names for builds that can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), timezone.utc) if epoch.isdigit() else datetime.now().astimezone()
    return moment.date().isoformat()


def _conclude(report: TypeReport, namespace: argparse.Namespace) -> ExitCode:
    """Say what failed and what is written where, and return the exit code."""
    if not report.files:
        warn(no_files(namespace.paths))
    failed = [reason for file in report.files if (reason := file.error or file.note) is not None]
    for reason in failed:
        warn(reason)
    if namespace.output is not None:
        say(f"{namespace.output}: {counted(len(report.files), 'file')}; open it in a browser")
    share = 100 * reporting.coverage_of(reporting.symbols_of(report.files)).share()
    is_below = namespace.fail_under is not None and share < namespace.fail_under
    if is_below:
        warn(f"{share:.2f} % annotated, less than --fail-under {namespace.fail_under:g}")
    return ExitCode.CHECK_FAILED if is_below else ExitCode.SOME_FILES_FAILED if failed else ExitCode.OK
