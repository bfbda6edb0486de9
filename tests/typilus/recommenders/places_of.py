"""What a recommender says of a text, by qualified name."""

from __future__ import annotations

from typilus.prediction.values import TypePrediction
from typilus.project.reading import AnalysedFile, read_text
from typilus.recommenders.recommender import Recommendation, Recommender

__all__ = ["said_of", "types_of"]


def said_of(recommender: Recommender, text: str | AnalysedFile) -> dict[str, list[Recommendation]]:
    """The recommendations of each symbol that got any."""
    file = read_text(text) if isinstance(text, str) else text
    (answers,) = recommender.recommend([file])
    assert len(answers) == len(file.graph.symbols)
    pairs = zip(file.graph.symbols, answers, strict=True)
    return {TypePrediction(symbol, None, None, ()).qualified_name: answer for symbol, answer in pairs if answer}


def types_of(recommender: Recommender, text: str | AnalysedFile) -> dict[str, list[str]]:
    """The recommended types of each symbol that got any."""
    return {name: [each.type for each in answer] for name, answer in said_of(recommender, text).items()}
