"""`typilus evaluate checkers`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.output import show

__all__ = ["evaluate_checkers"]

# The paper's limit for a run, and what the first look at a whole project may take.
_SECONDS, _FIRST_SECONDS = 20.0, 300.0


def evaluate_checkers(options: argparse.Namespace) -> int:
    """Let type checkers judge top predictions one at a time, and print Table 5."""
    from typilus.api import load
    from typilus.checking import CHECKERS, RunLimits
    from typilus.errors import CheckerError
    from typilus.lab.experiments.checkers import (
        CheckerPair,
        ExperimentSettings,
        checker_table,
        run_checker_experiment,
        sampled_projects,
        summarise_checker,
        write_checker_report,
    )

    corpus = Path(options.corpus)
    settings = ExperimentSettings(options.predictions, with_project=not options.alone)
    pairs = {}
    for name in dict.fromkeys(options.checkers):
        if CHECKERS[name]().executable is None:
            raise CheckerError(f"{name} is not installed; pip install 'typilus[{name}]'")
        first, trial = (CHECKERS[name](limits=RunLimits(seconds)) for seconds in (_FIRST_SECONDS, _SECONDS))
        pairs[name] = CheckerPair(first, trial)
    projects = sampled_projects(corpus, options.side, settings.seed)
    predictor = load(options.model)
    summaries = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.report or temporary)
        for name, pair in pairs.items():
            log = folder / f"{name}.jsonl"
            results = run_checker_experiment(predictor, pair, projects, settings, log, _tell)
            summaries.append(summarise_checker(name, results))
        if options.report:
            for path in write_checker_report(folder, summaries):
                print(f"wrote {path}", file=sys.stderr)
    show(checker_table(summaries))
    return ExitCode.OK


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
