"""`typilus evaluate checkers`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from typilus import api, checking
from typilus.errors import CheckerError
from typilus.interfaces.cli.arguments import CommandParser, add_model, add_verbosity, number
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import show, tell
from typilus.lab.experiments import checkers

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Let type checkers judge the top prediction of symbols in projects that the network never saw, one at a
time (paper, Table 5 and Figure 7): it passes if it causes no error that was not there before.

Only files count that the checker accepts as they are. With --report, an interrupted run goes on.
"""
EXAMPLES = """
examples:
  typilus evaluate checkers corpora/main --report reports/checkers
  typilus evaluate checkers corpora/main --checkers ty --predictions 500
"""

# The paper's limit for a run, and what the first look at a whole project may take.
_SECONDS, _FIRST_SECONDS = 20.0, 300.0


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    add_model(parser)
    add_verbosity(parser)
    parser.add_argument(
        "--checkers",
        nargs="+",
        choices=tuple(spec.name for spec in checking.SPECS),
        default=["mypy", "pytype", "ty"],
        help="who judges (default: mypy pytype ty)",
    )
    parser.add_argument(
        "--predictions",
        type=number(int, 1, 10**9),
        default=2500,
        metavar="N",
        help="judge at least N a checker, if there are as many (default: 2500)",
    )
    parser.add_argument("--alone", action="store_true", help="predict each file without its project's other files")
    parser.add_argument("--side", choices=("test", "validation"), default="test", help="which side (default: test)")
    parser.add_argument("--report", metavar="DIR", help="write every verdict, results, and a picture with matplotlib")


def run(options: argparse.Namespace) -> int:
    """Let type checkers judge top predictions one at a time, and print Table 5."""
    corpus = Path(options.corpus)
    settings = checkers.ExperimentSettings(options.predictions, with_project=not options.alone)
    pairs = {}
    for name in dict.fromkeys(options.checkers):
        if checking.CHECKERS[name]().executable is None:
            raise CheckerError(f"{name} is not installed; pip install 'typilus[{name}]'")
        first, trial = (
            checking.CHECKERS[name](limits=checking.RunLimits(seconds)) for seconds in (_FIRST_SECONDS, _SECONDS)
        )
        pairs[name] = checkers.CheckerPair(first, trial)
    projects = checkers.sampled_projects(corpus, options.side, settings.seed)
    predictor = api.load(options.model)
    summaries = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.report or temporary)
        for name, pair in pairs.items():
            log = folder / f"{name}.jsonl"
            results = checkers.run_checker_experiment(predictor, pair, projects, settings, log, tell)
            summaries.append(checkers.summarize_checker(name, results))
        if options.report:
            for path in checkers.write_checker_report(folder, summaries):
                tell(f"wrote {path}")
    show(checkers.checker_table(summaries))
    return ExitCode.OK
