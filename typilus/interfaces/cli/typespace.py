"""`typilus typespace`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus import explorer, models
from typilus.counting import counted
from typilus.interfaces.cli.arguments import CommandParser, add_model, number
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import say

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Write a page that shows the TypeSpace: all markers of the type map in two dimensions, to zoom, search and select, with
the symbols of a project among them. One HTML file, which loads nothing from elsewhere.

The two dimensions come with the model, or are computed once, in about a minute, and kept in the cache (this needs
openTSNE: pip install 'typilus[explorer]').
"""
EXAMPLES = """
examples:
  typilus typespace -o space.html
  typilus typespace --project . -o space.html
      with the symbols and classes of this project, the votes for each and its nearest markers
  typilus typespace --model models/mine --into-model
      keep the two dimensions in a model's folder, so that nobody has to compute them again
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write the page into this file (default: space.html)")
    parser.add_argument("--project", metavar="DIR", help="show the symbols of this project among the markers")
    parser.add_argument(
        "--markers", type=number(int, 1, 10**9), metavar="N", help="show a sample of N markers (default: all)"
    )
    parser.add_argument(
        "--into-model",
        action="store_true",
        help="compute the two dimensions anew and write them into the model's folder; a page only with -o",
    )
    add_model(parser)


def run(options: argparse.Namespace) -> int:
    """Write the page, the layout, or both."""
    if options.into_model:
        folder = Path(options.model) if options.model else models.embedded_folder()
        say(f"{explorer.add_layout(folder, say)}: written")
        if options.output is None:
            return ExitCode.OK
    output = Path(options.output or "space.html")
    page = explorer.explore(options.model, options.project, most=options.markers, announce=say)
    page.save(output)
    project = page.picture.project
    for path, reason in project.unread:
        say(reason if path in reason else f"{path}: {reason}")
    shown = counted(len(page.picture.type_map), "marker")
    if options.project is not None:
        shown += f", {counted(len(project.symbols), 'symbol')} of {options.project}"
    say(f"{output}: {shown}, {output.stat().st_size / 1e6:.1f} MB; open it in a browser")
    return ExitCode.SOME_FILES_FAILED if project.unread else ExitCode.OK
