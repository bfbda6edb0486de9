"""`typilus train ranking`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.errors import TypilusError
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.output import show

if TYPE_CHECKING:
    from typilus.annotation_types import TypeLattice
    from typilus.lab.experiments.joined import Measurement, Row

__all__ = ["train_ranking"]


def train_ranking(options: argparse.Namespace) -> int:
    """Learn the weights of the one ranking, print how well they do on projects left out, and write them."""
    from typilus.interfaces.cli.evaluate_joined import corpus_lattice
    from typilus.lab.experiments.joined import joined_tables, read_measurement, train_on
    from typilus.ranking import ALONE, PROJECT, save_rankers

    measurements = [read_measurement(Path(folder)) for folder in options.reports]
    lattice = corpus_lattice(Path(options.corpus) if options.corpus else Path())
    rankers, notes, rows = {}, {}, []
    for name, with_project in ((ALONE, False), (PROJECT, True)):
        chosen = [each for each in measurements if each.settings.with_project is with_project]
        if not chosen:
            raise TypilusError(f"no report of files {'with their' if with_project else 'without a'} project is named")
        files = [file for each in chosen for file in each.files]
        rankers[name] = train_on(files)
        notes[name] = {"symbols": sum(len(file.symbols) for file in files), "projects": _projects(files)}
        rows += _rows(chosen, lattice, options.steps)
    for table in joined_tables(rows):
        show(table)
    if options.out:
        save_rankers(Path(options.out), rankers, notes)
        print(f"wrote {options.out}", file=sys.stderr)
    return ExitCode.OK


def _projects(files: Sequence[object]) -> list[str]:
    return sorted({getattr(file, "project", "") for file in files})


def _rows(measurements: Sequence[Measurement], lattice: TypeLattice, steps: bool) -> list[Row]:
    """Each condition, every project ranked by weights from the others."""
    from typilus.lab.experiments.joined import cross_validated_row, step_rows

    rows = []
    for number, measurement in enumerate(measurements):
        others = [file for each in (*measurements[:number], *measurements[number + 1 :]) for file in each.files]
        if steps:
            rows += step_rows(measurement, lattice, others)
        rows.append(cross_validated_row(measurement, lattice, others))
    return rows
