"""Annotations as findings."""

from __future__ import annotations

from pathlib import Path

from graph_extraction import Symbol, SymbolKind
from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.interfaces.formats.annotations import annotation_run, reported_annotations
from typilus.prediction import CheckSummary, TypeCandidate, TypePrediction
from typilus.rewriting import TextEdit


def annotated(written: str | None) -> AnnotatedFile:
    candidate = TypeCandidate("int", "int", 0.9, "typespace", checked="passed")
    prediction = TypePrediction(Symbol(0, SymbolKind.RETURN, "Shop", "total", 3, 8), None, None, (candidate,))
    fix = (TextEdit(3, 15, 3, 15, " -> int"),) if written else ()
    symbol = AnnotatedSymbol(prediction, written, None if written else "unsure", fix)
    return AnnotatedFile("a.py", None, (symbol,), check=CheckSummary("mypy", "1.0", "passed", "", 1, 1.0, 1))


def test_what_is_written_is_a_finding_and_what_failed_is_told() -> None:
    failed = AnnotatedFile("b.py", "b.py: broken")
    first, second = reported_annotations([annotated("int"), annotated(None), failed])
    assert first.symbol == "Shop.total()"
    assert first.message == "return Shop.total() may be annotated as 'int' (90%, accepted by mypy)"
    assert (first.line, first.column, first.end_column) == (3, 8, 13)
    assert (second.path, second.message, second.rule.about_run) == ("b.py", "b.py: broken", True)


def test_what_is_suggested_has_a_fix_and_what_is_written_has_none() -> None:
    for has_fixes in (True, False):
        (item,) = annotation_run(Path(), has_fixes=has_fixes).items([annotated("int")])
        assert [edit.text for edit in item.fix] == ([" -> int"] if has_fixes else [])
