"""Two texts of a file as a unified diff that `patch` and `git apply` read."""

from __future__ import annotations

import difflib
import os
import posixpath
import re

__all__ = ["unified_diff"]

_ODD = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def unified_diff(path: str, before: str, after: str) -> str:
    """The difference, "" if there is none. Only newlines end a line here: `\\r` and `\\f` are text, as for `patch`."""
    name = posixpath.normpath(path.replace(os.sep, "/")).lstrip("/")
    lines = difflib.unified_diff(
        _LINE.findall(before), _LINE.findall(after), _header(f"a/{name}"), _header(f"b/{name}")
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _header(name: str) -> str:
    """The name as git writes it: in quotes where it holds what would end or hide it."""
    if not _ODD.search(name):
        return name
    return '"' + _ODD.sub(lambda match: _ESCAPES.get(match[0], f"\\{ord(match[0]):03o}"), name) + '"'
