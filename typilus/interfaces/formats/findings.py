"""Disagreements that an audit found, as findings for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from typilus.auditing import FileAudit, Finding
from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.items import (
    ANNOTATION_CONTRADICTED,
    ANNOTATION_DISAGREES,
    UNREADABLE_FILE,
    ReportedItem,
)
from typilus.printable import printable
from typilus.result_rows import AUDITED_COLUMNS

__all__ = ["FINDING_RULES", "audit_run", "reported_findings"]

FINDING_RULES = (ANNOTATION_CONTRADICTED, ANNOTATION_DISAGREES, UNREADABLE_FILE)
_STYLES = (("    written ", "red"), ("    suggested ", "green"), ("    ", "dim"), ("", "bold"))


def audit_run(root: Path) -> RunInfo:
    """Return the data about a run of `audit` for formats."""
    return RunInfo(root, FINDING_RULES, reported_findings, _text, styles=_STYLES, columns=AUDITED_COLUMNS)


def _text(audit: FileAudit) -> str:
    return f"{printable(str(audit))}\n" if audit.findings else ""


def reported_findings(audits: Iterable[FileAudit]) -> Iterator[ReportedItem]:
    """One finding for every disagreement, and for every file that failed."""
    for audit in audits:
        if audit.error is not None:
            yield ReportedItem(audit.path, None, 0, 0, UNREADABLE_FILE, audit.error)
        for finding in audit:
            yield _item(audit.path, finding)


def _item(path: str, finding: Finding) -> ReportedItem:
    symbol, suggested = finding.symbol, finding.suggestion
    if finding.contradiction is None:
        rule = ANNOTATION_DISAGREES
        why = f"more likely is '{suggested.text}' ({suggested.probability:.0%}, {suggested.source})"
    else:
        rule = ANNOTATION_CONTRADICTED
        why = f"the code gives '{suggested.text}': {finding.contradiction}"
    return ReportedItem(
        path,
        None if path.endswith(".ipynb") else symbol.line,
        symbol.column,
        symbol.column + len(symbol.name),
        rule,
        f"{symbol.kind.value} {finding.qualified_name} is annotated as '{finding.written}'; {why}",
        symbol=finding.qualified_name,
        confidence=finding.confidence,
        properties=finding.to_dict(),
        fix=finding.fix,
    )
