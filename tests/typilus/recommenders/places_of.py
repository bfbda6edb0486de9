"""What a recommender says of a text, by qualified name."""

from __future__ import annotations

from typilus.prediction.file_prediction import TypePrediction
from typilus.project import AnalyzedFile, Embedder, ProjectMarkers, VisibleTypesCache, read_text
from typilus.recommenders.recommender import FileContext, Recommendation, Recommender

__all__ = ["context_of", "said_of", "types_of"]


def context_of(
    file: AnalyzedFile, embedder: Embedder | None = None, project: ProjectMarkers | None = None
) -> FileContext:
    """What a recommender gets to know of a file."""
    visible = VisibleTypesCache(None if project is None else project.types)
    embedding = None if embedder is None else embedder.embed([file.graph])[0]
    return FileContext(file, project, visible, embedding)


def said_of(
    recommender: Recommender,
    text: str | AnalyzedFile,
    embedder: Embedder | None = None,
    project: ProjectMarkers | None = None,
) -> dict[str, list[Recommendation]]:
    """The recommendations of each symbol that got any."""
    file = read_text(text) if isinstance(text, str) else text
    answers = recommender.recommend(context_of(file, embedder, project))
    assert len(answers) == len(file.graph.symbols)
    pairs = zip(file.graph.symbols, answers, strict=True)
    return {TypePrediction(symbol, None, None, ()).qualified_name: list(answer) for symbol, answer in pairs if answer}


def types_of(
    recommender: Recommender, text: str | AnalyzedFile, embedder: Embedder | None = None
) -> dict[str, list[str]]:
    """The recommended types of each symbol that got any."""
    return {name: [each.type for each in answer] for name, answer in said_of(recommender, text, embedder).items()}
