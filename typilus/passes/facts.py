"""A file's confident suggestions, written into a draft of it that the other files' static inference reads."""

from __future__ import annotations

from dataclasses import dataclass

from graph_extraction import SourceDocument, SymbolKind
from typilus.errors import RewriteError, SourceError
from typilus.prediction import FilePrediction, TypeCandidate, document_of
from typilus.project import module_of
from typilus.rewriting import AnnotationEdit, ExistingAnnotationPolicy, RewriteOptions, SourceAnnotator

__all__ = ["CONFIDENT", "confident", "draft_of"]

CONFIDENT = 0.9
"""Suggestions of this probability are read as if somebody had written them."""


def confident(prediction: FilePrediction, least: float = CONFIDENT) -> list[AnnotationEdit]:
    """The annotations of a file that its draft gets: where the best type is sure, and nothing is written."""
    return [
        AnnotationEdit.for_symbol(symbol.symbol, symbol.best.type)
        for symbol in prediction
        if symbol.existing is None and symbol.best is not None and _is_fact(symbol.best, least)
    ]


def _is_fact(candidate: TypeCandidate, least: float) -> bool:
    return candidate.probability >= least and candidate.reassigned is None


def draft_of(prediction: FilePrediction, root: str, least: float = CONFIDENT) -> str | None:
    """The text of a file with its confident suggestions, None if there are none that can be written.

    Args:
        prediction: Of the file.
        root: The project, where module names start.
        least: The probability from which a suggestion is a fact.
    """
    edits = confident(prediction, least)
    if prediction.error is not None or not edits:
        return None
    try:
        document = document_of(prediction)
        module = module_of(document.path, root)
        options = RewriteOptions(
            ExistingAnnotationPolicy.FILL, module=module, is_package=document.is_package, future_annotations=True
        )
        draft = SourceAnnotator(document, options).draft(edits)
        SourceDocument(document.path, draft.text).tree  # noqa: B018 - raises where it cannot be parsed
    except (RewriteError, SourceError):
        return None
    return draft.text if draft.applied else None
