"""All recommenders together on files without any annotation: what is right, of which kind, and how surely.

In the order of the data: a file's text without annotations (erasing.py, served_imports.py); its labels, as the corpus
has them (truths.py); what every recommender says of its symbols (records.py, joined_experiment.py), resumable; rates
and curves of each recommender alone and of all joined (rows.py, measures.py); tables, JSON and picture
(joined_report.py). What was kept is what the ranker learns from (ranking_data.py, ranking_training.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.experiments.joined.erasing import erase_imports
    from typilus.lab.experiments.joined.joined_experiment import (
        FAILED,
        SYMBOLS_FILE,
        JoinedSettings,
        Measurement,
        ProjectSession,
        read_measurement,
        run_joined_experiment,
        sampled_projects,
    )
    from typilus.lab.experiments.joined.joined_report import joined_tables, write_joined_report
    from typilus.lab.experiments.joined.measures import GROUPS, Row, RowRates, measure_row
    from typilus.lab.experiments.joined.ranking_training import train_on
    from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord
    from typilus.lab.experiments.joined.rows import cross_validated_rows, rows_of, step_rows
    from typilus.lab.experiments.joined.truths import ProjectTruths

__all__ = [
    "FAILED",
    "GROUPS",
    "SYMBOLS_FILE",
    "FileRecord",
    "JoinedSettings",
    "Measurement",
    "ProjectSession",
    "ProjectTruths",
    "Row",
    "RowRates",
    "SymbolRecord",
    "cross_validated_rows",
    "erase_imports",
    "joined_tables",
    "measure_row",
    "read_measurement",
    "rows_of",
    "run_joined_experiment",
    "sampled_projects",
    "step_rows",
    "train_on",
    "write_joined_report",
]

__getattr__ = lazy_names(
    __name__,
    {
        "erasing": ("erase_imports",),
        "joined_experiment": (
            "FAILED",
            "SYMBOLS_FILE",
            "JoinedSettings",
            "Measurement",
            "ProjectSession",
            "read_measurement",
            "run_joined_experiment",
            "sampled_projects",
        ),
        "joined_report": ("joined_tables", "write_joined_report"),
        "measures": ("GROUPS", "Row", "RowRates", "measure_row"),
        "ranking_training": ("train_on",),
        "records": ("FileRecord", "SymbolRecord"),
        "rows": ("cross_validated_rows", "rows_of", "step_rows"),
        "truths": ("ProjectTruths",),
    },
)
