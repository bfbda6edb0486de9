"""`Any` as the last resort, so that every signature gets a whole annotation (OpenTau's `--fallback`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph_extraction import SymbolKind
from typilus.annotation_types import ANY
from typilus.judging import RETURNING_NONE
from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.rewriting import SourceAnnotator

__all__ = ["FALLBACK", "with_fallback"]

FALLBACK = "fallback"
"""What takes the place of a source."""
_SIGNATURE = frozenset({SymbolKind.PARAMETER, SymbolKind.RETURN})
# More than nothing, so that a search prefers it to no annotation, and less than any type that is suggested.
_PROBABILITY = 1e-6


def with_fallback(
    prediction: FilePrediction, annotator: SourceAnnotator, kinds: Collection[SymbolKind] | None
) -> FilePrediction:
    """The prediction in which the last candidate of each symbol that can be annotated is `Any`.

    It is `None` for what must return nothing, as `__init__`.

    Args:
        prediction: Of the file.
        annotator: Has read the file.
        kinds: Kinds of symbols that are asked for; parameters and returns for None.
    """
    wanted = _SIGNATURE if kinds is None else kinds
    symbols = (_with_any(one) if one.symbol.kind in wanted and _is_free(one, annotator) else one for one in prediction)
    return replace(prediction, symbols=tuple(symbols))


def _is_free(prediction: TypePrediction, annotator: SourceAnnotator) -> bool:
    slot = annotator.slot(prediction.symbol)
    is_bare = slot is not None and slot.annotation is None and not slot.commented
    return slot is not None and is_bare and slot.obstacle is None


def _with_any(prediction: TypePrediction) -> TypePrediction:
    symbol = prediction.symbol
    returns_none = symbol.kind is SymbolKind.RETURN and symbol.name in RETURNING_NONE
    type_, text = ("None", "None") if returns_none else (str(ANY), "Any")
    if any(candidate.type == type_ for candidate in prediction.candidates):
        return prediction
    last = TypeCandidate(type_, text, _PROBABILITY, FALLBACK, sources=(FALLBACK,))
    return replace(prediction, candidates=(*prediction.candidates, last), skipped=None, skip_topic=None)
