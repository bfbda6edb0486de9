"""Annotations as findings."""

from __future__ import annotations

from graph_extraction import Symbol, SymbolKind
from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.interfaces.formats.annotations import reported_annotations
from typilus.prediction import CheckSummary, TypeCandidate, TypePrediction


def annotated(written: str | None) -> AnnotatedFile:
    candidate = TypeCandidate("int", "int", 0.9, "typespace", checked="passed")
    prediction = TypePrediction(Symbol(0, SymbolKind.RETURN, "Shop", "total", 3, 8), None, None, (candidate,))
    symbol = AnnotatedSymbol(prediction, written, None if written else "unsure")
    return AnnotatedFile("a.py", None, (symbol,), check=CheckSummary("mypy", "1.0", "passed", "", 1, 1.0, 1))


def test_what_is_written_is_a_finding_and_what_failed_is_told() -> None:
    failed = AnnotatedFile("b.py", "b.py: broken")
    first, second = reported_annotations([annotated("int"), annotated(None), failed])
    assert first.symbol == "Shop.total()"
    assert first.message == "return Shop.total() may be annotated as 'int' (90%, accepted by mypy)"
    assert (first.line, first.column, first.end_column) == (3, 8, 13)
    assert (second.path, second.message, second.rule.about_run) == ("b.py", "b.py: broken", True)
