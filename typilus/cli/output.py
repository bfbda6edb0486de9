"""Results as JSON, one a file, for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, Protocol

__all__ = ["print_array", "print_lines"]


class Document(Protocol):
    """The result of one file."""

    def to_dict(self) -> dict[str, Any]: ...

    def to_json(self) -> str: ...


def print_lines(documents: Iterable[Document]) -> None:
    """JSON Lines: each object as soon as it is ready."""
    for document in documents:
        print(_json(document), flush=True)


def print_array(documents: Iterable[Document]) -> None:
    """One JSON array."""
    separator = "[\n"
    for document in documents:
        sys.stdout.write(separator + _json(document))
        separator = ",\n"
    sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")


def _json(document: Document) -> str:
    text = document.to_json()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # A path or a literal with a lone surrogate: only JSON's own escapes can carry it.
        return json.dumps(document.to_dict())
    return text
