"""From a prediction to what it tells other files, a draft among it. This loads what rewrites files."""

from __future__ import annotations

from graph_extraction import SourceDocument
from typilus.errors import RewriteError, SourceError
from typilus.passes.file_facts import FileFacts, Opinion
from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction, document_of
from typilus.project import module_of
from typilus.rewriting import AnnotationEdit, RewriteOptions, SourceAnnotator

__all__ = ["CONFIDENT", "facts_of"]

CONFIDENT = 0.9
"""A suggestion of this probability is read by other files as if it were written: 93 to 97 % of these are right on
validation projects. From 0.7 on a few more symbols become right, but what then is called sure or proved is less so."""
_TYPES = 5


def facts_of(prediction: FilePrediction, root: str) -> FileFacts:
    """Return the facts that a prediction has for other files. `root` is the project's, where module names start."""
    opinions = tuple(
        Opinion(
            symbol.symbol.kind,
            symbol.symbol.scope,
            symbol.symbol.name,
            tuple((candidate.type, candidate.probability) for candidate in symbol.candidates[:_TYPES]),
        )
        for symbol in prediction
        if symbol.candidates
    )
    digest = "" if prediction.document is None else prediction.document.digest
    return FileFacts(prediction.path, digest, _draft(prediction, root), opinions)


def _draft(prediction: FilePrediction, root: str) -> str | None:
    """The text of a file with its confident suggestions. It is only read, so nothing proves it but that it parses."""
    sure = [(symbol.symbol, best.type) for symbol in prediction if (best := _confident(symbol)) is not None]
    if not sure:
        return None
    edits = [AnnotationEdit.for_symbol(symbol, type_) for symbol, type_ in sure]
    try:
        document = document_of(prediction)
        options = RewriteOptions(
            module=module_of(document.path, root), is_package=document.is_package, future_annotations=True
        )
        draft = SourceAnnotator(document, options).draft(edits)
        _ = SourceDocument(document.path, draft.text).tree
    except (RewriteError, SourceError):
        return None
    return draft.text if draft.applied else None


def _confident(symbol: TypePrediction) -> TypeCandidate | None:
    best = symbol.best
    if symbol.existing is not None or best is None or best.probability < CONFIDENT or best.reassigned is not None:
        return None
    return best
