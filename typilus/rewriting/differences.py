"""Two texts of a file as a unified diff that `patch` and `git apply` read."""

from __future__ import annotations

import difflib
import re

__all__ = ["unified_diff"]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def unified_diff(path: str, before: str, after: str) -> str:
    """The difference, "" if there is none. Only newlines end a line here: `\\r` and `\\f` are text, as for `patch`."""
    name = path.lstrip("/")
    lines = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
