"""Frozen results: one disagreement with its evidence, and those of one file, as text for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from graph_extraction import Symbol
from typilus import html_views, result_rows
from typilus.auditing.disagreement import Disagreement
from typilus.counting import counted
from typilus.named_results import result_named
from typilus.prediction import TypeCandidate
from typilus.printable import local_path
from typilus.rewriting import TextEdit
from typilus.typespace import Neighbor, TypeMarker

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["FileAudit", "Finding"]

_DIGITS = 4
_HEADS = ("line", "symbol", "written", "suggested", "difference", "because")


@dataclass(frozen=True, slots=True)
class Finding:
    """An annotation, and the type that speaks against it.

    Attributes:
        symbol: What is annotated.
        written: The annotation as the file has it.
        existing: The same as canonical text.
        kind: How far the two types are apart.
        suggestion: The predicted type, its probability, and in `evidence` the nearest markers of that type.
        support: The probability of all types that agree with the annotation.
        voters: How many of the nearest markers have the suggested type; its `evidence` has the nearest.
        unchecked: Why the checker that was asked has no verdict; None where it has, or none was asked.
        contradiction: In words, what the code proves against the annotation; None where votes speak against it.
        fix: The edits that put the suggestion in the place of the annotation; empty where it cannot be written there.
    """

    symbol: Symbol
    written: str
    existing: str
    kind: Disagreement
    suggestion: TypeCandidate
    support: float
    voters: int
    unchecked: str | None = None
    contradiction: str | None = None
    fix: tuple[TextEdit, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability of the suggestion."""
        return self.suggestion.probability

    @property
    def qualified_name(self) -> str:
        """The name `Shop.add.price`, for a return `Shop.add()`."""
        return self.symbol.qualified_name

    @property
    def texts(self) -> tuple[str, str]:
        """The two types, in full where they are written alike."""
        texts = (" ".join(self.written.split()), self.suggestion.text)
        return texts if texts[0] != texts[1] else (self.existing, self.suggestion.type)

    def _repr_html_(self) -> str:
        return html_views.table(_HEADS, [_html_row(self)])

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, with `line` from 1 and `column` from 0."""
        return {
            "symbol": self.symbol.kind.value,
            "scope": self.symbol.scope,
            "name": self.symbol.name,
            "line": self.symbol.line,
            "column": self.symbol.column,
            "kind": self.kind.value,
            "written": self.written,
            "existing": self.existing,
            "suggestion": self.suggestion.to_dict(),
            "support": round(self.support, _DIGITS),
            "voters": self.voters,
            "sources": list(self.suggestion.sources),
            "reasons": list(self.suggestion.reasons),
            "contradiction": self.contradiction,
            "unchecked": self.unchecked,
            "evidence": [_evidence(neighbor) for neighbor in self.suggestion.evidence],
        }


@dataclass(frozen=True, slots=True, repr=False)
class FileAudit:
    """The findings in one file: iterable, printed as blocks, and displayed in a notebook.

    >>> audit["Basket.add.price"].suggestion

    Attributes:
        path: The file as the caller named it.
        error: Why it could not be audited, None when it could.
        findings: The most confident first.
        annotated: How many annotated symbols were looked at.
        checker_runs: How often the checker was asked.
    """

    path: str
    error: str | None
    findings: tuple[Finding, ...] = ()
    annotated: int = 0
    checker_runs: int = 0

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __getitem__(self, name: str) -> Finding:
        """Return the finding of a qualified name, `Basket.add.price`, or for a return `Basket.add()`.

        Raises:
            KeyError: Nothing speaks against an annotation of that name.
        """
        return result_named(name, ((finding.qualified_name, finding) for finding in self), self.path)

    def __repr__(self) -> str:
        return f"<FileAudit {self.path}: {self._outcome}>"

    def _repr_html_(self) -> str:
        if self.error is not None:
            return html_views.block(self.path, html_views.plain(escape(self.error)))
        views = [html_views.table(_HEADS, map(_html_row, self))] if self.findings else []
        return html_views.block(self.path, *views, after=self._outcome)

    @property
    def _outcome(self) -> str:
        if self.error is not None:
            return f"error: {self.error.splitlines()[0]}"
        return f"{counted(len(self), 'finding')} among {counted(self.annotated, 'annotated symbol')}"

    def __str__(self) -> str:
        """Return a block for each finding: position, both types, confidence and evidence. Without findings it is ""."""
        return "\n\n".join(_block(self.path, finding) for finding in self)

    def to_dataframe(self, *, top: int = 1) -> DataFrame:
        """Return `typilus.to_dataframe` of the file.

        Raises:
            TypilusError: Pandas is not installed.
        """
        return result_rows.to_dataframe(self, top=top)

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "path": self.path,
            "error": self.error,
            "annotated": self.annotated,
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_json(self) -> str:
        """The file as one JSON object on one line."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def _html_row(finding: Finding) -> tuple[str, ...]:
    suggestion = finding.suggestion
    reasons = dict.fromkeys([finding.contradiction, finding.unchecked, *suggestion.reasons])
    nearest = "".join(f"<li>{html_views.code(_place(neighbor.marker))}</li>" for neighbor in suggestion.evidence)
    if nearest:
        nearest = f"<small>{finding.voters} similar symbols have it, the nearest:<ul>{nearest}</ul></small>"
    chance = "" if finding.contradiction is not None else f" {html_views.share(finding.confidence)}"
    written, suggested = finding.texts
    return (
        str(finding.symbol.line),
        html_views.code(finding.qualified_name),
        html_views.code(written),
        html_views.code(suggested, suggestion.type) + chance,
        finding.kind.value,
        "<br>".join(html_views.note(reason) for reason in reasons if reason) + nearest,
    )


def _evidence(neighbor: Neighbor) -> dict[str, Any]:
    """Return the origin of a marker. `project` is the package that the model learned it from, "" for the user's own."""
    marker = neighbor.marker
    return {
        "project": marker.project,
        "path": marker.path,
        "line": marker.line,
        "name": marker.name,
        "distance": round(neighbor.distance, _DIGITS),
    }


def _block(path: str, finding: Finding) -> str:
    symbol = finding.symbol
    suggestion = finding.suggestion
    lines = [
        f"{path}:{symbol.line}:{symbol.column + 1}: {symbol.kind.value} {finding.qualified_name}: {finding.kind.value}",
        f"    written    {finding.texts[0]}",
        f"    suggested  {finding.texts[1]}{_confidence(finding)}",
    ]
    if finding.contradiction is not None:
        lines.append(f"    because    {finding.contradiction}")
    if finding.unchecked is not None:
        lines.append(f"    unchecked  {finding.unchecked}")
    lines.append(f"    said by    {', '.join(suggestion.sources)}")
    lines += [f"               {reason}" for reason in suggestion.reasons]
    if suggestion.evidence:
        lines.append(f"    as have    {finding.voters} similar symbols, the nearest of them:")
        lines += [f"               {_place(neighbor.marker)}" for neighbor in suggestion.evidence]
    return "\n".join(lines)


def _confidence(finding: Finding) -> str:
    """Return the probability of a suggestion in words, except for a proof, which is no matter of chance."""
    if finding.contradiction is not None:
        return ""
    return f"  ({finding.confidence:.1%}, for what is written {finding.support:.1%})"


def _place(marker: TypeMarker) -> str:
    name = f"{marker.name} " if marker.name else ""
    if not marker.path:
        return f"{name}in the embedded type map"
    path = local_path(marker.path)
    location = f"{path}:{marker.line}" if marker.line else path
    return f"{name}at {location}" + (f" of {marker.project}, in the type map" if marker.project else "")
