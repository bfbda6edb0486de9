"""`typilus server`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec

from typilus.errors import TypilusError
from typilus.files import collect_rarely
from typilus.interfaces import lsp
from typilus.interfaces.cli.arguments import CommandParser, add_options, number, options_from
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.lsp import ServerOptions

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
A language server (LSP 3.17): types as hints in an editor, inserted with their imports on demand, explained, and
annotations that look wrong.

Editors start it and talk to it over its standard input and output. It reads what is in their buffers, saved or not.
"""
EXAMPLES = """
examples:
  typilus server
      as editors start it; docs/editors.md has their settings
  typilus server --min-confidence 0.9
      fewer and surer hints
  typilus server --tcp 8760
      for an editor that connects to a port of this machine
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    channel = parser.add_mutually_exclusive_group()
    channel.add_argument(
        "--stdio", action="store_true", help="standard input and output, as always without --tcp: some editors say so"
    )
    channel.add_argument(
        "--tcp", type=number(int, 1, 65535), metavar="PORT", help="listen on this port of the loopback instead"
    )
    add_options(parser, ServerOptions)


def run(options: argparse.Namespace) -> int:
    """Serve until the editor says that it is enough, or is gone."""
    if find_spec("pygls") is None:
        raise TypilusError("the language server needs pygls, which is not installed: pip install 'typilus[server]'")
    collect_rarely()
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb")  # it will be closed
    output, sys.stdout = sys.stdout, sys.stderr  # nothing but messages may come between messages
    try:
        lsp.run_server(options_from(options, ServerOptions), options.tcp, messages)
    finally:
        sys.stdout = output
        messages.close()
    return ExitCode.OK
