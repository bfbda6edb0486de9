"""The parts of command parsers: the options of a dataclass, and options that several commands have."""

from __future__ import annotations

import argparse
import difflib
import re
import textwrap
from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar

from typilus import infilling
from typilus.interfaces.formats import FORMATS
from typilus.options import NumberRange, PredictOptions, option_specs
from typilus.printable import printable

if TYPE_CHECKING:
    from typilus.infilling import TextInfiller

__all__ = [
    "EXIT_CODES",
    "CommandModule",
    "CommandParser",
    "Converter",
    "PlainParser",
    "add_device",
    "add_format",
    "add_infill",
    "add_model",
    "add_options",
    "add_paths",
    "add_resume",
    "add_verbosity",
    "describe",
    "nested_parser",
    "no_files",
    "number",
    "open_named_infiller",
    "options_from",
]

EXIT_CODES = """
exit codes:
  0    everything was done
  1    some files could not be read or judged (each has its `error`); the others were done
  2    wrong usage, or an input that cannot be used
  3    no model, or one that is damaged or of another version
  4    --check: there is something to do; --fail-under: less is annotated
  130  interrupted (129 by SIGHUP, 143 by SIGTERM)
  141  output pipe closed
"""
_INVALID_CHOICE = re.compile(r"invalid choice: '(.*?)' \(choose from (.*)\)")
_CHOICE = re.compile(r"[\w-]+")
_Options = TypeVar("_Options")
INFILL_OPTIONS = ("infill", "infill_below", "infill_dialect")


class CommandModule(Protocol):
    """A module of this package that is one command: its help, its arguments, and what it does."""

    DESCRIPTION: str
    EXAMPLES: str

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments of the command to its parser."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


class PlainParser(argparse.ArgumentParser):
    """A parser that takes no abbreviated options, and says on one line what is wrong and what may be meant."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: error: {printable(message)}{self._meant(message)}; see {self.prog} --help\n")

    def _meant(self, message: str) -> str:
        """The command, option or value that was probably meant."""
        unknown = message.partition("unrecognized arguments: ")[2].partition(" ")[0]
        names = [option for option in self._option_string_actions if option.startswith("--")]
        if match := _INVALID_CHOICE.search(message):
            unknown, names = match[1], _CHOICE.findall(match[2])
        close = difflib.get_close_matches(unknown.partition("=")[0], names, 1) if unknown else ()
        return f" (did you mean {close[0]}?)" if close else ""


class CommandParser(PlainParser):
    """A command, some of whose first arguments are commands of their own."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.instead: dict[str, argparse.ArgumentParser] = {}

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As always, or by the parser that the first argument names."""
        if args and args[0] in self.instead:
            return self.instead[args[0]].parse_known_args(args[1:], namespace)
        namespace, unknown = super().parse_known_args(args, namespace)
        if unknown:  # else the parser of all commands would report them, which does not know these options
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return namespace, unknown


class Converter:
    """Reads an option's value. The message of its error is shown to the user."""

    def __init__(self, parse: Callable[[str], object]) -> None:
        self.parse = parse

    def __call__(self, text: str) -> object:
        """The value of a text."""
        try:
            return self.parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error


def number(type_: type[int] | type[float], low: float, high: float) -> Converter:
    """A converter of an option that also checks the range."""
    return Converter(NumberRange(type_, low, high))


def describe(module: CommandModule) -> dict[str, Any]:
    """Return the texts of a command's parser."""
    return {
        "description": textwrap.dedent(module.DESCRIPTION).strip(),
        "epilog": textwrap.dedent(module.EXAMPLES) + EXIT_CODES,
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def nested_parser(prog: str, module: CommandModule, name: str) -> CommandParser:
    """The parser of a command that the first argument of another names, as `typilus train ranking`."""
    parser = CommandParser(prog=prog, **describe(module))
    parser.set_defaults(command=name)
    module.add_arguments(parser)
    return parser


def add_options(parser: argparse.ArgumentParser, options: type[object], without: Collection[str] = ()) -> None:
    """Add an option for each field of a dataclass of `typilus.options`, but for those that have no place here."""
    for name, (default, spec) in option_specs(options).items():
        if name in without:
            continue
        settings: dict[str, Any] = {"help": spec.help, "default": default}
        if default is False:
            settings["action"] = "store_true"
        else:
            settings["metavar"] = spec.metavar
            settings["choices"] = spec.choices or None
            settings["type"] = None if spec.parse is None else Converter(spec.parse)
        parser.add_argument(f"--{name.replace('_', '-')}", **settings)


def options_from(namespace: argparse.Namespace, options: type[_Options]) -> _Options:
    """The value of a dataclass of `typilus.options` that was parsed."""
    names = [field.name for field in fields(options)]  # type: ignore[arg-type]
    return options(**{name: getattr(namespace, name) for name in names if hasattr(namespace, name)})


def add_paths(parser: argparse.ArgumentParser, help: str = "a file, or a folder to search") -> None:
    """Add the paths that a command reads. The settings of the first one's project apply."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help=help)


def no_files(paths: Sequence[str]) -> str:
    """Return what to say where the paths that were named hold no Python file."""
    return f"no Python files in {', '.join(paths)}"


def add_format(parser: argparse.ArgumentParser) -> None:
    """The formats of results."""
    formats_text = "; ".join(f"{name}: {spec.summary}" for name, spec in FORMATS.items())
    parser.add_argument(
        "--format", type=_format_name, choices=tuple(FORMATS), default="text", help=f"{formats_text} (default: text)"
    )


def _format_name(text: str) -> str:
    return "text" if text == "table" else text  # as it was called once


def add_resume(parser: argparse.ArgumentParser) -> None:
    """The option of commands that keep a journal."""
    parser.add_argument(
        "--resume", action="store_true", help="go on where the same command was interrupted, unless files have changed"
    )


def add_verbosity(parser: argparse.ArgumentParser) -> None:
    """The options of how much is said beside the results."""
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing but results and what is wrong")
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="also report what goes on unseen: damaged cache entries, which are rebuilt",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """The model of a command whose options are no dataclass."""
    parser.add_argument(
        "--model", metavar="DIR", help="a model folder made by `typilus index` (default: the bundled model)"
    )


def add_infill(parser: argparse.ArgumentParser, names: Sequence[str] = INFILL_OPTIONS) -> None:
    """Add the options of asking a language model, or some of them, to a command whose options are no dataclass."""
    specs = option_specs(PredictOptions)
    for name in names:
        default, spec = specs[name]
        option = f"--{name.replace('_', '-')}"
        type_ = Converter(spec.parse or str)
        parser.add_argument(option, metavar=spec.metavar, default=default, type=type_, help=spec.help)


def open_named_infiller(namespace: argparse.Namespace, notice: Callable[[str], None]) -> TextInfiller | None:
    """Return the language model that is named, if any.

    Raises:
        InfillError: It cannot be opened.
    """
    if namespace.infill is None:
        return None
    return infilling.open_infiller(namespace.infill, infilling.InfillerOptions(namespace.infill_dialect), notice)


def add_device(parser: argparse.ArgumentParser) -> None:
    """Add the option that selects the device of long computations."""
    parser.add_argument(
        "--device", default="auto", help="where to compute: cpu, cuda, or auto: cuda where there is a GPU (default)"
    )
