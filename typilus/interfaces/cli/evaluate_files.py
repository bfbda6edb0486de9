"""`typilus evaluate files`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from graph_extraction.intake import is_folder
from typilus import api
from typilus.errors import CorpusError
from typilus.interfaces.cli.arguments import (
    CommandParser,
    Converter,
    add_infill,
    add_model,
    number,
    open_named_infiller,
)
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import show, tell
from typilus.lab.experiments import whole_files
from typilus.options import CHECKERS

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Measure how many files type-check when every parameter and return is annotated: by each symbol's most probable
type (ranking), by the types that all symbols of a file agree on (joint), by those with the best assignment where
the checker objects (search), by `pyrefly infer`, and by pyright's stub. Nothing of the project is annotated
before, and nothing is written into it.

A file passes if it has no error that it does not have without annotations; strictly, if it has no more errors
under mypy's strict settings than with its author's annotations. Quality is how little an annotation says: Any 5,
object 10, a bare container 3, else 0.
"""
EXAMPLES = """
examples:
  typilus evaluate files .
  typilus evaluate files ~/src/shop ~/src/garden --files 60 -n 3 --report reports/files
      keeps what was measured; interrupted, the same command goes on
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("projects", nargs="+", metavar="PROJECT", help="the root of a project with annotations")
    add_model(parser)
    parser.add_argument(
        "--strategies",
        type=Converter(_strategy_names),
        default=whole_files.FilesSettings().strategies,
        metavar="NAMES",
        help=f"separated by commas: {', '.join(whole_files.STRATEGIES)} ; simple and tree need "
        "--infill (default: all others)",
    )
    parser.add_argument(
        "-n",
        type=number(int, 1, 100),
        default=1,
        metavar="N",
        help="judge up to N proposals of a strategy, the likeliest first, until one passes (default: 1)",
    )
    parser.add_argument(
        "--stop-at",
        type=number(int, 1, 100),
        default=1,
        metavar="N",
        help="go on until N proposals of a strategy pass; the first counts (default: 1)",
    )
    add_infill(parser, ("infill", "infill_dialect"))
    parser.add_argument(
        "--files",
        type=number(int, 1, 10**9),
        default=50,
        metavar="N",
        help="measure at most N files of each project, drawn at random, the same each time (default: 50)",
    )
    parser.add_argument(
        "--max-lines",
        type=number(int, 1, 10**9),
        metavar="N",
        help="leave out files of more than N lines, which a slow model would read for long",
    )
    parser.add_argument(
        "--checker", choices=CHECKERS, default="pyrefly", help="the type checker that judges (default: pyrefly)"
    )
    parser.add_argument("--no-strict", action="store_true", help="leave out mypy's strict settings, which take longest")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="a table, or JSON for programs")
    parser.add_argument("--report", metavar="DIR", help="keep what was measured here, to go on with")


def run(options: argparse.Namespace) -> int:
    """Measure the strategies, and print the table."""
    projects = list(map(Path, options.projects))
    for project in projects:
        if not is_folder(project):
            raise CorpusError(f"{project}: is no folder; name the root of a project")
    if options.infill is None and whole_files.ASKING.intersection(options.strategies):
        raise CorpusError(f"{', '.join(options.strategies)}: simple and tree ask a language model; name it by --infill")
    infiller = open_named_infiller(options, tell)
    settings = whole_files.FilesSettings(
        options.strategies,
        options.files,
        options.n,
        options.checker,
        not options.no_strict,
        stop_at=options.stop_at,
        infill="" if infiller is None else infiller.name,
        max_lines=options.max_lines,
    )
    with tempfile.TemporaryDirectory() as temporary:
        log = Path(options.report or temporary) / "files.jsonl"
        outcomes = whole_files.run_files_experiment(api.load(options.model), projects, settings, log, tell, infiller)
    scores = whole_files.scores_of(outcomes)
    if options.format == "json":
        print(json.dumps([score.to_json() for score in scores], indent=1))
    else:
        show(whole_files.files_table(scores))
    return ExitCode.OK


def _strategy_names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    for name in names:
        if name not in whole_files.STRATEGIES:
            raise ValueError(f"{name!r} is not one of {', '.join(whole_files.STRATEGIES)}")
    return names
