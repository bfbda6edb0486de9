"""A bar with an estimate for commands over many files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["tracked"]

_Item = TypeVar("_Item")
_WIDTH = 40  # columns for the name of a file
_OVERHEAD = 1_000
"""Bytes whose time a file takes whatever its size."""


def tracked(
    items: Iterable[_Item], files: Sequence[str], label: str, console: Console | None = None
) -> Iterator[_Item]:
    """Yield the items while showing a progress bar on standard error, with the file that is waited for.

    The time left is estimated by the sizes of the files, from the whole time so far. There is no bar if standard error
    is no terminal, nor if standard output is one, as the bar would be between the results; and none for a single file.

    Args:
        items: Results, one per file, in order.
        files: The files.
        label: Name of the activity, in a word.
        console: Console that shows the bar in any case.
    """
    if console is None:
        if sys.stdout.isatty() or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console

        console = Console(stderr=True)
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    sizes = [_size(file) for file in files]
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]}/{task.fields[files]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    # Standard output is left alone: what is printed there is the result.
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, speed_estimate_period=float("inf")
    ) as bar:
        task = bar.add_task(label, total=sum(sizes), visible=len(files) > 1, done=0, files=len(files), name="")
        iterator = iter(items)
        for done, (file, size) in enumerate(zip(files, sizes, strict=True)):
            bar.update(task, name=escape(ascii(file)[1:-1][-_WIDTH:]))
            item = next(iterator, None)
            if item is None:
                return
            bar.update(task, advance=size, done=done + 1)
            yield item


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size + _OVERHEAD  # noqa: PTH116 - there may be 100,000
    except (OSError, ValueError):
        return _OVERHEAD
