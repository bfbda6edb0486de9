"""Results as a notebook shows them: HTML whose every text from files is escaped, and whose styles are in line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeVar

__all__ = ["ShownList", "block", "code", "diff_view", "folded", "framed", "note", "plain", "share", "table"]

_TABLE = "border-collapse:collapse;font-size:90%"
_HEAD = "text-align:left;padding:2px 10px;border-bottom:1px solid #8886"
_CELL = "text-align:left;padding:2px 10px;vertical-align:top"
# Read on white and on black alike.
_SURE, _LIKELY, _FAINT, _REMOVED = "#2a9d4a", "#b8860b", "#888", "#d9534f"
_SURE_FROM, _LIKELY_FROM = 0.9, 0.5

Item = TypeVar("Item")


class ShownList(list[Item]):
    """A list that a notebook shows item by item."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return "".join(_shown(item) for item in self) or note("nothing")


def _shown(item: object) -> str:
    view = getattr(item, "_repr_html_", None)
    return f'<div style="margin-bottom:1em">{escape(repr(item)) if view is None else view()}</div>'


def block(title: str, *parts: str, after: str = "") -> str:
    """A heading with what belongs to it.

    Args:
        title: Text of the heading.
        parts: HTML below it.
        after: Text beside the heading, less striking.
    """
    beside = f' <span style="color:{_FAINT}">{escape(after)}</span>' if after else ""
    return f"<div><b>{escape(title)}</b>{beside}{''.join(parts)}</div>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table.

    Args:
        heads: Texts of the columns' heads.
        rows: The cells of each row, which are HTML.
    """
    top = "".join(f'<th style="{_HEAD}">{escape(head)}</th>' for head in heads)
    lines = ("".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table style="{_TABLE}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def code(text: str | None, title: str = "") -> str:
    """Return a text of a file, or of a type, "" for none."""
    if not text:
        return ""
    hint = f' title="{escape(title)}"' if title else ""
    return f"<code{hint}>{escape(text)}</code>"


def note(text: str | None) -> str:
    """Return a remark in words, "" for none."""
    return f"<i>{escape(text)}</i>" if text else ""


def share(probability: float, digits: int = 0) -> str:
    """A probability in percent: green where it is written by default, yellow where it is likely."""
    color = _SURE if probability >= _SURE_FROM else _LIKELY if probability >= _LIKELY_FROM else _FAINT
    return f'<small style="color:{color}">{probability:.{digits}%}</small>'


def diff_view(diff: str) -> str:
    """A unified diff, in color."""
    lines = []
    for line in diff.splitlines():
        color = {"+": _SURE, "-": _REMOVED, "@": _FAINT}.get(line[:1]) if line[:3] not in ("---", "+++") else _FAINT
        lines.append(escape(line) if color is None else f'<span style="color:{color}">{escape(line)}</span>')
    return plain("\n".join(lines))


def plain(html: str) -> str:
    """Lines of code, which are HTML, as they are."""
    return f'<pre style="font-family:monospace;font-size:90%;line-height:1.3">{html}</pre>'


def folded(summary: str, html: str) -> str:
    """Return HTML that is hidden until its summary, a text, is clicked."""
    return f"<details><summary>{escape(summary)}</summary>{html}</details>"


def framed(title: str, page: str) -> str:
    """A whole page in a frame, which can run its own scripts and nothing else."""
    return (
        f'<iframe title="{escape(title)}" sandbox="allow-scripts allow-downloads" '
        f'style="width:100%;height:40rem;border:0" srcdoc="{escape(page, quote=True)}"></iframe>'
    )
