"""`typilus train ranking`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from typilus import ranking
from typilus.errors import TypilusError
from typilus.interfaces.cli import evaluate_joined
from typilus.interfaces.cli.arguments import CommandParser
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import show, tell
from typilus.lab.experiments import joined

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Learn the boosted trees by which all that recommends types is put into one ranking, from reports of `typilus evaluate
joined` on projects that the network has not learned from: with their other files, without them, and as if nobody had
ever annotated them. It takes some minutes, and the same reports give the same trees.

Shown is how good the ranking is on projects with trees learned on others.
"""
EXAMPLES = """
examples:
  typilus train ranking reports/alone reports/project reports/cold --out models/mine/ranking.safetensors
  typilus train ranking reports/alone reports/project reports/cold --steps
      what each recommender adds to those before it
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("reports", nargs="+", metavar="REPORT", help="folders that `typilus evaluate joined` wrote")
    parser.add_argument(
        "--corpus", metavar="CORPUS", help="knows which classes are subclasses, for what is type neutral"
    )
    parser.add_argument("--steps", action="store_true", help="also rank with one recommender after the other")
    parser.add_argument("--out", metavar="FILE", help="write the trees")


def run(options: argparse.Namespace) -> int:
    """Learn the trees of the one ranking, print how well they do on projects left out, and write them."""
    if find_spec("lightgbm") is None:
        raise TypilusError("this command needs lightgbm, which is not installed: pip install 'typilus[train]'")
    measurements = [joined.read_measurement(Path(folder)) for folder in options.reports]
    lattice = evaluate_joined.corpus_lattice(Path(options.corpus) if options.corpus else Path())
    rows = joined.step_rows(measurements, lattice) if options.steps else []
    for table in joined.joined_tables([*rows, *joined.cross_validated_rows(measurements, lattice)]):
        show(table)
    if options.out:
        files = [file for measurement in measurements for file in measurement.files]
        ranking.save_ranker(Path(options.out), joined.train_on(files), _notes(measurements))
        tell(f"wrote {options.out}")
    return ExitCode.OK


def _notes(measurements: Sequence[joined.Measurement]) -> dict[str, object]:
    """The symbols by condition, and the projects, that the trees have learned from."""
    symbols: Counter[str] = Counter()
    for measurement in measurements:
        symbols[measurement.settings.condition] += sum(len(file.symbols) for file in measurement.files)
    projects = {file.project for measurement in measurements for file in measurement.files}
    return {"symbols": dict(sorted(symbols.items())), "projects": sorted(projects)}
