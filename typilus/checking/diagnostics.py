"""The results of a check as frozen values, the same for every checker."""

from __future__ import annotations

import enum
from dataclasses import dataclass

__all__ = ["CheckOutcome", "CheckStatus", "Concern", "Diagnostic"]


class CheckStatus(enum.Enum):
    """The way a run ended. Only `PASSED` and `FAILED` are verdicts on the code."""

    PASSED = "passed"
    FAILED = "failed"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    UNAVAILABLE = "unavailable"

    @property
    def is_verdict(self) -> bool:
        return self in (CheckStatus.PASSED, CheckStatus.FAILED)


class Concern(enum.Enum):
    """The subject of an error: types, a text that cannot be parsed, or something that types do not change."""

    TYPES = "types"
    SYNTAX = "syntax"
    OTHER = "other"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """An error. `path` is relative to the project, with forward slashes. Lines count from 1, columns from 0."""

    path: str
    line: int
    column: int
    code: str
    message: str


@dataclass(frozen=True)
class CheckOutcome:
    """The result of a run. `reason` explains a missing verdict."""

    status: CheckStatus
    diagnostics: tuple[Diagnostic, ...]
    seconds: float
    tool: str
    version: str
    reason: str = ""
