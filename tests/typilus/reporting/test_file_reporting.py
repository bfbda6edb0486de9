"""From predictions and annotations to the values of a report."""

from __future__ import annotations

from dataclasses import replace

from graph_extraction import SourceDocument, extract, parse_source
from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.prediction import CheckSummary, FilePrediction, TypeCandidate, TypePrediction
from typilus.reporting import SymbolStatus, report_of_file
from typilus.typespace import Neighbor, TypeMarker

SOURCE = "from typing import Any\ndef add(price, count: int, rest: Any, tax, fee):\n    return price\n"
CHECK = CheckSummary("mypy", "2", "passed", "", 1, 1.0, 3)
NEAR = Neighbor(TypeMarker("float", "money", "money/tax.py", 12, "tax"), 0.12345)


def predicted() -> tuple[SourceDocument, FilePrediction]:
    document = parse_source(SOURCE, "shop.py")
    symbols = []
    for symbol in extract(document).symbols:
        candidate = TypeCandidate("float", "float", 0.87654, "typespace", evidence=(NEAR,))
        symbols.append(TypePrediction(symbol, symbol.annotation, None, (candidate,)))
    return document, FilePrediction("shop.py", None, tuple(symbols))


def annotated(prediction: FilePrediction) -> AnnotatedFile:
    outcomes = {"price": ("float", None), "tax": (None, "mypy rejects float: bad"), "fee": (None, "not sure enough")}
    symbols = []
    for symbol in prediction:
        written, reason = outcomes.get(symbol.symbol.name, (None, "it has an annotation, which is kept"))
        candidates = symbol.candidates if written else ()
        symbols.append(AnnotatedSymbol(replace(symbol, candidates=candidates), written, reason))
    return AnnotatedFile("shop.py", None, tuple(symbols), None, CHECK)


def test_each_symbol_has_a_status_and_its_reason() -> None:
    document, prediction = predicted()
    file = report_of_file("pkg/shop.py", prediction, document, annotated(prediction))
    assert (file.path, file.checker, file.text, file.functions) == ("pkg/shop.py", "mypy", SOURCE, 1)
    by_name = {symbol.name: symbol for symbol in file.symbols}
    assert {name: symbol.status.value for name, symbol in by_name.items()} == {
        "add": "open",
        "price": "suggested",
        "count": "written",
        "rest": "any",
        "tax": "rejected",
        "fee": "open",
    }
    assert (by_name["price"].annotation, by_name["price"].probability) == ("float", 0.877)
    assert (by_name["count"].annotation, by_name["count"].reason) == ("int", None)
    assert by_name["tax"].reason == "mypy rejects float: bad"
    assert by_name["tax"].candidates[0].neighbors[0].location == "money/money/tax.py:12"


def test_a_file_that_cannot_be_annotated_is_counted() -> None:
    document, prediction = predicted()
    file = report_of_file("shop.py", prediction, document, AnnotatedFile("shop.py", "no plain Python 3"))
    assert (file.error, file.note) == (None, "no plain Python 3")
    assert SymbolStatus.WRITTEN in {symbol.status for symbol in file.symbols}
    assert SymbolStatus.SUGGESTED not in {symbol.status for symbol in file.symbols}


def test_a_file_that_cannot_be_read_has_an_error() -> None:
    file = report_of_file("shop.py", FilePrediction("shop.py", "broken", ()), None)
    assert (file.error, file.symbols) == ("broken", ())
