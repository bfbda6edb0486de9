"""`typilus evaluate`."""

from __future__ import annotations

import argparse
from pathlib import Path

from typilus.interfaces.cli import evaluate_checkers, evaluate_files, evaluate_joined, evaluate_project
from typilus.interfaces.cli.arguments import CommandParser, add_device, nested_parser
from typilus.interfaces.cli.devices import choose_device
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import show, tell
from typilus.lab.experiments import network

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Measure a network on symbols it never saw: exact match, match up to parametric type, type neutral; all, common
and rare types, by kind; beside it the look-up by name and the most frequent type.

k, p and the look-up are tuned on the validation side first.
"""
EXAMPLES = """
examples:
  typilus evaluate runs/first corpora/main
  typilus evaluate runs/by-file corpora/main --split file --report reports/by-file
  typilus evaluate checkers corpora/main --help
      another experiment: how many predictions type checkers accept (a run of that name: ./checkers)
  typilus evaluate joined corpora/main --help
      all recommenders together, on files without annotations
  typilus evaluate files . --strategies ranking,joint
      how many files type-check when all of their signatures are annotated; needs no corpus
  typilus evaluate project .
      the symbols of your own code; needs no corpus
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.instead["checkers"] = nested_parser("typilus evaluate checkers", evaluate_checkers, "evaluate_checkers")
    parser.instead["files"] = nested_parser("typilus evaluate files", evaluate_files, "evaluate_files")
    parser.instead["joined"] = nested_parser("typilus evaluate joined", evaluate_joined, "evaluate_joined")
    parser.instead["project"] = nested_parser("typilus evaluate project", evaluate_project, "evaluate_project")
    parser.add_argument("run", metavar="RUN", help="folder of a trained network")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument(
        "--split", choices=("project", "file"), default="project", help="the split it was trained on (default: project)"
    )
    parser.add_argument("--side", choices=("test", "validation"), default="test", help="which side (default: test)")
    add_device(parser)
    parser.add_argument("--report", metavar="DIR", help="write results, and pictures if matplotlib is there")
    parser.add_argument("--cache", metavar="FILE", help="keep the embeddings here for the next evaluation")


def run(options: argparse.Namespace) -> int:
    """Measure a network and print its rows."""
    device = choose_device(options.device)
    evaluation = network.run_evaluation(
        Path(options.run),
        Path(options.corpus),
        network.EvaluationSettings(options.split, options.side),
        network.Workbench(device, None if options.cache is None else Path(options.cache), tell),
    )
    if options.report is not None:
        network.save_report(Path(options.report), evaluation, tell)
    results = evaluation.results
    for table in (network.score_table(results), network.score_table(results, 5), network.kind_table(results)):
        show(table)
    return ExitCode.OK
