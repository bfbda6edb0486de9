"""Predict the types of a file: ask all recommenders, have `ranking` order their answers, and return a FilePrediction.

This room conducts: it loads projects, batches files, and spells types as each file would. How probable a type is, it
leaves to `ranking`, which sees one symbol at a time.

`Predictor` (predictor.py) predicts; the results (file_prediction.py) need no network to be read or shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.prediction.asked_symbols import narrowed
    from typilus.prediction.explaining import LEGEND, SymbolExplanation, explain_symbols
    from typilus.prediction.file_prediction import (
        CheckSummary,
        Contradiction,
        FilePrediction,
        TypeCandidate,
        TypePrediction,
        document_of,
    )
    from typilus.prediction.joining import JoinedFile, Limits, limited
    from typilus.prediction.place_types import PlaceType, PlaceTypes
    from typilus.prediction.predictor import Predictor
    from typilus.prediction.project_loading import load_project

__all__ = [
    "LEGEND",
    "CheckSummary",
    "Contradiction",
    "FilePrediction",
    "JoinedFile",
    "Limits",
    "PlaceType",
    "PlaceTypes",
    "Predictor",
    "SymbolExplanation",
    "TypeCandidate",
    "TypePrediction",
    "document_of",
    "explain_symbols",
    "limited",
    "load_project",
    "narrowed",
]

__getattr__ = lazy_names(
    __name__,
    {
        "asked_symbols": ("narrowed",),
        "explaining": ("LEGEND", "SymbolExplanation", "explain_symbols"),
        "file_prediction": (
            "CheckSummary",
            "Contradiction",
            "FilePrediction",
            "TypeCandidate",
            "TypePrediction",
            "document_of",
        ),
        "joining": ("JoinedFile", "Limits", "limited"),
        "place_types": ("PlaceType", "PlaceTypes"),
        "predictor": ("Predictor",),
        "project_loading": ("load_project",),
    },
)
