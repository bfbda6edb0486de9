"""Frozen results: what was written into one file, and for every other symbol why nothing was; and their JSON form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from typilus.prediction import CheckSummary, TypePrediction
from typilus.rewriting import AnnotatedSource

__all__ = ["AnnotatedFile", "AnnotatedSymbol"]


@dataclass(frozen=True, slots=True)
class AnnotatedSymbol:
    """What became of one symbol.

    Attributes:
        prediction: what was suggested for it, and stood.
        written: the annotation as it is in the new text, None if none was written.
        reason: in words, why none was written; None if one was.
    """

    prediction: TypePrediction
    written: str | None
    reason: str | None

    def to_dict(self) -> dict[str, Any]:
        """The symbol of the JSON contract, with `written` and `reason`."""
        return {**self.prediction.to_dict(), "written": self.written, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class AnnotatedFile:
    """One file with what was written into it; nothing is on disk yet.

    Attributes:
        path: the file as the caller named it.
        error: why nothing could be done with it, None if something could.
        symbols: all, in the order of the prediction; empty after an error.
        source: its text before and after, None after an error.
        check: what the checker had to do with it, None where none was asked.
    """

    path: str
    error: str | None
    symbols: tuple[AnnotatedSymbol, ...] = ()
    source: AnnotatedSource | None = None
    check: CheckSummary | None = None

    @property
    def written(self) -> tuple[AnnotatedSymbol, ...]:
        """The symbols that got an annotation."""
        return tuple(each for each in self.symbols if each.written is not None)

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.source is not None and self.source.changed

    def diff(self) -> str:
        """The change as a unified diff, "" where there is none."""
        return "" if self.source is None else self.source.diff()

    def to_dict(self) -> dict[str, Any]:
        """The file as programs read it."""
        return {
            "path": self.path,
            "error": self.error,
            "changed": self.changed,
            "imports": [] if self.source is None else list(self.source.imports),
            "checker": None if self.check is None else self.check.to_dict(),
            "symbols": [symbol.to_dict() for symbol in self.symbols],
        }

    def to_json(self) -> str:
        """The file as one JSON object on one line."""
        return json.dumps(self.to_dict(), ensure_ascii=False)
