"""A type checker by rules, for tests: instant, and its errors are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from typilus.checking.checker import TypeChecker
from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.specs import CheckerSpec

__all__ = ["RuleChecker"]


class RuleChecker(TypeChecker):
    """Finds an error on each line where one of some patterns is; keeps the texts that it was shown."""

    spec = CheckerSpec("rules", "rules")

    def __init__(self, *patterns: str, status: CheckStatus | None = None) -> None:
        self.patterns, self.status, self.texts = patterns, status, list[str]()

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        found = []
        for path, text in changed.items():
            self.texts.append(text)
            for number, line in enumerate(text.splitlines(), 1):
                for pattern in self.patterns:
                    if match := re.search(pattern, line):
                        name = project.relative(path)
                        found.append(Diagnostic(name, number, match.start(), "wrong", f"not {match[0]}"))
        status = self.status or (CheckStatus.FAILED if found else CheckStatus.PASSED)
        return CheckOutcome(status, tuple(found), 0.0, self.name, "1", "by a rule" if self.status else "")

    def concern(self, code: str) -> Concern:
        return Concern.TYPES
