"""A bar with an estimate for commands over many files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from typilus import files

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["tracked"]

_Item = TypeVar("_Item")


def tracked(
    items: Iterable[_Item], paths: Sequence[str], label: str, console: Console | None = None
) -> Iterator[_Item]:
    """Yield the items while showing a progress bar on standard error, with one item for each file that `paths` name.

    Files are counted in a first pass over the folders, by name only, to estimate the time left. There is no bar if
    standard error is no terminal, nor if standard output is one, as the bar would be between the results; and none for
    a single file.

    Args:
        items: Results, one per file.
        paths: Files and folders as the command got them.
        label: Name of the activity, in a word.
        console: Console that shows the bar in any case.
    """
    if console is None:
        if sys.stdout.isatty() or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console

        console = Console(stderr=True)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Standard output is left alone: what is printed there is the result.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("finding files", total=None)
        total = sum(1 for _ in files.find_python_files(paths))
        bar.update(task, description=label, total=total, visible=total > 1)
        for item in items:
            bar.advance(task)
            yield item
