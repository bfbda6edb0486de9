"""Files, folders and processes: what rooms that read or write have in common."""

from typilus.files.atomic_writing import remove_leftovers, replace_file, write_file
from typilus.files.discovery import find_python_files
from typilus.files.leftovers import TemporaryFolder, remove_leftover_files, temporary_environment, temporary_file
from typilus.files.workers import WorkPool

__all__ = [
    "TemporaryFolder",
    "WorkPool",
    "find_python_files",
    "remove_leftover_files",
    "remove_leftovers",
    "replace_file",
    "temporary_environment",
    "temporary_file",
    "write_file",
]
