"""The commands. Only the module of the command that is asked for is imported, so that help is instant."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from typilus.interfaces.cli.arguments import EXIT_CODES, CommandModule, CommandParser, PlainParser, describe
from typilus.version import VERSION

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[CommandParser]

__all__ = ["COMMANDS", "build_parser", "command_module"]

COMMANDS = {
    "predict": "rank types for every parameter, return, variable and attribute",
    "explain": "show why the symbols of a line get the types they get",
    "annotate": "write types into files, checked by a type checker",
    "weave": "move annotations between versions of a file, or from a stub",
    "audit": "find annotations that confident predictions disagree with",
    "report": "show how much is annotated, and what would be, as a page",
    "typespace": "show the type map as a page, with a project's symbols in it",
    "server": "a language server: hints, fixes and explanations in editors",
    "serve": "answer other programs over HTTP or JSON lines",
    "batch": "annotate a corpus of projects, with the results in a database",
    "train": "train a network on a corpus",
    "index": "make a type map and so a model that predicts",
    "evaluate": "measure a model on the test side of a split",
    "corpus": "build what networks are trained on",
    "lab": "make the tables and figures of the paper anew",
    "completion": "print a script that completes commands and options in a shell",
}
"""What each does, by name; the module of this package that has that name does it."""


def command_module(name: str) -> CommandModule:
    """The module of a command."""
    return cast(CommandModule, import_module(f"typilus.interfaces.cli.{name}"))


def build_parser(arguments: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Return the parser of the whole command line. `command` of its result names the module that runs.

    Args:
        arguments: What will be parsed; commands that are not named there get no arguments. All do by default.
    """
    parser = PlainParser(
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
    parser.add_argument("--version", action="version", version=f"typilus {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=CommandParser)
    asked = COMMANDS if arguments is None else [text for text in arguments if not text.startswith("-")][:1]
    for name, summary in COMMANDS.items():
        _add_command(commands, name, summary, name in asked)
    return parser


def _add_command(commands: Subparsers, name: str, summary: str, is_asked: bool) -> None:
    if not is_asked:
        commands.add_parser(name, help=summary)
        return
    module = command_module(name)
    parser = commands.add_parser(name, help=summary, **describe(module))
    parser.set_defaults(command=name)
    module.add_arguments(parser)
