"""The parsers of `typilus evaluate joined` and `typilus train ranking`."""

from __future__ import annotations

import argparse

from typilus.interfaces.cli.parser_parts import number, texts

__all__ = ["evaluate_joined_parser", "train_ranking_parser"]


def evaluate_joined_parser() -> argparse.ArgumentParser:
    """Of `typilus evaluate joined`."""
    parser = argparse.ArgumentParser(
        prog="typilus evaluate joined",
        **texts(
            """
            Measure everything that recommends types together, and each alone, on files of projects that the network
            never saw, with every annotation erased.

            With --report, what was predicted is kept, and an interrupted run goes on.
            """,
            """
            examples:
              typilus evaluate joined corpora/main --side validation --report reports/joined
              typilus evaluate joined corpora/main --imports bare
                  also without the imports that served annotations alone, as in code that never was typed
            """,
        ),
    )
    parser.set_defaults(command="typilus.interfaces.cli.evaluate_joined:evaluate_joined")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    parser.add_argument("--side", choices=("test", "validation"), default="test", help="which side (default: test)")
    parser.add_argument(
        "--symbols",
        type=number(int, 1, 10**9),
        default=2000,
        metavar="N",
        help="measure at least N symbols, if there are as many (default: 2000)",
    )
    known = parser.add_mutually_exclusive_group()
    known.add_argument("--project", dest="alone", action="store_false", help="with its project's other files (default)")
    known.add_argument("--alone", action="store_true", help="each file without its project's other files")
    parser.set_defaults(alone=False)
    parser.add_argument(
        "--imports",
        choices=("kept", "bare"),
        default="kept",
        help="keep all imports (default), or take away those that served annotations alone",
    )
    parser.add_argument(
        "--report", metavar="DIR", help="write every prediction, results, and a picture with matplotlib"
    )
    return parser


def train_ranking_parser() -> argparse.ArgumentParser:
    """Of `typilus train ranking`."""
    parser = argparse.ArgumentParser(
        prog="typilus train ranking",
        **texts(
            """
            Learn by which weights all that recommends types is put into one ranking, from reports of `typilus evaluate
            joined` on the validation side; it takes a minute, and the same reports give the same weights.

            Shown is how good the ranking is on each project with weights learned on the others.
            """,
            """
            examples:
              typilus train ranking reports/alone reports/project --out models/mine/ranking.json
              typilus train ranking reports/alone reports/project --steps
                  what each recommender adds to those before it
            """,
        ),
    )
    parser.set_defaults(command="typilus.interfaces.cli.train_ranking:train_ranking")
    parser.add_argument("reports", nargs="+", metavar="REPORT", help="folders that `typilus evaluate joined` wrote")
    parser.add_argument(
        "--corpus", metavar="CORPUS", help="knows which classes are subclasses, for what is type neutral"
    )
    parser.add_argument("--steps", action="store_true", help="also rank with one recommender after the other")
    parser.add_argument("--out", metavar="FILE", help="write the weights")
    return parser
