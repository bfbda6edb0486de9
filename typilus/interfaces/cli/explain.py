"""`typilus explain`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from typilus import api, judging
from typilus.errors import TypilusError
from typilus.interfaces.cli.arguments import CommandParser, add_options, add_verbosity, options_from
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.places import NamedPlace, parse_place, symbols_at
from typilus.interfaces.terminal import TerminalListener, say, show
from typilus.listening import SILENT
from typilus.network_explaining import explain_network
from typilus.occurrence_types import type_at
from typilus.options import ExplainOptions
from typilus.prediction import LEGEND
from typilus.printable import printable_json
from typilus.recommenders import SOURCES

if TYPE_CHECKING:
    from typilus.network_explaining import NetworkExplanation
    from typilus.prediction import SymbolExplanation

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Show, for each symbol of a line, its candidates, their sources and probabilities, the parts of their scores, the
nearest annotated symbols, and the rejected candidates. The annotations of the file's project have their votes, as for
`typilus annotate`; a line where no symbol is first bound stands for the nearest with one.

With a column, from 1 in characters as editors count, show what the name, attribute, subscript or call there is at that
very place, as far as it follows from the code, and from what. A subscript or call is at its brackets.

With --network, show the tokens and edges of the program graph that made the network place the symbols where they are.
"""
EXAMPLES = """
examples:
  typilus explain shop.py:12
  typilus explain src/shop.py::Basket.add
  typilus explain src/shop.py::Basket.add.price
  typilus explain shop.py:12:9
  typilus explain shop.py:12 --format json
  typilus explain shop.py:12 --network

sources:
""" + "".join(f"  {source.id:<18} {source.description}\n" for source in SOURCES)


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument(
        "place",
        metavar="PLACE",
        help="FILE:LINE, where symbols are first bound, or FILE::NAME, a symbol, function or class by qualified name, "
        "or FILE:LINE:COL, any code",
    )
    add_options(parser, ExplainOptions)
    parser.add_argument(
        "--network",
        action="store_true",
        help="show what of the file the network's vote rests on; needs 'typilus[train]'",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text for people (default), or json")
    add_verbosity(parser)


def run(namespace: argparse.Namespace) -> int:
    """Show why symbols get the types that they get, or what stands at one position."""
    location = parse_place(namespace.place)
    if location.column is not None:
        _show_position(location, options_from(namespace, ExplainOptions), namespace)
        return ExitCode.OK
    explanations = _explanations(namespace, location)
    if namespace.format == "json":
        documents = [explanation.to_dict() for explanation in explanations]
        print(printable_json(json.dumps(documents, indent=1, ensure_ascii=False)))
        return ExitCode.OK
    for number, explanation in enumerate(explanations):
        if number:
            print()
        show(explanation)
    if not namespace.network and not namespace.quiet:
        _show_legend()
    return ExitCode.OK


def _explanations(
    namespace: argparse.Namespace, location: NamedPlace
) -> Sequence[SymbolExplanation | NetworkExplanation]:
    options = options_from(namespace, ExplainOptions)
    if namespace.network:
        return _by_network(location, options)
    return _explain(location, options)


def _explain(location: NamedPlace, options: ExplainOptions) -> Sequence[SymbolExplanation]:
    """Explain the symbols of a place as `annotate` would see them: with the project that the file lies in."""
    options = _with_project(options, location)
    explanations = symbols_at(location, api.explain(location.path, None, options, listener=TerminalListener()))
    line = explanations[0].symbol.line
    if location.line not in (None, line):
        say(
            f"no parameter, return, variable or attribute is first bound on line {location.line}; the nearest on {line}"
        )
    return explanations


def _with_project(options: ExplainOptions, location: NamedPlace) -> ExplainOptions:
    root = judging.project_root(options.project, location.path)
    is_in_project = options.project is None and judging.is_project(None, root, SILENT)
    return replace(options, project=root) if is_in_project else options


def _show_position(location: NamedPlace, options: ExplainOptions, namespace: argparse.Namespace) -> None:
    if namespace.network:
        raise TypilusError("--network explains the symbols of a line; leave the column out")
    line, column = location.line or 0, location.column or 0
    options = _with_project(options, location)
    place_type = type_at(location.path, line, column, options, listener=TerminalListener())
    if place_type.type is None:
        raise TypilusError(str(place_type))
    if namespace.format == "json":
        print(printable_json(json.dumps(place_type.to_dict(), indent=1, ensure_ascii=False)))
    else:
        show(place_type)


def _by_network(location: NamedPlace, options: ExplainOptions) -> Sequence[NetworkExplanation]:
    if options.project is not None:
        raise TypilusError("--network explains the network's vote without a project; leave --project out")
    if location.line is None:
        raise TypilusError(f"{location}: --network needs FILE:LINE")
    explanations = explain_network(location.path, location.line, model=options.model)
    if not explanations:
        raise TypilusError(f"{location}: no parameter, return, variable or attribute is first bound there")
    return explanations


def _show_legend() -> None:
    """Print what the words and numbers of an explanation mean."""
    from rich.text import Text

    show(Text(f"\n{LEGEND}", style="dim"))
