"""Parse, run one command, and turn whatever happens into an exit code and at most one clear message."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence

from typilus.errors import CheckpointError, TypilusError
from typilus.files import collect_rarely
from typilus.interfaces.cli.configuring import configure, find_settings
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.notes import notes_shown
from typilus.interfaces.cli.parser import build_parser, command_module
from typilus.interfaces.cli.signals import EndedBySignal, answered_signals
from typilus.interfaces.terminal import quieted, warn

__all__ = ["run"]

_WORKING = ("paths", "place", "list")
"""Arguments of the commands that predict: paths, a line of a file, a list of projects."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code, without raising for what users do."""
    _speak_utf8()
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = build_parser(arguments)
    if not arguments:
        parser.print_help(sys.stderr)
        return ExitCode.USAGE
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        with answered_signals():
            code = _command(options, arguments)
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


def _command(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    try:
        settings = find_settings(options)
        if settings is not None:
            parser = build_parser()  # of all commands, for the settings of all are checked
            configure(parser, options.command, settings)
            options = parser.parse_args(arguments)
        if any(hasattr(options, name) for name in _WORKING):
            _compute_on_one_thread()
            collect_rarely()
        is_verbose = getattr(options, "verbose", False)
        is_quiet = getattr(options, "quiet", False) and not is_verbose
        with quieted(is_quiet), notes_shown(is_verbose):
            return command_module(options.command).run(options)
    except TypilusError as error:
        _complain(str(error))
        return ExitCode.NO_MODEL if isinstance(error, CheckpointError) else ExitCode.USAGE


def _compute_on_one_thread() -> None:
    """Small products gain nothing from a second thread, and lose much by one where other processes run.

    Numpy has not been imported yet, which reads this once; workers inherit it. In other programs the network keeps to
    one thread all the same, see `neural.runtime.products`.
    """
    os.environ.update(dict.fromkeys(_THREADS, "1"))


def _complain(message: str) -> None:
    with contextlib.suppress(OSError):
        warn(message)


def _speak_utf8() -> None:
    """Write UTF-8 in any locale, and escape what UTF-8 cannot encode (a stray byte of a file name)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
