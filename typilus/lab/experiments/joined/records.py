"""Frozen values of the measurement, and their JSON: what was said of each symbol of a file, and what is true."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from typilus.annotation_types import UNION, TypeExpression, parse_type
from typilus.recommenders import Recommendation

__all__ = ["FileRecord", "SymbolRecord", "Voice", "is_user_defined"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One recommendation: a type under its public name and the rest of a `Recommendation`."""

    type: str
    probability: float
    source: str
    certain: bool = False
    distance: float | None = None

    @classmethod
    def of(cls, said: Recommendation, kind: str) -> Voice:
        """A recommendation under another name."""
        return cls(kind, said.probability, said.source, said.certain, said.distance)


@dataclass(frozen=True, slots=True)
class SymbolRecord:
    """One annotated symbol, predicted without its annotation.

    Attributes:
        kind: a `SymbolKind` value.
        scope, name, line: of the symbol.
        truth: canonical type that the author wrote.
        ranked: the joined candidates, the most probable first.
        voices: all recommendations, and what was made of them.
        rejected: recommendations that were not ranked, for the file cannot name their classes.
        facts: what a ranker may know beside the voices: of the symbol under "", of each type under its name.
    """

    kind: str
    scope: str
    name: str
    line: int
    truth: str
    ranked: tuple[Voice, ...]
    voices: tuple[Voice, ...]
    rejected: tuple[Voice, ...]
    facts: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """The symbols drawn from one file.

    Attributes:
        project: of the corpus.
        path: in the project.
        left_out: in words, why there are none.
        symbols: those that were drawn.
        seconds: that the prediction took.
    """

    project: str
    path: str
    left_out: str | None = None
    symbols: tuple[SymbolRecord, ...] = ()
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        plain = asdict(self)
        for symbol in plain["symbols"]:
            for part in _PARTS:
                symbol[part] = [list(voice.values()) for voice in symbol[part]]
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> FileRecord:
        """What `to_json` gave."""
        symbols = [
            SymbolRecord(**{**each, **{part: tuple(Voice(*voice) for voice in each[part]) for part in _PARTS}})
            for each in plain["symbols"]
        ]
        return cls(**{**plain, "symbols": tuple(symbols)})


_PARTS = ("ranked", "voices", "rejected")


def is_user_defined(kind: str) -> bool:
    """Whether a canonical type's head is a class of neither the language nor its standard library.

    Of a union some member's head; `list[Shop]` is a list.
    """
    expression = parse_type(kind)
    members = expression.arguments if expression.name == UNION else (expression,)
    return any(map(_is_foreign, members))


def _is_foreign(expression: TypeExpression) -> bool:
    top, _, rest = expression.name.partition(".")
    return bool(rest) and top not in sys.stdlib_module_names
