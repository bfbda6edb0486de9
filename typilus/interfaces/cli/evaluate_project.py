"""`typilus evaluate project`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from graph_extraction.intake import exists
from typilus import api
from typilus.errors import CorpusError
from typilus.interfaces.cli.arguments import CommandParser, add_model, number
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import say, show, tell
from typilus.lab.experiments import own_project

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Measure how good the suggestions are on your own code: erase the annotations of a file, predict, and compare
with what people had written. Nothing is written into the project.

Four conditions: with the project's other files, which keep their annotations; the same, bare: without the
imports that served the file's annotations alone; the file alone; and never annotated: with the project's
other files, but all of them erased as well. Stubs (.pyi) are never read.
"""
EXAMPLES = """
examples:
  typilus evaluate project .
  typilus evaluate project src/shop --files 20 --worst 10
  typilus evaluate project . --format json --report reports/mine
      keeps what was measured; interrupted, the same command goes on
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("path", metavar="PATH", help="a project, or a file or folder of one")
    add_model(parser)
    parser.add_argument(
        "--files",
        type=number(int, 1, 10**9),
        default=50,
        metavar="N",
        help="measure at most N files, drawn at random, the same each time, and 40 symbols of each (default: 50)",
    )
    parser.add_argument("--seed", type=number(int, 0, 10**9), default=0, metavar="N", help="draw others (default: 0)")
    parser.add_argument(
        "--worst",
        type=number(int, 0, 10**6),
        default=0,
        metavar="N",
        help="also list the N most confident suggestions that differ (`typilus audit` examines such places)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="tables, or JSON for programs")
    parser.add_argument("--report", metavar="DIR", help="keep what was measured here, to go on with or add files to")


def run(options: argparse.Namespace) -> int:
    """Measure one's own project, and print the tables."""
    path = Path(options.path)
    if not exists(path):
        raise CorpusError(f"{path}: does not exist; name a project, or a file or folder of one")
    predictor = api.load(options.model)
    settings = own_project.OwnSettings(options.files, seed=options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        log = Path(options.report or temporary) / "project.jsonl"
        measurement = own_project.run_own_experiment(predictor, path, settings, log, tell)
    report = own_project.report_of(measurement, options.worst)
    if options.format == "json":
        print(json.dumps(report.to_json(), indent=1, ensure_ascii=False))
    elif report.symbols:
        for table in (*report.tables(), *([report.mistake_table()] if report.mistakes else [])):
            show(table)
    if report.caution is not None:
        say(report.caution)
    return ExitCode.OK
