"""Findings as values: one shape for what `predict`, `annotate` and `audit` have to say about a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from typilus.accepted_findings import SUGGESTION_RULE

if TYPE_CHECKING:
    from typilus.rewriting import TextEdit

__all__ = [
    "ANNOTATION_CONTRADICTED",
    "ANNOTATION_DISAGREES",
    "SUGGESTED_TYPE",
    "UNREADABLE_FILE",
    "Level",
    "ReportedItem",
    "ReportingRule",
]

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class ReportingRule:
    """A kind of finding.

    Attributes:
        id: Its stable name, `typilus/...`.
        name: The same in one word, for viewers.
        summary: One sentence.
        level: Of its findings.
        about_run: Its findings are no results but tell how the run went, as a file that cannot be read does.
    """

    id: str
    name: str
    summary: str
    level: Level
    about_run: bool = False


SUGGESTED_TYPE = ReportingRule(
    SUGGESTION_RULE, "SuggestedType", "A symbol without an annotation, and the type that it may have.", "note"
)
ANNOTATION_DISAGREES = ReportingRule(
    "typilus/annotation-disagrees",
    "AnnotationDisagrees",
    "An annotation that a confident prediction disagrees with.",
    "warning",
)
ANNOTATION_CONTRADICTED = ReportingRule(
    "typilus/annotation-contradicted",
    "AnnotationContradicted",
    "An annotation that the code proves wrong.",
    "warning",
)
UNREADABLE_FILE = ReportingRule(
    "typilus/unreadable-file", "UnreadableFile", "A file that cannot be read as Python.", "error", about_run=True
)


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """One finding.

    Attributes:
        path: The file as the caller named it; `<stdin>` for what is none.
        line: From 1; None for the whole file.
        column: From 0, in characters.
        end_column: Of the first character behind it, on the same line.
        rule: The kind of finding.
        message: In words, complete in itself.
        symbol: Qualified name of the symbol it is about, which also tells findings apart when lines move.
        confidence: 0 to 1, None where there is none.
        properties: More for programs, JSON values.
        fix: What to replace to follow the finding, in this file.
    """

    path: str
    line: int | None
    column: int
    end_column: int
    rule: ReportingRule
    message: str
    symbol: str = ""
    confidence: float | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    fix: tuple[TextEdit, ...] = ()
