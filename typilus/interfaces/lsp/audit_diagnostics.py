"""Findings of an audit as diagnostics, and their fixes as actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lsprotocol import types

from typilus.auditing import FileAudit, Finding
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.inlay_hints import sure_percent

__all__ = ["SOURCE", "AuditedBuffer", "diagnostics_of", "fix_title"]

SOURCE: Final = "typilus"
_SEVERITIES: Final = {
    "contradicted": types.DiagnosticSeverity.Warning,
    "different": types.DiagnosticSeverity.Information,
}
"""What the code proves is a warning; all that is not a different type is a hint."""


@dataclass(frozen=True, slots=True)
class AuditedBuffer:
    """The findings in one version of a buffer, each with the diagnostic that shows it, in positions of the buffer."""

    version: int | None
    findings: tuple[tuple[Finding, types.Diagnostic], ...]

    def within(self, analysis: BufferAnalysis, wanted: types.Range) -> Iterator[tuple[Finding, types.Diagnostic]]:
        """Yield the findings in a range of the buffer as it is now, if they still hold, each at its symbol's place."""
        for finding, _ in self.findings:
            symbols = [
                prediction.symbol
                for prediction in analysis.prediction
                if prediction.existing == finding.written and prediction.symbol.key == finding.symbol.key
            ]
            if symbols:
                nearest = min(symbols, key=lambda symbol: abs(symbol.line - finding.symbol.line))
                moved = replace(finding, symbol=nearest)
                diagnostic = _diagnostic(moved, analysis.text)
                if diagnostic.range.start <= wanted.end and wanted.start <= diagnostic.range.end:
                    yield moved, diagnostic


def fix_title(finding: Finding) -> str:
    """Return the words of the action that applies a suggestion."""
    return f"Change {_short(finding.written)} to {finding.suggestion.text}"


def diagnostics_of(audit: FileAudit, text: BufferText, version: int | None) -> AuditedBuffer:
    """Return an audit of a buffer as it is shown, each finding at the name of its symbol."""
    return AuditedBuffer(version, tuple((finding, _diagnostic(finding, text)) for finding in audit))


def _diagnostic(finding: Finding, text: BufferText) -> types.Diagnostic:
    symbol = finding.symbol
    start, end = (symbol.line, symbol.column), (symbol.line, symbol.column + len(symbol.name))
    severity = _SEVERITIES.get(finding.kind.value, types.DiagnosticSeverity.Hint)
    return types.Diagnostic(
        text.range(start, end), _message(finding), severity=severity, code=finding.kind.value, source=SOURCE
    )


def _message(finding: Finding) -> str:
    """Return a finding in a sentence. Types that are written alike are told apart by their full names."""
    written, suggested = _short(finding.written), finding.suggestion.text
    if written == suggested:
        written, suggested = finding.existing, finding.suggestion.type
    if finding.contradiction is not None:
        return f"{finding.qualified_name} is annotated {written}, but is {suggested}: {finding.contradiction}"
    share = sure_percent(finding.confidence)
    return f"{finding.qualified_name} is annotated {written}; {suggested} is more likely ({share})"


def _short(text: str) -> str:
    return " ".join(text.split())
