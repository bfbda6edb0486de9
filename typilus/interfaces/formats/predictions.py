"""Predictions as findings: what has no annotation and may have a type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.items import SUGGESTED_TYPE, UNREADABLE_FILE, ReportedItem
from typilus.interfaces.terminal import UNFOLDED, has_colors, is_folded
from typilus.prediction import FilePrediction, TypePrediction
from typilus.result_rows import PREDICTED_COLUMNS

__all__ = ["PREDICTION_RULES", "prediction_run", "reported_predictions"]

PREDICTION_RULES = (SUGGESTED_TYPE, UNREADABLE_FILE)


def prediction_run(root: Path) -> RunInfo:
    """Return the data about a run of `predict` for formats."""
    return RunInfo(root, PREDICTION_RULES, reported_predictions, _for_people, columns=PREDICTED_COLUMNS)


def _for_people(prediction: FilePrediction) -> str | FilePrediction:
    """The table, as its text if no terminal folds it."""
    plain = None if is_folded() or has_colors() else prediction.table.as_plain(UNFOLDED)
    return prediction if plain is None else f"{plain}\n"


def reported_predictions(predictions: Iterable[FilePrediction]) -> Iterator[ReportedItem]:
    """One finding for every symbol without an annotation that has a candidate, and for every unreadable file.

    Symbols that are annotated, got no candidate, or cannot be annotated where they are bound (the target of a loop) are
    no findings; the JSON formats tell of them.
    """
    for prediction in predictions:
        if prediction.error is not None:
            yield ReportedItem(prediction.path, None, 0, 0, UNREADABLE_FILE, prediction.error)
        for symbol in prediction:
            if symbol.existing is None and symbol.symbol.obstacle is None and symbol.candidates:
                yield _suggestion(prediction.path, symbol)


def _suggestion(path: str, prediction: TypePrediction) -> ReportedItem:
    symbol = prediction.symbol
    types = ", ".join(f"'{candidate.text}' ({candidate.probability:.0%})" for candidate in prediction.candidates)
    # A notebook's lines count those of its code cells: they are no lines of the file.
    line = None if path.endswith(".ipynb") else symbol.line
    return ReportedItem(
        path,
        line,
        symbol.column,
        symbol.column + len(symbol.name),
        SUGGESTED_TYPE,
        f"{symbol.kind.value} {prediction.qualified_name} has no annotation; suggested: {types}",
        symbol=prediction.qualified_name,
        confidence=prediction.candidates[0].probability,
        properties={
            "kind": symbol.kind.value,
            "line": symbol.line,
            "candidates": [candidate.to_dict() for candidate in prediction.candidates],
        },
    )
