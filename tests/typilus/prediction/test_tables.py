"""What people see of a prediction."""

from __future__ import annotations

from graph_extraction import Symbol, SymbolKind
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction


def prediction(*candidates: TypeCandidate) -> FilePrediction:
    symbol = Symbol(0, SymbolKind.VARIABLE, "", "graph", 3, 0)
    return FilePrediction("a.py", None, (TypePrediction(symbol, None, None, candidates),))


def candidate(full: str, text: str, probability: float) -> TypeCandidate:
    return TypeCandidate(full, text, probability, "typespace")


def test_every_candidate_with_a_percent_is_shown() -> None:
    chances = {"int": 0.4, "str": 0.3, "bytes": 0.2, "bool": 0.05, "float": 0.004}
    shown = prediction(*(candidate(name, name, chance) for name, chance in chances.items())).table.as_text(200)
    assert "int 40%  str 30%  bytes 20%  bool 5%" in shown
    assert "float" not in shown


def test_the_best_is_shown_however_improbable() -> None:
    assert "int 0%" in prediction(candidate("int", "int", 0.001)).table.as_text(200)


def test_namesakes_are_told_apart() -> None:
    both = prediction(
        candidate("networkx.Graph", "Graph", 0.5), candidate("rdflib.Graph", "Graph", 0.3), candidate("int", "int", 0.1)
    )
    assert "networkx.Graph 50%  rdflib.Graph 30%  int 10%" in both.table.as_text(200)
    assert ">rdflib.Graph</code>" in both.table.as_html()
