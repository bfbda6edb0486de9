"""`typilus train ranking`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import ranking
from typilus.errors import TypilusError
from typilus.interfaces.cli import evaluate_joined
from typilus.interfaces.cli.arguments import CommandParser
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import show, tell
from typilus.lab.experiments import joined

if TYPE_CHECKING:
    from typilus.annotation_types import TypeLattice

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Learn the boosted trees by which all that recommends types is put into one ranking, from reports of `typilus evaluate
joined` on the validation side; it takes some minutes, and the same reports give the same trees.

Shown is how good the ranking is on each project with trees learned on the others.
"""
EXAMPLES = """
examples:
  typilus train ranking reports/alone reports/project --out models/mine/ranking.safetensors
  typilus train ranking reports/alone reports/project --steps
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
    rankers, notes, rows = {}, {}, []
    for name, with_project in ((ranking.ALONE, False), (ranking.PROJECT, True)):
        matching = [measurement for measurement in measurements if measurement.settings.with_project is with_project]
        if not matching:
            raise TypilusError(f"no report of files {'with their' if with_project else 'without a'} project is named")
        files = [file for selected in matching for file in selected.files]
        rankers[name] = joined.train_on(files)
        notes[name] = {"symbols": sum(len(file.symbols) for file in files), "projects": _projects(files)}
        rows += _rows(matching, lattice, options.steps)
    for table in joined.joined_tables(rows):
        show(table)
    if options.out:
        ranking.save_rankers(Path(options.out), rankers, notes)
        tell(f"wrote {options.out}")
    return ExitCode.OK


def _projects(files: Sequence[object]) -> list[str]:
    return sorted({getattr(file, "project", "") for file in files})


def _rows(measurements: Sequence[joined.Measurement], lattice: TypeLattice, steps: bool) -> list[joined.Row]:
    """Each condition, every project ranked by trees from the others."""
    rows = []
    for number, measurement in enumerate(measurements):
        others = [
            file for measurement in (*measurements[:number], *measurements[number + 1 :]) for file in measurement.files
        ]
        if steps:
            rows += joined.step_rows(measurement, lattice, others)
        rows.append(joined.cross_validated_row(measurement, lattice, others))
    return rows
