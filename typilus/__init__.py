"""Ranked type annotations for Python.

>>> import typilus
>>> print(typilus.predict("shop.py"))

Importing this package costs next to nothing: everything is loaded when it is first used.
"""

from importlib import import_module

# As type checkers know it. With `python -m typilus` an import here could be of the current folder's `typing.py`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typilus.api import load, predict, predict_paths, predict_source
    from typilus.errors import (
        CheckerError,
        CheckpointError,
        CorpusError,
        SourceError,
        TypeExpressionError,
        TypilusError,
    )
    from typilus.prediction import FilePrediction, Predictor, TypeCandidate, TypePrediction

__all__ = [
    "CheckerError",
    "CheckpointError",
    "CorpusError",
    "FilePrediction",
    "Predictor",
    "SourceError",
    "TypeCandidate",
    "TypeExpressionError",
    "TypePrediction",
    "TypilusError",
    "load",
    "predict",
    "predict_paths",
    "predict_source",
]

__version__ = "0.1.0"

_HOMES = {
    "typilus.api": ("load", "predict", "predict_paths", "predict_source"),
    "typilus.errors": (
        "CheckerError",
        "CheckpointError",
        "CorpusError",
        "SourceError",
        "TypeExpressionError",
        "TypilusError",
    ),
    "typilus.prediction.predictor": ("Predictor",),
    "typilus.prediction.values": ("FilePrediction", "TypeCandidate", "TypePrediction"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
