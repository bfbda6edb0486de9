"""The outcome of the first pass for a file: what is thought of each symbol, and a draft with the confident part."""

from __future__ import annotations

from dataclasses import dataclass

from graph_extraction import SymbolKind

__all__ = ["FileFacts", "Opinion"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The likeliest types of a symbol that nobody has annotated.

    Attributes:
        kind, scope, name: The symbol's.
        types: Canonical types with their probabilities, the likeliest first.
    """

    kind: SymbolKind
    scope: str
    name: str
    types: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The outcome of the first pass for a file.

    Attributes:
        path: Of the file.
        digest: Of its text.
        draft: Its text with the confident suggestions written in, None if there are none.
        opinions: Of its symbols, those without any type left out.
    """

    path: str
    digest: str
    draft: str | None
    opinions: tuple[Opinion, ...]
