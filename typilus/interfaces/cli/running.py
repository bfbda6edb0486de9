"""Parse, run one command, and turn whatever happens into an exit code and at most one clear message."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.notes import notes_shown
from typilus.interfaces.cli.parser import build_parser
from typilus.interfaces.cli.signals import EndedBySignal, answered_signals
from typilus.printable import printable

__all__ = ["run"]


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never raises for what users do."""
    _speak_utf8()
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        with answered_signals():
            code = _command(parser, options, arguments)
            sys.stdout.flush()
            return code
    except EndedBySignal as end:
        _complain(f"ended by {signal.Signals(end.number).name}")
        return 128 + end.number
    except KeyboardInterrupt:
        _complain("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Nothing may be written to the closed pipe at exit.
        with contextlib.suppress(OSError, io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.BROKEN_PIPE


def _command(parser: argparse.ArgumentParser, options: argparse.Namespace, arguments: Sequence[str] | None) -> int:
    from graph_extraction import TypilusError
    from typilus.interfaces.cli.configuring import configure

    module, _, function = str(options.command).partition(":")
    try:
        if configure(parser, options):
            options = parser.parse_args(arguments)
        with notes_shown(getattr(options, "verbose", False)):
            return int(getattr(import_module(module), function)(options))
    except TypilusError as error:
        _complain(str(error))
        from typilus.errors import CheckpointError

        return ExitCode.NO_MODEL if isinstance(error, CheckpointError) else ExitCode.USAGE


def _complain(message: str) -> None:
    with contextlib.suppress(OSError):
        print(f"typilus: {printable(message)}", file=sys.stderr)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what UTF-8 cannot carry (a file name's stray byte) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
