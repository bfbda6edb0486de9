"""Source text from standard input, and the name by which it is known: for editors and pipes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from typilus.errors import TypilusError

__all__ = ["STANDARD_INPUT", "UNNAMED", "add_stdin_filename", "located_path", "named_text", "reads_text"]

STANDARD_INPUT = "-"
UNNAMED = "<stdin>"


def add_stdin_filename(parser: argparse.ArgumentParser) -> None:
    """The name of what comes from standard input."""
    parser.add_argument(
        "--stdin-filename",
        metavar="NAME",
        help="with the path -: the file whose text standard input is, saved or not; its project and settings apply",
    )


def located_path(namespace: argparse.Namespace) -> str:
    """The path whose project and settings apply: the first, or for standard input its name, or the current folder."""
    first: str = namespace.paths[0]
    if first != STANDARD_INPUT:
        return first
    return getattr(namespace, "stdin_filename", None) or str(Path.cwd())


def named_text(namespace: argparse.Namespace) -> tuple[bytes, str]:
    """Read standard input, and return it with its name."""
    return sys.stdin.buffer.read(), namespace.stdin_filename or UNNAMED


def reads_text(namespace: argparse.Namespace, alone: bool = True) -> bool:
    """Return whether the command reads standard input, and if that must stand alone, nothing else.

    Raises:
        TypilusError: Other paths are named as well, or standard input has a name and is not read.
    """
    is_read = STANDARD_INPUT in namespace.paths
    if is_read and alone and len(namespace.paths) > 1:
        raise TypilusError("-: standard input stands alone; name the other files in a call of their own")
    if namespace.stdin_filename is not None and not is_read:
        raise TypilusError("--stdin-filename: names what comes from standard input; write - as the path")
    return is_read
