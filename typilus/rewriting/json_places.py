"""The places of values in JSON text, for changes that leave all else as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

__all__ = ["array_items", "object_members", "string_list"]

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def object_members(text: str, start: int) -> dict[str, tuple[int, int]]:
    """Return the place of each value of an object that begins at `start`, of text that is known to be JSON."""
    places = {}
    at = _behind_space(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _behind_space(text, _behind_space(text, at) + 1)
        end = _DECODER.raw_decode(text, at)[1]
        places[key] = at, end
        at = _behind_item(text, end)
    return places


def array_items(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the place of each item of an array that begins at `start`, of text that is known to be JSON."""
    at = _behind_space(text, start + 1)
    while text[at] != "]":
        end = _DECODER.raw_decode(text, at)[1]
        yield at, end
        at = _behind_item(text, end)


def string_list(text: str, start: int, end: int, content: str) -> str:
    """Return the array of strings at a place with other content: a string a line, those that stay as they are written.

    Args:
        text: The whole JSON text.
        start: First character of the array.
        end: First character behind it.
        content: The lines.
    """
    items = list(array_items(text, start))
    written = {json.loads(text[first:last]): text[first:last] for first, last in items}
    lines = [written.get(line) or json.dumps(line, ensure_ascii=text.isascii()) for line in _LINE.findall(content)]
    before = text[start + 1 : items[0][0]] if items else ""
    behind = text[items[-1][1] : end - 1] if items else ""
    between = text[items[0][1] : items[1][0]] if len(items) > 1 else f",{before or ' '}"
    return f"[{before}{between.join(lines)}{behind}]"


def _behind_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()


def _behind_item(text: str, end: int) -> int:
    at = _behind_space(text, end)
    return _behind_space(text, at + 1) if text[at] == "," else at
