"""Corpora of projects: each is annotated for itself, and what comes of it goes into a store to query.

`project_list` reads which projects there are, `project_opening` gives the folder of one, `batch_run` annotates them by
workers, `results_store` keeps the results (SQLite), and `exports` writes them for others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.batch.batch_run import ProjectOutcome, run_batch
    from typilus.batch.exports import EXPORTS, export
    from typilus.batch.project_list import ListedProject, parse_list, read_list
    from typilus.batch.results_store import ResultsStore

__all__ = [
    "EXPORTS",
    "ListedProject",
    "ProjectOutcome",
    "ResultsStore",
    "export",
    "parse_list",
    "read_list",
    "run_batch",
]

__getattr__ = lazy_names(
    __name__,
    {
        "batch_run": ("ProjectOutcome", "run_batch"),
        "exports": ("EXPORTS", "export"),
        "project_list": ("ListedProject", "parse_list", "read_list"),
        "results_store": ("ResultsStore",),
    },
)
