"""What a checker says of a project: frozen values, the same for every checker."""

from __future__ import annotations

import enum
from dataclasses import dataclass

__all__ = ["CheckOutcome", "CheckStatus", "Concern", "Diagnostic"]


class CheckStatus(enum.Enum):
    """How a run ended; only `PASSED` and `FAILED` say anything of the code."""

    PASSED = "passed"
    FAILED = "failed"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    UNAVAILABLE = "unavailable"

    @property
    def is_verdict(self) -> bool:
        return self in (CheckStatus.PASSED, CheckStatus.FAILED)


class Concern(enum.Enum):
    """What an error is about: types; the text itself, which cannot be read; or something that types do not change."""

    TYPES = "types"
    SYNTAX = "syntax"
    OTHER = "other"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One error. `path` is relative to the project with forward slashes; lines count from 1, columns from 0."""

    path: str
    line: int
    column: int
    code: str
    message: str


@dataclass(frozen=True)
class CheckOutcome:
    """One run of a checker; `reason` says in words why there is no verdict."""

    status: CheckStatus
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    tool: str
    version: str
    reason: str = ""
