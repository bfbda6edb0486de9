"""`typilus explain`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typilus import api
from typilus.errors import TypilusError
from typilus.interfaces.cli.arguments import CommandParser, add_options, add_verbosity, options_from
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.terminal import TerminalListener, show
from typilus.network_explaining import explain_network
from typilus.options import ExplainOptions
from typilus.printable import printable_json
from typilus.recommenders import SOURCES

if TYPE_CHECKING:
    from typilus.network_explaining import NetworkExplanation
    from typilus.prediction import SymbolExplanation

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Show, for each symbol of a line, its candidates, their sources and probabilities, the parts of their scores, the
nearest annotated symbols, and the rejected candidates. With --network, show the tokens and edges of the program graph
that made the network place the symbols where they are.
"""
EXAMPLES = """
examples:
  typilus explain shop.py:12
  typilus explain src/shop.py:12 --project .
  typilus explain shop.py:12 --format json
  typilus explain shop.py:12 --network

sources:
""" + "".join(f"  {source.id:<18} {source.description}\n" for source in SOURCES)


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("place", metavar="FILE:LINE", help="a file and a line where a symbol is first bound")
    add_options(parser, ExplainOptions)
    parser.add_argument(
        "--network",
        action="store_true",
        help="show what of the file the network's vote rests on; needs 'typilus[train]'",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text for people (default), or json")
    add_verbosity(parser)


def run(namespace: argparse.Namespace) -> int:
    """Show why the symbols of one line get the types that they get."""
    path, separator, line = namespace.place.rpartition(":")
    if not separator or not line.isdigit():
        raise TypilusError(f"{namespace.place}: line number missing; write FILE:LINE, as in shop.py:12")
    options = options_from(namespace, ExplainOptions)
    explanations = _explain(path, int(line), options, namespace.network)
    if namespace.format == "json":
        documents = [explanation.to_dict() for explanation in explanations]
        print(printable_json(json.dumps(documents, indent=1, ensure_ascii=False)))
        return ExitCode.OK
    for number, explanation in enumerate(explanations):
        if number:
            print()
        show(explanation)
    if not explanations:
        print(f"{path}: no parameter, return, variable or attribute is first bound on line {line}")
    return ExitCode.OK


def _explain(
    path: str, line: int, options: ExplainOptions, by_network: bool
) -> Sequence[SymbolExplanation | NetworkExplanation]:
    if not by_network:
        return api.explain(path, line, options, listener=TerminalListener())
    if options.project is not None:
        raise TypilusError("--network explains the network's vote without a project; leave --project out")
    return explain_network(path, line, model=options.model)
