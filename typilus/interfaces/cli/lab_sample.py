"""`typilus lab sample`."""

from __future__ import annotations

import argparse

from typilus import lab
from typilus.interfaces.cli.arguments import CommandParser, Converter
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.options import worker_names

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Build a corpus from the installed standard library alone, labeled by typeshed, in a minute and without a network
connection: enough to try every exhibit, too small to say how good a network is.

It is one project, so only its split by file has three sides.
"""
EXAMPLES = """
examples:
  typilus lab sample corpora/sample
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("folder", metavar="INTO", help="where to build")
    parser.add_argument(
        "--workers", type=Converter(worker_names), metavar="N", help="processes, or ray (default: one a core)"
    )


def run(options: argparse.Namespace) -> int:
    """Build the sample and print its report."""
    from rich.console import Console

    report = lab.build_corpus(lab.sample_manifest(), options.folder, workers=options.workers)
    report.print(Console())
    return ExitCode.OK
