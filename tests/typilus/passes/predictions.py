"""Predictions put together by hand."""

from __future__ import annotations

from graph_extraction import Symbol, extract, parse_source
from typilus.passes import FileFacts, facts_of
from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction

Types = dict[str, float]


def predicted(path: str, text: str, types: dict[str, Types]) -> FilePrediction:
    """A prediction of a text, with types by the symbols' names (`f()` for a return), the likeliest first."""
    document = parse_source(text, path)
    symbols = extract(document).symbols
    return FilePrediction(
        path, None, tuple(_symbol(symbol, types.get(_name(symbol), {})) for symbol in symbols), document=document
    )


def facts(path: str, text: str, types: dict[str, Types], root: str = "") -> FileFacts:
    """The outcome of a first pass with these types."""
    return facts_of(predicted(path, text, types), root)


def _name(symbol: Symbol) -> str:
    return f"{symbol.name}()" if symbol.kind.value == "return" else symbol.name


def _symbol(symbol: Symbol, types: Types) -> TypePrediction:
    candidates = tuple(TypeCandidate(type_, type_, probability, "value") for type_, probability in types.items())
    return TypePrediction(symbol, symbol.annotation, None if types else "nothing is known", candidates)
