"""A checker for tests: an error wherever a forbidden text stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from typilus.checking.checker import TypeChecker
from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.specs import CheckerSpec


class SternChecker(TypeChecker):
    spec = CheckerSpec("stern", "stern")

    def __init__(self, *forbidden: str, status: CheckStatus | None = None) -> None:
        self.forbidden = forbidden
        self.status = status
        self.runs = 0

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        self.runs += 1
        found = [
            Diagnostic(project.relative(path), number, 0, "bad", f"argument {text} is wrong")
            for path, source in changed.items()
            for number, line in enumerate(source.splitlines(), 1)
            for text in self.forbidden
            if text in line
        ]
        status = self.status or (CheckStatus.FAILED if found else CheckStatus.PASSED)
        return CheckOutcome(status, tuple(found), 0.0, self.name, "1", "out of time" if self.status else "")

    def concern(self, code: str) -> Concern:
        return Concern.TYPES
