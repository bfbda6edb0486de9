"""Findings for people: a block each."""

from __future__ import annotations

from pathlib import Path

from typilus.auditing.values import FileAudit, Finding
from typilus.typespace import TypeMarker

__all__ = ["as_text"]


def as_text(audit: FileAudit) -> str:
    """One block a finding: the place, both types, how sure it is, and what it goes by; "" without any."""
    return "\n\n".join(_block(audit.path, finding) for finding in audit)


def _block(path: str, finding: Finding) -> str:
    symbol = finding.symbol
    suggestion = finding.suggestion
    # Two types that are written alike are told apart by their full names.
    texts = (finding.written, suggestion.text)
    if texts[0] == texts[1]:
        texts = (finding.existing, suggestion.type)
    lines = [
        f"{path}:{symbol.line}:{symbol.column + 1}: {symbol.kind.value} {finding.qualified_name}: {finding.kind.value}",
        f"    written    {' '.join(texts[0].split())}",
        f"    suggested  {texts[1]}{_confidence(finding)}",
    ]
    if finding.contradiction is not None:
        lines.append(f"    because    {finding.contradiction}")
    if finding.unchecked is not None:
        lines.append(f"    unchecked  {finding.unchecked}")
    lines.append(f"    said by    {', '.join(suggestion.sources)}")
    lines += [f"               {reason}" for reason in suggestion.reasons]
    if suggestion.evidence:
        lines.append(f"    as have    {finding.voters} similar symbols, the nearest of them:")
        lines += [f"               {_place(neighbour.marker)}" for neighbour in suggestion.evidence]
    return "\n".join(lines)


def _confidence(finding: Finding) -> str:
    """How sure a suggestion is; what the code proves is not a matter of chance."""
    if finding.contradiction is not None:
        return ""
    return f"  ({finding.confidence:.1%}, for what is written {finding.support:.1%})"


def _place(marker: TypeMarker) -> str:
    name = f"{marker.name} " if marker.name else ""
    if not marker.path:
        return f"{name}in the embedded type map"
    path = Path(marker.path)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    place = f"{path}:{marker.line}" if marker.line else str(path)
    return f"{name}at {place}" + (f" of {marker.project}, in the type map" if marker.project else "")
