"""Output in a terminal: tables and texts on standard output, sentences and progress bars on standard error."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO, TypeVar

from typilus.interfaces.progress import tracked
from typilus.listening import Listener
from typilus.printable import printable

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

__all__ = [
    "DIFF_STYLES",
    "UNFOLDED",
    "LineStyles",
    "TerminalListener",
    "has_colors",
    "is_folded",
    "quieted",
    "say",
    "show",
    "show_diff",
    "show_lines",
    "tell",
    "warn",
]

UNFOLDED = 2_000
"""Columns of what goes into a file or another program: nothing is folded, so that names can be found there."""
LineStyles = Sequence[tuple[str, str]]
"""How a line may begin, and its style then; the first that fits counts."""
DIFF_STYLES: LineStyles = (("--- ", "bold"), ("+++ ", "bold"), ("@@", "cyan"), ("-", "red"), ("+", "green"))
_IS_QUIET = ContextVar("_IS_QUIET", default=False)
_Item = TypeVar("_Item")


def say(message: str) -> None:
    """Print a sentence on standard error, apart from the results, unless the user wants quiet."""
    if not _IS_QUIET.get():
        warn(message)


def warn(message: str) -> None:
    """Print a sentence on standard error in any case: what is wrong, or what nobody would expect."""
    print(f"typilus: {printable(message)}", file=sys.stderr, flush=True)


def tell(message: str) -> None:
    """Print a line of the progress of a long experiment on standard error, unless the user wants quiet."""
    if not _IS_QUIET.get():
        print(printable(message), file=sys.stderr, flush=True)


@contextlib.contextmanager
def quieted(wanted: bool) -> Iterator[None]:
    """A context in which only results and what is wrong are shown, if that is wanted."""
    token = _IS_QUIET.set(wanted)
    try:
        yield
    finally:
        _IS_QUIET.reset(token)


def is_folded(out: TextIO | None = None) -> bool:
    """Return whether results are laid out for a terminal."""
    return (out or sys.stdout).isatty() or "COLUMNS" in os.environ


def has_colors(out: TextIO | None = None) -> bool:
    """Return whether results may be colored: in a terminal, or where `FORCE_COLOR` asks for it. `NO_COLOR` forbids."""
    return not os.environ.get("NO_COLOR") and (bool(os.environ.get("FORCE_COLOR")) or (out or sys.stdout).isatty())


def show(shown: RenderableType, out: TextIO | None = None) -> None:
    """Print a table or text, on standard output unless told otherwise: folded in a terminal, else plain lines."""
    from rich.console import Console

    out = out or sys.stdout
    if is_folded(out):
        Console(file=out).print(_Escaped(shown))
        return
    sink, colored = io.StringIO(), has_colors(out)
    Console(
        file=sink,
        width=UNFOLDED,
        color_system="standard" if colored else None,
        force_terminal=colored,
        legacy_windows=False,
    ).print(_Escaped(shown))
    for line in sink.getvalue().splitlines():
        print(line.rstrip(), file=out)


def show_diff(diff: str, out: TextIO) -> None:
    """Write a unified diff: in a terminal, or where `FORCE_COLOR` asks for it, colored as Git does, else as it is."""
    show_lines(diff, out, DIFF_STYLES)


def show_lines(text: str, out: TextIO, styles: LineStyles) -> None:
    """Write lines, in a terminal, or where `FORCE_COLOR` asks for it, colored by how they begin, else as they are."""
    if not (out.isatty() or os.environ.get("FORCE_COLOR")):
        out.write(text)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, soft_wrap=True, highlight=False)
    for line in text.splitlines():
        style = next((style for start, style in styles if line.startswith(start)), "")
        console.print(Text(printable(line), style))


class _Escaped:
    """Output whose texts have no control characters. Colors are the console's own."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self._shown, options):
            yield segment._replace(text=printable(segment.text))


class TerminalListener(Listener):
    """Shows the progress of a run on standard error, and no message twice.

    Attributes:
        checker: The name of the one that judges, None for nobody.
        files: The number of files of the run.
        annotated: For each file that is annotated so far, its number of annotations and whether it failed.
    """

    def __init__(self) -> None:
        self._said: set[str] = set()
        self.checker: str | None = None
        self.files = 0
        self.annotated: dict[str, tuple[int, bool]] = {}

    def notice(self, message: str) -> None:
        """Say it, unless that has been said."""
        if message not in self._said:
            self._said.add(message)
            say(message)

    def judge_chosen(self, checker: str | None, reason: str) -> None:
        """Say who judges, and why."""
        self.checker = checker
        self.notice(f"checker: {reason}")

    @contextlib.contextmanager
    def reading_project(self) -> Iterator[Callable[[str], None] | None]:
        """Show a line that names the file being read, in a terminal only."""
        if not sys.stderr.isatty() or _IS_QUIET.get():
            yield None
            return
        from rich.console import Console
        from rich.markup import escape

        with Console(stderr=True).status("reading the project") as status:
            yield lambda path: status.update(f"reading the project: {escape(ascii(path))}")

    def files_found(self, count: int) -> None:
        """Keep the number of files."""
        self.files = count

    def file_done(self, path: str, annotations: int, failed: bool) -> None:
        """Keep what became of the file."""
        self.annotated[path] = (annotations, failed)

    def tracked(self, items: Iterable[_Item], files: Sequence[str], label: str) -> Iterable[_Item]:
        """Show a progress bar, in a terminal only."""
        return items if _IS_QUIET.get() else tracked(items, files, label)
