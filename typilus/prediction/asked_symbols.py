"""The part of a prediction that was asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from typilus.files import Changes
from typilus.prediction.file_prediction import FilePrediction, document_of

__all__ = ["narrowed"]


def narrowed(prediction: FilePrediction, kinds: Collection[str] | None, changes: Changes | None) -> FilePrediction:
    """Return the prediction of the symbols that were asked for.

    Args:
        prediction: Of a file.
        kinds: Kinds of symbols in the plural ("returns"); None for all.
        changes: Since a revision: only symbols that are first bound on a changed line are kept. Of a notebook, whose
            lines are not those of its file, all are. None for all.

    Raises:
        TypilusError: The file is in no Git repository, or that has no such revision.
    """
    prediction = prediction.only(kinds)
    if changes is None or not prediction.symbols or prediction.path.endswith(".ipynb"):
        return prediction
    lines = changes.lines(prediction.path, document_of(prediction).data)
    return replace(prediction, symbols=tuple(symbol for symbol in prediction if symbol.symbol.line in lines))
