"""Results as numbers: what `--statistics` prints in their place."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import TextIO

from typilus.errors import TypilusError
from typilus.printable import printable, printable_json

__all__ = ["add_statistics", "expect_countable", "write_statistics"]

_FORMATS = ("text", "json")


def add_statistics(parser: argparse.ArgumentParser, counted: str) -> None:
    """The option that asks for numbers. `counted` says of what."""
    parser.add_argument(
        "--statistics", action="store_true", help=f"print numbers instead: {counted}; --format text or json"
    )


def expect_countable(namespace: argparse.Namespace) -> None:
    """Refuse formats that have no place for numbers.

    Raises:
        TypilusError: It is such a format.
    """
    if namespace.statistics and namespace.format not in _FORMATS:
        raise TypilusError(f"--statistics: not with --format {namespace.format}; allowed are {' and '.join(_FORMATS)}")


def write_statistics(sections: Mapping[str, Mapping[str, int]], format: str, out: TextIO) -> None:
    """Write numbers by section and name, the largest of a section first: a line each, or one JSON object."""
    ordered = {
        section: dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        for section, counts in sections.items()
    }
    if format == "json":
        out.write(printable_json(json.dumps(ordered, indent=1, ensure_ascii=False)) + "\n")
        return
    rows = [(f"{count:,}", section, name) for section, counts in ordered.items() for name, count in counts.items()]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    for count, section, name in rows:
        out.write(f"{count:>{widths[0]}}  {section:<{widths[1]}}  {printable(name)}\n")
