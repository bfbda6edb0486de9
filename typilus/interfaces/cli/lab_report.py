"""`typilus lab report`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus import lab
from typilus.errors import TypilusError
from typilus.interfaces.cli.arguments import CommandParser
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import tell

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Write all exhibits that have been made as one HTML page with its pictures inside, which loads nothing from elsewhere.
"""
EXAMPLES = """
examples:
  typilus lab report --into lab
  typilus lab report --into lab --out report.html
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("--into", required=True, metavar="DIR", help="folder of the exhibits")
    parser.add_argument("--out", metavar="FILE", help="where to write the page (default: report.html in that folder)")


def run(options: argparse.Namespace) -> int:
    """Write the page."""
    into = Path(options.into)
    results = lab.read_results(into, tuple(lab.EXHIBIT_NAMES))
    if not results:
        raise TypilusError(f"{into}: holds no exhibit; make one with `typilus lab table2 --into {into}`")
    path = into / "report.html" if options.out is None else Path(options.out)
    try:
        path.write_text(lab.report_page(results, into), encoding="utf-8")
    except OSError as error:
        raise TypilusError(f"{path}: cannot be written: {error}") from error
    tell(f"wrote {path}: {len(results)} of {len(lab.EXHIBIT_NAMES)} exhibits")
    return ExitCode.OK
