"""`typilus evaluate joined`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.output import show

if TYPE_CHECKING:
    from typilus.annotation_types import TypeLattice

__all__ = ["corpus_lattice", "evaluate_joined"]


def evaluate_joined(options: argparse.Namespace) -> int:
    """Measure all recommenders on files without annotations, and print the tables."""
    from typilus.interfaces.cli.loading import load_model
    from typilus.lab.experiments.checkers.sampling import sampled_projects
    from typilus.lab.experiments.joined import (
        SYMBOLS_FILE,
        JoinedSettings,
        joined_tables,
        rows_of,
        run_joined_experiment,
        write_joined_report,
    )

    corpus = Path(options.corpus)
    settings = JoinedSettings(options.symbols, with_project=not options.alone, imports=options.imports)
    projects = sampled_projects(corpus, options.side, settings.seed)
    predictor = load_model(options.model)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.report or temporary)
        measurement = run_joined_experiment(predictor, projects, settings, folder / SYMBOLS_FILE, _tell)
        rows = rows_of(measurement, corpus_lattice(corpus))
        if options.report:
            for path in write_joined_report(folder, rows):
                print(f"wrote {path}", file=sys.stderr)
    for table in joined_tables(rows):
        show(table)
    return ExitCode.OK


def corpus_lattice(corpus: Path) -> TypeLattice:
    """The classes of a corpus and their bases, as far as it keeps them."""
    from typilus.annotation_types import TypeLattice

    hierarchy = corpus / "hierarchy.json"
    known = json.loads(hierarchy.read_text(encoding="utf-8")) if hierarchy.exists() else {}
    return TypeLattice({name: tuple(bases) for name, bases in known.items()})


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
