"""The parsers of the commands that make models: corpus, train, index, evaluate."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from typilus.checking import SPECS
from typilus.interfaces.cli.parser_parts import add_command, add_verbose, number, texts
from typilus.interfaces.cli.ranking_parsers import evaluate_joined_parser, train_ranking_parser

if TYPE_CHECKING:
    from typilus.interfaces.cli.parser_parts import Subparsers

__all__ = ["add_corpus", "add_evaluate", "add_index", "add_train"]


def add_train(commands: Subparsers) -> None:
    """Of `typilus train`."""
    parser = add_command(
        commands,
        "train",
        "typilus.interfaces.cli.train:train",
        "train a network on a corpus",
        """
        Train a network on a corpus, with a configuration from a JSON file, options, or both.

        Ctrl-C keeps the state; the same command goes on where it stopped. `typilus index` then makes the run's folder
        a model that predicts.
        """,
        """
        examples:
          typilus train corpora/main runs/first
          typilus train corpora/main runs/wide --set hidden_size=128 --set epochs=10
          typilus train corpora/main runs/gpu --config wide.json --device cuda
          typilus train ranking --help
              another training: the weights of the one ranking (a corpus of that name: ./ranking)
        """,
    )
    parser.instead["ranking"] = train_ranking_parser()
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument("run", metavar="RUN", help="folder of the run: model, state, log")
    parser.add_argument("--config", metavar="FILE", help="JSON object of settings; the rest keeps its default")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="one setting, before those of the file"
    )
    _add_device(parser)
    parser.add_argument("--list-settings", action=_ListSettings, help="print every setting and its default")


def add_index(commands: Subparsers) -> None:
    """Of `typilus index`."""
    parser = add_command(
        commands,
        "index",
        "typilus.interfaces.cli.index:index",
        "make a type map and so a model that predicts",
        """
        Embed the annotated symbols of a corpus with a trained network and write the type map beside it.

        The folder then is a complete model for `typilus predict --model`; its manifest holds the hash of every file.
        """,
        """
        examples:
          typilus index runs/first corpora/main
          typilus index runs/first corpora/main --out models/small --markers 50000 --bits 4
        """,
    )
    parser.add_argument("run", metavar="RUN", help="folder of a trained network")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument("--out", metavar="DIR", help="where to write the model (default: RUN)")
    parser.add_argument(
        "--markers", type=number(int, 1, 10**9), metavar="N", help="keep at most N markers (default: all)"
    )
    parser.add_argument(
        "--bits", type=int, choices=(4, 8, 32), default=8, help="of each number of a marker (default: 8)"
    )
    parser.add_argument("--half", action="store_true", help="write the network's weights with 16 bits")
    parser.add_argument(
        "--split", choices=("project", "file"), default="project", help="the split it was trained on (default: project)"
    )
    parser.add_argument(
        "--sides",
        nargs="+",
        choices=("train", "validation", "test"),
        default=["train"],
        help="whose symbols become markers (default: train, which keeps measured numbers honest)",
    )
    parser.add_argument(
        "--definitions",
        type=number(int, 1, 10**6),
        metavar="N",
        help="learn also, in N updates, to match symbols with classes that nobody has annotated (some 4000 are enough)",
    )
    _add_device(parser)
    parser.add_argument("--cache", metavar="FILE", help="keep the embeddings here for the next time")


def add_evaluate(commands: Subparsers) -> None:
    """Of `typilus evaluate`."""
    parser = add_command(
        commands,
        "evaluate",
        "typilus.interfaces.cli.evaluate:evaluate",
        "measure a model on the test side of a split",
        """
        Measure a network on symbols it never saw: exact match, match up to parametric type, type neutral; all, common
        and rare types, by kind; beside it the look-up by name and the most frequent type.

        k, p and the look-up are tuned on the validation side first.
        """,
        """
        examples:
          typilus evaluate runs/first corpora/main
          typilus evaluate runs/by-file corpora/main --split file --report reports/by-file
          typilus evaluate checkers corpora/main --help
              another experiment: how many predictions type checkers accept (a run of that name: ./checkers)
          typilus evaluate joined corpora/main --help
              all recommenders together, on files without annotations
        """,
    )
    parser.instead["checkers"] = _evaluate_checkers_parser()
    parser.instead["joined"] = evaluate_joined_parser()
    parser.add_argument("run", metavar="RUN", help="folder of a trained network")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument(
        "--split", choices=("project", "file"), default="project", help="the split it was trained on (default: project)"
    )
    parser.add_argument("--side", choices=("test", "validation"), default="test", help="which side (default: test)")
    _add_device(parser)
    parser.add_argument("--report", metavar="DIR", help="write results, and pictures if matplotlib is there")
    parser.add_argument("--cache", metavar="FILE", help="keep the embeddings here for the next evaluation")


def _evaluate_checkers_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="typilus evaluate checkers",
        **texts(
            """
            Let type checkers judge the top prediction of symbols in projects that the network never saw, one at a
            time (paper, Table 5 and Figure 7): it passes if it causes no error that was not there before.

            Only files count that the checker accepts as they are. With --report, an interrupted run goes on.
            """,
            """
            examples:
              typilus evaluate checkers corpora/main --report reports/checkers
              typilus evaluate checkers corpora/main --checkers ty --predictions 500
            """,
        ),
    )
    parser.set_defaults(command="typilus.interfaces.cli.evaluate_checkers:evaluate_checkers")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    add_verbose(parser)
    parser.add_argument(
        "--checkers",
        nargs="+",
        choices=tuple(spec.name for spec in SPECS),
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
    return parser


def add_corpus(commands: Subparsers) -> None:
    """Of `typilus corpus build`."""
    parent = commands.add_parser("corpus", help="build what networks are trained on")
    parser = add_command(
        parent.add_subparsers(title="commands", metavar="COMMAND", required=True),
        "build",
        "typilus.interfaces.cli.corpus:build",
        "download, verify, deduplicate, extract",
        """
        Build a corpus from a manifest of packages: download and verify them (nothing of them is executed), drop
        copies and generated files, extract graphs, write shards and a report.

        Interrupted, the same command goes on; run twice, it gives the same bytes.
        """,
        """
        examples:
          typilus corpus build corpora/main
          typilus corpus build corpora/mine --manifest mine.json --workers 8
          typilus corpus build corpora/augmented --augment pytype
        """,
    )
    parser.add_argument("folder", metavar="FOLDER", help="where to build")
    parser.add_argument("--manifest", metavar="FILE", help="packages and versions (default: the shipped list)")
    parser.add_argument("--workers", type=number(int, 1, 512), metavar="N", help="processes (default: one a core)")
    parser.add_argument(
        "--augment",
        choices=("pytype",),
        help="add types that pytype infers for what has no annotation: to learn from, never to measure by",
    )


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", default="cpu", help="where to compute: cpu (default) or cuda")


class _ListSettings(argparse.Action):
    """Print the settings of a training run and stop."""

    def __init__(self, option_strings: list[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from typilus.neural.training_config import TrainingConfig

        print(TrainingConfig().to_json(), end="")
        parser.exit()
