"""All commands, their options and the help that teaches them; imports nothing heavy, so that help is instant."""

from __future__ import annotations

import argparse
import re
import textwrap
from typing import TYPE_CHECKING, Any

import typilus
from typilus.cli.parser_parts import EXIT_CODES, add_verbose, number, texts
from typilus.cli.ranking_parsers import evaluate_joined_parser, train_ranking_parser

if TYPE_CHECKING:
    _Subparsers = argparse._SubParsersAction["_CommandParser"]

__all__ = ["build_parser"]

KINDS = ("parameters", "returns", "variables", "attributes")
# The names of `checking.CHECKERS`, here so that help needs no import of it.
CHECKERS = ("mypy", "pyright", "pyrefly", "ty", "pytype")


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; `command` of its result names the function to run."""
    parser = argparse.ArgumentParser(
        prog="typilus",
        description="Ranked type annotations for Python, from a graph neural network and its TypeSpace.",
        epilog=textwrap.dedent("""
            examples:
              typilus predict shop.py               ranked types as a table
              typilus predict src --format jsonl    one JSON object a file, for programs
              typilus predict --help                more about a command
        """)
        + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"typilus {typilus.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_CommandParser)
    _add_predict(commands)
    _add_explain(commands)
    _add_annotate(commands)
    _add_audit(commands)
    _add_train(commands)
    _add_index(commands)
    _add_evaluate(commands)
    _add_corpus(commands)
    return parser


def _add_predict(commands: _Subparsers) -> None:
    parser = _command(
        commands,
        "predict",
        "typilus.cli.predict:predict",
        "rank types for every parameter, return, variable and attribute",
        """
        Rank types for every parameter, return, variable and attribute of Python files.

        Needs no network and runs nothing of what it reads. A file that cannot be read does not stop the others.
        """,
        """
        examples:
          typilus predict shop.py
              a table: what is written, what is suggested, and how sure that is
          typilus predict src tests --format jsonl > types.jsonl
              folders are walked; one JSON object a file, as soon as it is ready
          typilus predict src --format sarif > typilus.sarif
              for code scanning: a finding for every symbol that may get an annotation
          typilus predict src/shop.py --project .
              types seen in the project's own annotations can be suggested, too
          typilus predict shop.py --min-confidence 0.9 --top 1
              only what is nearly certain
          git show HEAD:shop.py | typilus predict -
              source text from standard input
        """,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder to walk, or - for standard input")
    parser.add_argument(
        "--format",
        choices=("table", "json", "jsonl", "sarif"),
        default="table",
        help="table for people (default), json: one array, jsonl: one object a line and file, sarif: a SARIF 2.1.0 log "
        "of the symbols without an annotation",
    )
    parser.add_argument(
        "--project",
        metavar="DIR",
        help="add the annotated symbols of this folder to the type map; seen once, a file is cached by its content",
    )
    parser.add_argument(
        "--min-confidence",
        type=number(float, 0, 1),
        default=0.0,
        metavar="P",
        help="leave out candidates below this probability, 0 to 1 (default: 0)",
    )
    parser.add_argument(
        "--top", type=number(int, 1, 1000), default=5, metavar="N", help="at most N candidates a symbol (default: 5)"
    )
    parser.add_argument(
        "--checker", choices=("auto", *CHECKERS), help="let this type checker reject candidates (default: nobody does)"
    )
    _add_environment(parser)
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    add_verbose(parser)


def _add_explain(commands: _Subparsers) -> None:
    parser = _command(
        commands,
        "explain",
        "typilus.cli.explain:explain",
        "show why the symbols of a line get the types they get",
        """
        Show for each symbol of a line its candidates, who says them and how surely, what their scores are made of, the
        nearest annotated symbols, and what was rejected.
        """,
        """
        examples:
          typilus explain shop.py:12
          typilus explain src/shop.py:12 --project .
          typilus explain shop.py:12 --format json
        """,
    )
    parser.add_argument("place", metavar="FILE:LINE", help="a file and a line in which a symbol is first bound")
    parser.add_argument("--project", metavar="DIR", help="add what this folder holds, as for `typilus predict`")
    parser.add_argument(
        "--top", type=number(int, 1, 1000), default=5, metavar="N", help="at most N candidates a symbol (default: 5)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text for people (default), or json")
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    add_verbose(parser)


def _add_annotate(commands: _Subparsers) -> None:
    parser = _command(
        commands,
        "annotate",
        "typilus.cli.annotate:annotate",
        "write types into files, checked by a type checker",
        """
        Predict types, let a type checker throw out what cannot be right, and write the rest into the files: nothing
        else in them changes, imports that are needed are added.

        Shows the change as a diff unless told to write. The checker runs in a copy of the project.
        """,
        """
        examples:
          typilus annotate shop.py
              what would change, as a diff
          typilus annotate src --write
              change the files; each is replaced as a whole, or not at all
          typilus annotate src --checker mypy --min-confidence 0.95
              fewer and surer annotations, judged by mypy
          typilus annotate src --only returns,parameters --python 3.8
              what Python 3.8 can run: Optional[List[int]]
          typilus annotate src --stubs stubs
              leave the sources alone and write .pyi files
          typilus annotate src --check
              for CI: exit code 4 if anything would change
        """,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder to walk")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--diff", action="store_true", help="show the change and change nothing (default)")
    action.add_argument(
        "--write",
        action="store_true",
        help="write the files, in rounds until nothing is added: what is written votes for the rest",
    )
    action.add_argument("--stubs", metavar="DIR", help="write stubs (.pyi) into this folder")
    action.add_argument("--check", action="store_true", help="like --diff, with exit code 4 if anything would change")
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "sarif"),
        default="text",
        help="text for people: diffs (default); json, jsonl: every symbol, with the reason if it got nothing; sarif",
    )
    parser.add_argument(
        "--min-confidence",
        type=number(float, 0, 1),
        default=0.8,
        metavar="P",
        help="write nothing that is less probable, 0 to 1 (default: 0.8)",
    )
    parser.add_argument(
        "--policy",
        choices=("keep", "fill", "overwrite"),
        default="fill",
        help="signatures with some annotations: keep them as they are, fill their gaps (default), or overwrite "
        "what the code contradicts, and what says less than it proves",
    )
    parser.add_argument(
        "--only",
        type=_kinds,
        metavar="KINDS",
        help=f"annotate only, and all of these: {', '.join(KINDS)}, with commas between (default: parameters, returns, "
        "and of the others those whose value leaves their type open)",
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        help="annotate the whole signature of a function, *args and **kwargs too, or nothing of it (for projects that "
        "forbid half-annotated functions, as mypy's disallow_incomplete_defs does)",
    )
    parser.add_argument("--type-comments", action="store_true", help="turn type comments into annotations, too")
    _add_project(parser)


def _add_project(parser: argparse.ArgumentParser) -> None:
    """Where the code lives, who checks it, and with what."""
    parser.add_argument(
        "--python",
        type=_version,
        metavar="X.Y",
        help="the oldest Python that must run the result (default: the oldest that the project says it supports, by "
        "requires-python and the like, else the one that runs typilus)",
    )
    parser.add_argument(
        "--checker",
        choices=("auto", "none", *CHECKERS),
        default="auto",
        help="who judges (default: auto, the one that the project is configured for, else the first installed)",
    )
    _add_environment(parser)
    parser.add_argument(
        "--check-seconds",
        type=number(float, 1, 3600),
        default=60.0,
        metavar="S",
        help="limit of a run (default: 60)",
    )
    parser.add_argument(
        "--no-new-errors",
        action="store_true",
        help="write nothing that brings errors to light which the checker did not find before, though no type is to "
        "blame for them (default: only what a type causes counts)",
    )
    parser.add_argument(
        "--project", metavar="DIR", help="the project (default: the nearest folder above with pyproject.toml or .git)"
    )
    parser.add_argument(
        "--workers", type=number(int, 1, 512), metavar="N", help="processes that check and write (default: one a core)"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on where the same command was interrupted, unless files have changed"
    )
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    add_verbose(parser)


def _add_audit(commands: _Subparsers) -> None:
    parser = _command(
        commands,
        "audit",
        "typilus.cli.audit:audit",
        "find annotations that confident predictions disagree with",
        """
        Compare the annotations that are there with what would be predicted in their place, and show where they are
        different types. A symbol's own annotation has no vote, nor have those of its function, of its class's fields
        and of its namesakes in the file; all others of the project have.

        Where the code itself contradicts an annotation (a list is handed back where `str` is written, a function that
        yields is said to give `int`), nobody needs to vote: the finding says so. All others are a reason to look, not
        a proof; each names what it goes by, and a type checker throws out what it can refute. Nothing is written.
        """,
        """
        examples:
          typilus audit src
              a block for each annotation that a prediction speaks against
          typilus audit src --all --min-confidence 0.9
              also types that are more precise, wider, or differ in their arguments
          typilus audit src --checker mypy --format jsonl
              judged by mypy; one JSON object a file, for programs
          typilus audit src --check
              for CI: exit code 4 if there is a finding
        """,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder to walk")
    parser.add_argument(
        "--project", metavar="DIR", help="the project (default: the nearest folder above with pyproject.toml or .git)"
    )
    parser.add_argument(
        "--checker",
        choices=("auto", "none", *CHECKERS),
        default="auto",
        help="who judges (default: auto, the one that the project is configured for, else the first installed)",
    )
    _add_environment(parser)
    parser.add_argument(
        "--min-confidence",
        type=number(float, 0, 1),
        default=0.85,
        metavar="P",
        help="show nothing that is less probable, 0 to 1 (default: 0.85, chosen on planted errors)",
    )
    parser.add_argument(
        "--agreeing",
        type=number(int, 0, 10**9),
        default=1,
        metavar="N",
        help="show also what up to N similar symbols elsewhere agree with (default: 1; symbols of one name in one file "
        "count once)",
    )
    parser.add_argument("--all", action="store_true", help="show every kind of disagreement, not only different types")
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "sarif"),
        default="text",
        help="text for people (default), json: one array, jsonl: one object a line and file, sarif",
    )
    parser.add_argument("--check", action="store_true", help="exit code 4 if there is a finding")
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    add_verbose(parser)


def _add_train(commands: _Subparsers) -> None:
    parser = _command(
        commands,
        "train",
        "typilus.cli.train:train",
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


def _add_index(commands: _Subparsers) -> None:
    parser = _command(
        commands,
        "index",
        "typilus.cli.index:index",
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


def _add_evaluate(commands: _Subparsers) -> None:
    parser = _command(
        commands,
        "evaluate",
        "typilus.cli.evaluate:evaluate",
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
    parser.set_defaults(command="typilus.cli.evaluate_checkers:evaluate_checkers")
    parser.add_argument("corpus", metavar="CORPUS", help="folder that `typilus corpus build` made")
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    add_verbose(parser)
    parser.add_argument(
        "--checkers",
        nargs="+",
        choices=("mypy", "pytype", "ty", "pyrefly", "pyright"),
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


def _add_corpus(commands: _Subparsers) -> None:
    parent = commands.add_parser("corpus", help="build what networks are trained on")
    parser = _command(
        parent.add_subparsers(title="commands", metavar="COMMAND", required=True),
        "build",
        "typilus.cli.corpus:build",
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


def _add_environment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--environment",
        metavar="DIR",
        help="for the checker: the environment that has the project's dependencies, or its interpreter, which "
        "is run (default: the active one)",
    )


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", default="cpu", help="where to compute: cpu (default) or cuda")


def _command(
    commands: _Subparsers, name: str, command: str, summary: str, description: str, epilog: str
) -> _CommandParser:
    parser = commands.add_parser(name, help=summary, **texts(description, epilog))
    parser.set_defaults(command=command)
    return parser


class _CommandParser(argparse.ArgumentParser):
    """A command, some of whose first arguments are commands of their own."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.instead: dict[str, argparse.ArgumentParser] = {}

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As always, or by the parser that the first argument names."""
        if args and args[0] in self.instead:
            return self.instead[args[0]].parse_known_args(args[1:], namespace)
        return super().parse_known_args(args, namespace)


def _kinds(text: str) -> tuple[str, ...]:
    """`parameters,returns` as the values of `SymbolKind`, which is too heavy to import for help."""
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in KINDS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(KINDS)}")
    return tuple(name.removesuffix("s") for name in names)


def _version(text: str) -> tuple[int, int]:
    """`3.9` as (3, 9)."""
    match = re.fullmatch(r"3\.(\d{1,2})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no version like 3.9")
    return 3, int(match[1])


class _ListSettings(argparse.Action):
    """Print the settings of a training run and stop."""

    def __init__(self, option_strings: list[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from typilus.training.config import TrainingConfig

        print(TrainingConfig().to_json(), end="")
        parser.exit()
