"""The paper's experiment with type checkers (section 6.3): does a prediction, alone in its file, cause an error?

The steps, in the order of the data: draw the files of a side, project by project (project_sampling.py); build a
`Trial` from each top prediction (trials.py, trial_building.py); let a checker reach a verdict on each
(trial_running.py); do all of it for one checker, resumable (checker_experiment.py); compute shares and the curve
(summary.py); write table, JSON and picture (checker_report.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.experiments.checkers.checker_experiment import (
        CheckerPair,
        ExperimentSettings,
        run_checker_experiment,
    )
    from typilus.lab.experiments.checkers.checker_report import checker_table, write_checker_report
    from typilus.lab.experiments.checkers.project_sampling import (
        SampledProject,
        library_files_alone,
        sampled_projects,
    )
    from typilus.lab.experiments.checkers.relations import Relation, relation_tallies
    from typilus.lab.experiments.checkers.summary import CheckerSummary, Tally, summarize_checker
    from typilus.lab.experiments.checkers.trials import FileResult, Transition, Trial, Verdict

__all__ = [
    "CheckerPair",
    "CheckerSummary",
    "ExperimentSettings",
    "FileResult",
    "Relation",
    "SampledProject",
    "Tally",
    "Transition",
    "Trial",
    "Verdict",
    "checker_table",
    "library_files_alone",
    "relation_tallies",
    "run_checker_experiment",
    "sampled_projects",
    "summarize_checker",
    "write_checker_report",
]

__getattr__ = lazy_names(
    __name__,
    {
        "checker_experiment": ("CheckerPair", "ExperimentSettings", "run_checker_experiment"),
        "checker_report": ("checker_table", "write_checker_report"),
        "project_sampling": ("SampledProject", "library_files_alone", "sampled_projects"),
        "relations": ("Relation", "relation_tallies"),
        "summary": ("CheckerSummary", "Tally", "summarize_checker"),
        "trials": ("FileResult", "Transition", "Trial", "Verdict"),
    },
)
