"""What the parsers of commands are made of."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction["CommandParser"]

__all__ = ["EXIT_CODES", "CommandParser", "Subparsers", "add_command", "add_verbose", "number", "texts"]

EXIT_CODES = """
exit codes:
  0    everything was done
  1    some files could not be read or judged (each has its `error`); the others were done
  2    wrong usage, or an input that cannot be used
  3    no model, or one that is damaged or of another version
  4    --check: there is something to do
  130  interrupted (129 by SIGHUP, 143 by SIGTERM)
  141  the reader of the output went away
"""


def texts(description: str, epilog: str) -> dict[str, Any]:
    """What a parser says of itself."""
    return {
        "description": textwrap.dedent(description).strip(),
        "epilog": textwrap.dedent(epilog) + EXIT_CODES,
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def number(kind: Callable[[str], float], low: float, high: float) -> Callable[[str], float]:
    """A converter of an option that also checks the range."""

    def convert(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is no number from {low} to {high}")
        return number

    return convert


def add_verbose(parser: argparse.ArgumentParser) -> None:
    """The option of commands that use the cache."""
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="say also what in the cache was damaged and is made anew"
    )


def add_command(
    commands: Subparsers, name: str, command: str, summary: str, description: str, epilog: str
) -> CommandParser:
    """A command whose arguments the caller adds; `command` names the function to run."""
    parser = commands.add_parser(name, help=summary, **texts(description, epilog))
    parser.set_defaults(command=command)
    return parser


class CommandParser(argparse.ArgumentParser):
    """A command, some of whose first arguments are commands of their own."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.instead: dict[str, argparse.ArgumentParser] = {}

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As always, or by the parser that the first argument names."""
        if args and args[0] in self.instead:
            return self.instead[args[0]].parse_known_args(args[1:], namespace)
        return super().parse_known_args(args, namespace)
