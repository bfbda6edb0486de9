"""Many files of some projects, done by workers: grouped by project, in order, resumed where a run was interrupted.

`project_files` groups files by project. A task (`file_tasks`) is what a worker makes once for a project and then does
with each of its files. `file_run` opens the workers and runs tasks, and `journal` keeps what is done for a run that
goes on later. `predict_run`, `annotate_run`, `audit_run` and `report_run` are the commands; annotating writes in
`rounds`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.runs.annotate_run import AnnotateRun, annotate_files
    from typilus.runs.audit_run import audit_files, open_auditor
    from typilus.runs.file_run import FileRun, can_be_sent, digest_of, lasting_options, open_run
    from typilus.runs.file_tasks import FileTask, model_of, share_language_model
    from typilus.runs.journal import Journal, default_journal_folder
    from typilus.runs.predict_run import open_judge, predict_files
    from typilus.runs.project_files import FileSelection, ProjectFiles, by_project
    from typilus.runs.report_run import report, report_files

__all__ = [
    "AnnotateRun",
    "FileRun",
    "FileSelection",
    "FileTask",
    "Journal",
    "ProjectFiles",
    "annotate_files",
    "audit_files",
    "by_project",
    "can_be_sent",
    "default_journal_folder",
    "digest_of",
    "lasting_options",
    "model_of",
    "open_auditor",
    "open_judge",
    "open_run",
    "predict_files",
    "report",
    "report_files",
    "share_language_model",
]

__getattr__ = lazy_names(
    __name__,
    {
        "annotate_run": ("AnnotateRun", "annotate_files"),
        "audit_run": ("audit_files", "open_auditor"),
        "file_run": ("FileRun", "can_be_sent", "digest_of", "lasting_options", "open_run"),
        "file_tasks": ("FileTask", "model_of", "share_language_model"),
        "journal": ("Journal", "default_journal_folder"),
        "predict_run": ("open_judge", "predict_files"),
        "project_files": ("FileSelection", "ProjectFiles", "by_project"),
        "report_run": ("report", "report_files"),
    },
)
