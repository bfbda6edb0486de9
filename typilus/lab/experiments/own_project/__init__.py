"""The measurement of one's own project: its annotations erased, predicted and compared, under four conditions.

In the order of the data: copies of the project's sources, one of them without any annotation (project_copies.py);
what is predicted of each drawn file under each condition (own_experiment.py), resumable; rates, tables and the most
confident mistakes (own_report.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.experiments.own_project.own_experiment import OwnMeasurement, OwnSettings, run_own_experiment
    from typilus.lab.experiments.own_project.own_report import OwnReport, report_of

__all__ = ["OwnMeasurement", "OwnReport", "OwnSettings", "report_of", "run_own_experiment"]

__getattr__ = lazy_names(
    __name__,
    {
        "own_experiment": ("OwnMeasurement", "OwnSettings", "run_own_experiment"),
        "own_report": ("OwnReport", "report_of"),
    },
)
