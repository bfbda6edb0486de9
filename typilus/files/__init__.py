"""Find, read and write files safely, and spread work over processes, for all rooms that need it.

It knows files and tasks, but nothing of Python code or types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.files.archives import unpack
    from typilus.files.atomic_writing import remove_leftovers, replace_file, whole_file, write_file
    from typilus.files.changes import Changes
    from typilus.files.discovery import find_python_files
    from typilus.files.entry_cache import EntryCache, cache_folder
    from typilus.files.ignoring import IgnoreRules
    from typilus.files.leftovers import TemporaryFolder, remove_leftover_files, temporary_environment, temporary_file
    from typilus.files.opening_workers import available_cores, local_workers, named_workers
    from typilus.files.process_workers import ProcessWorkers, WorkerProcess
    from typilus.files.ray_workers import RayWorkers
    from typilus.files.reported_paths import relative_path
    from typilus.files.worker_pool import Job
    from typilus.files.workers import SerialWorkers, Workers, collect_rarely, run_task, task_runner

__all__ = [
    "Changes",
    "EntryCache",
    "IgnoreRules",
    "Job",
    "ProcessWorkers",
    "RayWorkers",
    "SerialWorkers",
    "TemporaryFolder",
    "WorkerProcess",
    "Workers",
    "available_cores",
    "cache_folder",
    "collect_rarely",
    "find_python_files",
    "local_workers",
    "named_workers",
    "relative_path",
    "remove_leftover_files",
    "remove_leftovers",
    "replace_file",
    "run_task",
    "task_runner",
    "temporary_environment",
    "temporary_file",
    "unpack",
    "whole_file",
    "write_file",
]

__getattr__ = lazy_names(
    __name__,
    {
        "archives": ("unpack",),
        "atomic_writing": ("remove_leftovers", "replace_file", "whole_file", "write_file"),
        "changes": ("Changes",),
        "discovery": ("find_python_files",),
        "entry_cache": ("EntryCache", "cache_folder"),
        "ignoring": ("IgnoreRules",),
        "leftovers": ("TemporaryFolder", "remove_leftover_files", "temporary_environment", "temporary_file"),
        "opening_workers": ("available_cores", "local_workers", "named_workers"),
        "process_workers": ("ProcessWorkers", "WorkerProcess"),
        "ray_workers": ("RayWorkers",),
        "reported_paths": ("relative_path",),
        "worker_pool": ("Job",),
        "workers": ("SerialWorkers", "Workers", "collect_rarely", "run_task", "task_runner"),
    },
)
