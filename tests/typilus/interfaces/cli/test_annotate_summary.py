"""What is said at the end of annotating."""

from __future__ import annotations

import argparse
from dataclasses import replace

import pytest

from graph_extraction import Symbol, SymbolKind
from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.interfaces.cli.annotate_summary import AnnotateTotals, lower_confidence, summarize
from typilus.prediction import TypeCandidate, TypePrediction
from typilus.rewriting import AnnotatedSource

SOURCE = b"def f(a, b, *, c: int):\n    pass\n"
AFTER = b"def f(a: int, b, *, c: int):\n    pass\n"


def predicted(name: str, column: int, missed: float | None) -> TypePrediction:
    symbol = Symbol(0, SymbolKind.PARAMETER, "f", name, 1, column)
    skipped = None if missed is None else "no type reached 0.9: the best, int, has 0.7"
    topic = None if missed is None else "no type reached 0.9"
    candidates = () if missed is not None else (TypeCandidate("int", "int", 0.97, "name"),)
    return TypePrediction(symbol, None, skipped, candidates, skip_topic=topic, missed=missed)


def annotated() -> AnnotatedFile:
    c = predicted("c", 15, 0.8)
    c = replace(c, symbol=replace(c.symbol, annotation="int"), existing="int")
    symbols = (
        AnnotatedSymbol(predicted("a", 6, None), "int", None),
        AnnotatedSymbol(predicted("b", 9, 0.7), None, "no type reached 0.9: the best, int, has 0.7"),
        AnnotatedSymbol(c, None, "no type reached 0.9: the best, int, has 0.8"),
    )
    return AnnotatedFile("f.py", None, symbols, AnnotatedSource("f.py", SOURCE, AFTER, "utf-8"))


def said(capfd: pytest.CaptureFixture[str], lower: float = 0.7, **more: object) -> list[str]:
    totals = AnnotateTotals([annotated(), AnnotatedFile("g.py", "g.py: cannot be read")], lower)
    assert len(list(totals)) == 2
    settings = {"write": False, "stubs": None, "since": None, "format": "text", "statistics": False}
    summarize(totals, argparse.Namespace(paths=["."], min_confidence=0.9, **{**settings, **more}))
    return [line.removeprefix("typilus: ") for line in capfd.readouterr().err.splitlines()]


def test_how_much_and_what_next(capfd: pytest.CaptureFixture[str]) -> None:
    assert said(capfd) == [
        "1 annotation suggested in 1 of 2 files; 1 failed",
        "annotated: 33.3% of 3 symbols before, 66.7% with these",
        "next: --write writes them and may add more: what it has written votes for the rest, in rounds",
        "1 more parameter or return may get a type with --min-confidence 0.7",
        "     2 symbols without: no type reached 0.9",
    ]


def test_what_is_written_needs_no_writing(capfd: pytest.CaptureFixture[str]) -> None:
    lines = said(capfd, write=True)
    assert lines[0] == "1 annotation written in 1 of 2 files; 1 failed"
    assert not any("--write" in line for line in lines)


def test_nothing_is_said_of_what_is_out_of_reach(capfd: pytest.CaptureFixture[str]) -> None:
    assert not any("more parameter" in line for line in said(capfd, lower=0.75)), "c is annotated"


def test_changed_lines_are_no_measure_of_a_project(capfd: pytest.CaptureFixture[str]) -> None:
    assert not any(line.startswith("annotated:") for line in said(capfd, since="main"))


@pytest.mark.parametrize(("least", "lower"), [(0.9, 0.7), (0.95, 0.75), (0.6, 0.5), (0.5, 0.5), (0.3, 0.3)])
def test_a_lower_probability(least: float, lower: float) -> None:
    assert lower_confidence(least) == lower
