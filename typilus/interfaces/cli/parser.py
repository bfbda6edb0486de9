"""All commands, their options and the help that teaches them; imports nothing heavy, so that help is instant."""

from __future__ import annotations

import argparse
import re
import textwrap
from typing import TYPE_CHECKING

import typilus
from typilus.checking import SPECS
from typilus.interfaces.cli.parser_parts import EXIT_CODES, CommandParser, add_command, add_verbose, number
from typilus.interfaces.cli.training_parsers import add_corpus, add_evaluate, add_index, add_train

if TYPE_CHECKING:
    from typilus.interfaces.cli.parser_parts import Subparsers

__all__ = ["build_parser"]

KINDS = ("parameters", "returns", "variables", "attributes")
CHECKERS = tuple(spec.name for spec in SPECS)


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
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=CommandParser)
    _add_predict(commands)
    _add_explain(commands)
    _add_annotate(commands)
    _add_audit(commands)
    add_train(commands)
    add_index(commands)
    add_evaluate(commands)
    add_corpus(commands)
    return parser


def _add_predict(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "predict",
        "typilus.interfaces.cli.predict:predict",
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


def _add_explain(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "explain",
        "typilus.interfaces.cli.explain:explain",
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


def _add_annotate(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "annotate",
        "typilus.interfaces.cli.annotate:annotate",
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
    _add_actions(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "sarif"),
        default="text",
        help="text for people: diffs (default); json, jsonl: every symbol, with the reason if it got nothing; sarif",
    )
    parser.add_argument(
        "--min-confidence",
        type=number(float, 0, 1),
        default=0.9,
        metavar="P",
        help="write nothing that is less probable, 0 to 1 (default: 0.9)",
    )
    _add_selection(parser)
    _add_project(parser)


def _add_actions(parser: argparse.ArgumentParser) -> None:
    """What becomes of the annotated texts: one of these, or a diff."""
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--diff", action="store_true", help="show the change and change nothing (default)")
    action.add_argument(
        "--write",
        action="store_true",
        help="write the files, in rounds until nothing is added: what is written votes for the rest",
    )
    action.add_argument("--stubs", metavar="DIR", help="write stubs (.pyi) into this folder")
    action.add_argument("--check", action="store_true", help="like --diff, with exit code 4 if anything would change")


def _add_selection(parser: argparse.ArgumentParser) -> None:
    """Which symbols are annotated."""
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


def _add_project(parser: argparse.ArgumentParser) -> None:
    """Where the code lives, who checks it, and with what."""
    parser.add_argument(
        "--python",
        type=_version,
        metavar="X.Y",
        help="the oldest Python that must run the result (default: the oldest that the project says it supports, by "
        "requires-python and the like, else the one that runs typilus)",
    )
    _add_judge(parser)
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
        "--workers", type=number(int, 1, 512), metavar="N", help="processes that check and write (default: one a core)"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on where the same command was interrupted, unless files have changed"
    )
    parser.add_argument("--model", metavar="DIR", help="a model folder made by `typilus index` (default: the embedded)")
    add_verbose(parser)


def _add_audit(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "audit",
        "typilus.interfaces.cli.audit:audit",
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
    _add_judge(parser)
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


def _add_judge(parser: argparse.ArgumentParser) -> None:
    """What the checker sees of a project, and which checker it is."""
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


def _add_environment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--environment",
        metavar="DIR",
        help="for the checker: the environment that has the project's dependencies, or its interpreter, which "
        "is run (default: the active one)",
    )


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
