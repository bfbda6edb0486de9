"""`typilus batch export`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus import batch
from typilus.interfaces.cli.arguments import CommandParser
from typilus.interfaces.cli.exit_codes import ExitCode

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Write the results of a batch for other programs: JSON Lines, with the document of a file in each line, CSV, with a
row for each symbol and its best type, or Parquet, with a row for each symbol and its candidates as a list (needs
typilus[parquet]).
"""
EXAMPLES = """
examples:
  typilus batch export results.sqlite > results.jsonl
  typilus batch export results.sqlite --format csv --output results.csv
  typilus batch export results.sqlite --format parquet --output results.parquet
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("store", metavar="STORE", help="the database that `typilus batch` has made")
    formats = tuple(batch.EXPORTS)
    parser.add_argument("--format", choices=formats, default="jsonl", help="jsonl (default), csv or parquet")
    parser.add_argument("--output", metavar="FILE", help="where to write (default: standard output)")


def run(options: argparse.Namespace) -> int:
    """Write the results."""
    batch.export(Path(options.store), options.format, None if options.output is None else Path(options.output))
    return ExitCode.OK
