"""Whole files annotated by several strategies, and which of them type-check (OpenTau's evaluation, for Python).

In the order of the data: the files of a project, erased (annotated_files.py); a strategy proposes texts of the whole
file with every signature annotated (strategies.py, model_proposals.py, tool_baselines.py); a checker judges them, and
so does mypy under strict settings (file_judge.py); all of it for many files, resumable (files_experiment.py); a table
(files_report.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.experiments.whole_files.files_experiment import FileOutcome, FilesSettings, run_files_experiment
    from typilus.lab.experiments.whole_files.files_report import StrategyScore, files_table, scores_of
    from typilus.lab.experiments.whole_files.strategies import ASKING, STRATEGIES

__all__ = [
    "ASKING",
    "STRATEGIES",
    "FileOutcome",
    "FilesSettings",
    "StrategyScore",
    "files_table",
    "run_files_experiment",
    "scores_of",
]

__getattr__ = lazy_names(
    __name__,
    {
        "files_experiment": ("FileOutcome", "FilesSettings", "run_files_experiment"),
        "files_report": ("StrategyScore", "files_table", "scores_of"),
        "strategies": ("ASKING", "STRATEGIES"),
    },
)
