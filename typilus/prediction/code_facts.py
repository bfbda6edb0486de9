"""Facts of the code about the candidates of a symbol: which follow from it, and which it leaves by binding again."""

from __future__ import annotations

from dataclasses import replace

from typilus.prediction.file_prediction import TypeCandidate, TypePrediction
from typilus.recommenders import CONTROL_FLOW, INFERRED_COMPLETE, PROVED, InferredFile

__all__ = ["with_code_facts"]

_FOLLOWING = frozenset({PROVED.id, INFERRED_COMPLETE.id, CONTROL_FLOW.id})


def with_code_facts(prediction: TypePrediction, inferred: InferredFile | None, index: int) -> TypePrediction:
    """Return the prediction, with what the code says for its candidates and against writing them.

    Args:
        prediction: Prediction of a symbol.
        inferred: Answers of static inference about its file, None without any.
        index: Number of the symbol in the file.
    """

    def with_facts(candidate: TypeCandidate) -> TypeCandidate:
        follows = not _FOLLOWING.isdisjoint(candidate.sources)
        if inferred is None:
            return replace(candidate, follows=follows)
        if follows:
            guess = inferred.little_known(index)
            is_guess = guess is not None and candidate.type == guess.type
            follows = not is_guess and not inferred.is_doubtful(index, candidate.type)
        return replace(candidate, reassigned=inferred.reassigned(index, candidate.type), follows=follows)

    return replace(prediction, candidates=tuple(map(with_facts, prediction.candidates)))
