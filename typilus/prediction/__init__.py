"""Recommenders joined, filtered, ranked: a FilePrediction.

`Predictor` (predictor.py) is the room's door; the results (values.py) need no network to be read or shown.
"""

from typilus.prediction.explaining import explain_line
from typilus.prediction.filtering import CheckedPrediction, CheckerFilter, edits_of, passed, writable
from typilus.prediction.joining import JoinedFile
from typilus.prediction.predictor import Predictor
from typilus.prediction.values import CheckSummary, Contradiction, FilePrediction, TypeCandidate, TypePrediction

__all__ = [
    "CheckSummary",
    "CheckedPrediction",
    "CheckerFilter",
    "Contradiction",
    "FilePrediction",
    "JoinedFile",
    "Predictor",
    "TypeCandidate",
    "TypePrediction",
    "edits_of",
    "explain_line",
    "passed",
    "writable",
]
