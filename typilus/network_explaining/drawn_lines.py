"""Lines of code on which tokens are shaded by their shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["Token", "drawn_lines", "html_lines"]

_MARKED = 8
_ELLIPSIS = "…"
_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line of Python. A form feed, which `str.splitlines` splits at, too, does not."""


class Token(Protocol):
    """A token with its place and its share, the strongest first where there are many."""

    @property
    def label(self) -> str: ...

    @property
    def line(self) -> int | None: ...

    @property
    def column(self) -> int | None: ...

    @property
    def share(self) -> float: ...


def drawn_lines(text: str, line: int, tokens: Sequence[Token]) -> _DrawnLines:
    """Draw the line of a symbol and those of the strongest tokens: shaded in color, or with marks below."""
    return _DrawnLines(text, line, tokens[:_MARKED])


def html_lines(text: str, line: int, tokens: Sequence[Token]) -> str:
    """Draw the same lines as HTML, everything from the code escaped."""
    drawn = []
    marked = tokens[:_MARKED]
    strongest = max((abs(token.share) for token in marked), default=1.0) or 1.0
    for number, code in _lines(text, line, marked):
        if number is None:
            drawn.append(_ELLIPSIS)
            continue
        parts, end = [f"{number:5}  "], 0
        for start, stop, token in _spans(number, code, marked):
            hue = "46,160,67" if token.share > 0 else "218,54,51"
            style = f"background:rgba({hue},{abs(token.share) / strongest:.2f})"
            parts += [escape(code[end:start]), f'<span style="{style}" title="{token.share:+.1%}">']
            parts += [escape(code[start:stop]), "</span>"]
            end = stop
        drawn.append("".join([*parts, escape(code[end:])]))
    return "\n".join(drawn)


class _DrawnLines:
    def __init__(self, text: str, line: int, tokens: Sequence[Token]) -> None:
        self._text, self._line, self._tokens = text, line, tokens

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        strongest = max((abs(token.share) for token in self._tokens), default=1.0) or 1.0
        for number, code in _lines(self._text, self._line, self._tokens):
            if number is None:
                yield Text(f"      {_ELLIPSIS}", style="dim")
                continue
            spans = _spans(number, code, self._tokens)
            row = Text(f"{number:5}  ", style="dim", no_wrap=True, overflow="ellipsis")
            row.append(code, style="not dim")
            if console.color_system is not None:
                for start, stop, token in spans:
                    level = 60 + round(140 * abs(token.share) / strongest)
                    color = f"rgb(0,{level},0)" if token.share > 0 else f"rgb({level},0,0)"
                    row.stylize(f"white on {color}", 7 + start, 7 + stop)
                yield row
                continue
            yield row
            for marks in _marks(spans):
                yield Text(f"       {marks}", no_wrap=True, overflow="ellipsis")


def _lines(text: str, line: int, tokens: Sequence[Token]) -> Iterator[tuple[int | None, str]]:
    """The lines to draw, with their numbers, and None where some are left out."""
    lines = _LINE_END.split(text)
    shown = sorted({line, *(token.line for token in tokens if token.line is not None)})
    before = shown[0] - 1
    for number in shown:
        if number > len(lines):
            continue
        if number != before + 1:
            yield None, ""
        yield number, lines[number - 1]
        before = number


def _spans(number: int, code: str, tokens: Sequence[Token]) -> list[tuple[int, int, Token]]:
    """Start, end and token of the tokens of one line that stand there as written, in order and without overlaps."""
    spans: list[tuple[int, int, Token]] = []
    for token in sorted(tokens, key=lambda token: token.column or 0):
        if token.line != number or token.column is None or (spans and token.column < spans[-1][1]):
            continue
        written = code.startswith(token.label, token.column)
        stop = token.column + len(token.label) if written else min(token.column + 1, len(code))
        if stop > token.column:
            spans.append((token.column, stop, token))
    return spans


def _marks(spans: Sequence[tuple[int, int, Token]]) -> Iterator[str]:
    """Lines below a line of code: `^` for and `~` against the type, and below these the shares."""
    if not spans:
        return
    signs = ""
    for start, stop, token in spans:
        signs = signs.ljust(start) + ("^" if token.share > 0 else "~") * (stop - start)
    yield signs
    rows: list[str] = []
    for start, _, token in spans:
        row = next((index for index, shares in enumerate(rows) if len(shares) < start or not shares), len(rows))
        if row == len(rows):
            rows.append("")
        rows[row] = rows[row].ljust(start) + f"{token.share:.0%}"
    yield from rows
