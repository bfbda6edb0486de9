"""`typilus serve`."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys
from dataclasses import replace
from importlib.util import find_spec

from typilus.config import find_root
from typilus.errors import TypilusError
from typilus.interfaces import serve
from typilus.interfaces.cli.arguments import CommandParser, add_options, number, options_from
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.serve import LimitedWorker, SessionMaker, answer_lines
from typilus.interfaces.terminal import say
from typilus.options import ServeOptions

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Answer other programs over HTTP, or over standard input and output with JSON-RPC 2.0, a message a line.

Methods: predict, annotate, audit, explain, stub, print, tree, usages, weave, check, complete, reload. Parameters are
texts; no file is read but those of the project that the server was started for, and none is written.
"""
EXAMPLES = """
examples:
  typilus serve --checker none
      on http://127.0.0.1:8750, for the project of the current folder
  curl -s localhost:8750/predict --json '{"source": "def area(width, height): return width * height"}'
      ranked types; GET / lists the methods and their parameters
  echo '{"id": 1, "method": "stub", "params": {"source": "x = 1"}}' | typilus serve --stdio
      one request, one line of response
"""

_ANY_ADDRESS = ("0.0.0.0", "::")


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    parser.add_argument("--stdio", action="store_true", help="JSON-RPC on standard input and output in place of HTTP")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument(
        "--port", type=number(int, 0, 65535), default=8750, help="port to listen on, 0 for a free one (default: 8750)"
    )
    parser.add_argument(
        "--origin", action="append", default=[], metavar="URL", help="web origin whose pages may call; may be repeated"
    )
    parser.add_argument(
        "--hostname", action="append", default=[], metavar="NAME", help="further name that the server is called by"
    )
    add_options(parser, ServeOptions)


def run(options: argparse.Namespace) -> int:
    """Serve until the input ends or the process is interrupted."""
    if not options.stdio:
        _expect_libraries()
    settings = options_from(options, ServeOptions)
    if settings.project is None:
        settings = replace(settings, project=str(find_root(os.curdir)))
    with LimitedWorker(SessionMaker(settings), settings.seconds) as worker:
        if options.stdio:
            answer_lines(sys.stdin.buffer, sys.stdout, worker.call, options.max_bytes)
        else:
            _listen(worker, options)
    return ExitCode.OK


def _expect_libraries() -> None:
    for module in ("starlette", "uvicorn"):
        if find_spec(module) is None:
            raise TypilusError(f"serving HTTP needs {module}, which is not installed: pip install 'typilus[serve]'")


def _listen(worker: LimitedWorker, options: argparse.Namespace) -> None:
    host = options.host
    if not _is_loopback(host):
        say(f"{host} can be reached from other machines, and whoever reaches it may call: there is no password")
    names = options.hostname if host in _ANY_ADDRESS else [host, *options.hostname]
    application = serve.http_application(worker.call, max_bytes=options.max_bytes, hosts=names, origins=options.origin)
    serve.listen(application, host, options.port, lambda port: say(f"serving on http://{host}:{port}"))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
