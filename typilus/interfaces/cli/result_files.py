"""The destination of results: standard output, or a file that is written as a whole or not at all."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from graph_extraction.intake import exists, is_file
from typilus.errors import TypilusError
from typilus.files import whole_file

__all__ = ["add_output_file", "results_to"]


def add_output_file(parser: argparse.ArgumentParser) -> None:
    """The file that gets the results."""
    parser.add_argument(
        "-o", "--output-file", metavar="FILE", help="write the results into this file (default: standard output)"
    )


@contextlib.contextmanager
def results_to(path: str | None) -> Iterator[TextIO]:
    """Open the file that gets the results, or give standard output where none is named.

    A file takes its place when all results are written, and not if the command fails or is interrupted. What is no
    regular file (a pipe, a device) is written as it is.

    Raises:
        TypilusError: The file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    target = Path(path)
    try:
        if exists(target) and not is_file(target):
            with target.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
                yield out
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as file:
            out = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
            yield out
            out.flush()
            out.detach()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise TypilusError(f"{path}: cannot be written: {error.strerror or error}") from error
