"""Disagreements as findings."""

from __future__ import annotations

from graph_extraction.graph import Symbol, SymbolKind
from typilus.auditing.disagreement import Disagreement
from typilus.auditing.file_audit import FileAudit, Finding
from typilus.interfaces.formats.findings import reported_findings
from typilus.prediction.file_prediction import TypeCandidate


def test_both_types_are_told() -> None:
    symbol = Symbol(0, SymbolKind.PARAMETER, "Shop.add", "price", 4, 20, "str")
    kind = next(iter(Disagreement))
    finding = Finding(symbol, "str", "str", kind, TypeCandidate("float", "float", 0.97, "typespace"), 0.0, 9)
    first, second = reported_findings([FileAudit("a.py", None, (finding,)), FileAudit("b.py", "b.py: broken")])
    assert first.message == "parameter Shop.add.price is annotated as 'str'; more likely is 'float' (97%, typespace)"
    assert (first.line, first.column, first.end_column, first.confidence) == (4, 20, 25, 0.97)
    assert first.properties["existing"] == "str"
    assert second.rule.about_run
