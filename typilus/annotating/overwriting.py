"""The existing annotations that may be overwritten: those that the code refutes, or that say less than it proves."""

from __future__ import annotations

from dataclasses import replace

from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.recommenders import CONTROL_FLOW, PROVED

__all__ = ["overwritable"]

_SAYS_NOTHING = frozenset({"Any", "object"})
_KEPT = "the code does not contradict the annotation that is there"


def overwritable(prediction: FilePrediction) -> FilePrediction:
    """The prediction, of annotated symbols with only what may take the place of the annotation.

    What the code contradicts is replaced by what it gives. What says nothing (`Any`) or leaves its arguments open
    (`list`) is replaced by a type that is proved. Every other annotation stays, however likely another type is: its
    author knew more than the code shows.
    """
    return replace(prediction, symbols=tuple(_overwritable(symbol_prediction) for symbol_prediction in prediction))


def _overwritable(prediction: TypePrediction) -> TypePrediction:
    if prediction.existing is None:
        return prediction
    contradiction = prediction.contradiction
    if contradiction is not None:
        reasons = (contradiction.reason,)
        proved = TypeCandidate(
            contradiction.type, contradiction.text, 1.0, PROVED.id, sources=(PROVED.id,), reasons=reasons
        )
        return replace(prediction, candidates=(proved,), skipped=None)
    best = prediction.best
    if best is not None and best.source in (PROVED.id, CONTROL_FLOW.id) and _says_less(prediction.existing, best.text):
        return replace(prediction, candidates=(best,))
    return replace(prediction, candidates=(), skipped=prediction.skipped or _KEPT)


def _says_less(existing: str, text: str) -> bool:
    written = existing.strip("'\"").rpartition(".")[2]
    return written in _SAYS_NOTHING or text.startswith(f"{existing}[")
