"""`typilus evaluate`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from typilus.interfaces.cli.devices import check_device
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.output import show

__all__ = ["evaluate"]


def evaluate(options: argparse.Namespace) -> int:
    """Measure a network and print its rows."""
    from typilus.lab.experiments.network.report import kind_table, score_table
    from typilus.lab.experiments.network.running import run_evaluation

    check_device(options.device)
    evaluation = run_evaluation(
        Path(options.run),
        Path(options.corpus),
        options.split,
        side=options.side,
        device=options.device,
        report_folder=None if options.report is None else Path(options.report),
        cache=None if options.cache is None else Path(options.cache),
        announce=lambda message: print(message, file=sys.stderr, flush=True),
    )
    for table in (score_table(evaluation.results), score_table(evaluation.results, 5), kind_table(evaluation.results)):
        show(table)
    return ExitCode.OK
