"""The exit codes of every command."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """Exit codes, documented in `typilus --help`."""

    OK = 0
    SOME_FILES_FAILED = 1
    USAGE = 2
    NO_MODEL = 3
    CHECK_FAILED = 4
    INTERRUPTED = 130
    BROKEN_PIPE = 141
