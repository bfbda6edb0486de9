"""Training with and without the labels that a checker inferred (the paper's section 6 has those of pytype)."""

from __future__ import annotations

from collections import Counter
from typing import Final

from typilus.errors import CorpusError
from typilus.lab.exhibits.exhibit_drawing import draw_columns
from typilus.lab.exhibits.exhibit_values import Exhibit, ExhibitResult
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.model_table import BUDGET_NOTE, TableColumn, lookup_line, model_lines
from typilus.lab.model_building import corpus_files

__all__ = ["COLUMNS", "EXHIBIT", "ROWS"]

COLUMNS: Final = (
    TableColumn("exact", "exact"),
    TableColumn("common", "exact", "common"),
    TableColumn("rare", "exact", "rare"),
    TableColumn("variables", "exact", "variable"),
    TableColumn("parameters", "exact", "parameter"),
    TableColumn("returns", "exact", "return"),
    TableColumn("parametric", "parametric"),
    TableColumn("neutral", "neutral"),
)
ROWS: Final = (
    ModelRow("written labels alone", {**TYPILUS.changes, "inferred_labels": False}),
    ModelRow("with inferred labels", {**TYPILUS.changes, "inferred_labels": True}),
)


def _make(laboratory: Laboratory) -> ExhibitResult:
    """Train both.

    Raises:
        CorpusError: The corpus cannot be read, or a checker has inferred nothing for its training side.
    """
    written, inferred = _training_labels(laboratory)
    if not inferred.total():
        raise CorpusError(
            f"{laboratory.settings.corpus}: has no inferred labels to learn from; build a corpus that has some with "
            "`typilus corpus build FOLDER --augment pytype`"
        )
    outcomes = laboratory.run(ROWS)
    return ExhibitResult(
        "inferred",
        "Learning from inferred labels, too: matches of the best prediction, %",
        tuple(column.head for column in COLUMNS),
        model_lines(outcomes, COLUMNS) + lookup_line(outcomes, COLUMNS),
        (
            BUDGET_NOTE,
            f"The training side has {_in_words(written)} that are written, and {_in_words(inferred)} that a checker "
            "inferred.",
            "Both are measured on the written labels of the same symbols, and only written labels vote. Those of a "
            "group or kind are exact matches; common types have at least 100 written labels on the training side.",
        ),
        laboratory.facts,
    )


def _training_labels(laboratory: Laboratory) -> tuple[Counter[str], Counter[str]]:
    """Written and inferred labels of the training side, by kind of symbol."""
    written: Counter[str] = Counter()
    inferred: Counter[str] = Counter()
    for file in corpus_files(laboratory.settings.corpus, laboratory.split, "train"):
        for symbol, label, either in zip(file.graph.symbols, file.labels, file.all_labels, strict=True):
            if label is not None:
                written[symbol.kind.value] += 1
            elif either is not None:
                inferred[symbol.kind.value] += 1
    return written, inferred


def _in_words(labels: Counter[str]) -> str:
    kinds = ", ".join(f"{labels[kind]:,} of {kind}s" for kind in sorted(labels))
    return f"{labels.total():,} labels ({kinds})"


EXHIBIT: Final = Exhibit("inferred", _make, lambda result: draw_columns(result, range(6), "% of symbols"))
