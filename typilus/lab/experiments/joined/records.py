"""Frozen values of the measurement, and their JSON: what was said of each symbol of a file, and what is true."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from typilus.annotation_types import UNION, TypeExpression, parse_type
from typilus.recommenders import Recommendation, current_id

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
    def of(cls, recommendation: Recommendation, type_text: str) -> Voice:
        """A recommendation under another name."""
        return cls(
            type_text,
            recommendation.probability,
            recommendation.source,
            recommendation.certain,
            recommendation.distance,
        )


@dataclass(frozen=True, slots=True)
class SymbolRecord:
    """One annotated symbol, predicted without its annotation.

    Attributes:
        kind: A `SymbolKind` value.
        scope, name, line: Location of the symbol.
        truth: Canonical type that the author wrote.
        ranked: Joined candidates, the most probable first.
        voices: All recommendations, as corrected.
        rejected: Recommendations that were not ranked, as the file cannot name their classes.
        facts: Further inputs of a ranker: facts about the symbol under "", about each type under its name.
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
        project: Name of the project in the corpus.
        path: Path in the project.
        left_out: Reason, in words, why there are no symbols.
        symbols: Drawn symbols.
        seconds: Duration of the prediction.
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
        """Return the value that `to_json` wrote."""
        symbols = [
            SymbolRecord(**{**symbol, **{part: tuple(map(_voice, symbol[part])) for part in _PARTS}})
            for symbol in plain["symbols"]
        ]
        return cls(**{**plain, "symbols": tuple(symbols)})


_PARTS = ("ranked", "voices", "rejected")


def _voice(plain: Sequence[Any]) -> Voice:
    type_text, probability, source, *rest = plain
    return Voice(type_text, probability, current_id(source), *rest)


def is_user_defined(type_text: str) -> bool:
    """Return whether the head of a canonical type is a class outside the language and its standard library.

    Of a union some member's head; `list[Shop]` is a list.
    """
    expression = parse_type(type_text)
    members = expression.arguments if expression.name == UNION else (expression,)
    return any(map(_is_foreign, members))


def _is_foreign(expression: TypeExpression) -> bool:
    top, _, rest = expression.name.partition(".")
    return bool(rest) and top not in sys.stdlib_module_names
