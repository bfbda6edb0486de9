"""Judges of whole texts: a checker, which must not find more than without annotations, and mypy's strict settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from typilus.checking import CheckedProject, CheckerSession, CheckOutcome, Concern, RenderedText, TypeChecker
from typilus.judging import CheckerFilter

__all__ = ["STRICT", "FileJudge", "StrictJudge"]

STRICT = "[mypy]\nstrict = True\nignore_missing_imports = True\nwarn_unused_ignores = False\n"


class FileJudge:
    """A checker's verdicts on texts of one file.

    Args:
        checker: The checker.
        project: The erased project.
        file: The file.
        text: Its text without annotations, whose errors no annotation has caused.
    """

    def __init__(self, checker: TypeChecker, project: CheckedProject, file: Path, text: str) -> None:
        self._text = text
        self._verdicts: dict[str, bool] = {}
        self._session = CheckerSession(checker, project, file, text, lambda _: RenderedText(self._text))
        self._counted = _CountingChecker(checker)
        self.filter = CheckerFilter(self._counted, project, no_new_errors=True)

    @property
    def has_verdict(self) -> bool:
        """True if the checker can judge the file at all."""
        return self._session.baseline.status.is_verdict

    @property
    def runs(self) -> int:
        """Number of checks so far."""
        return self._session.runs + self._counted.runs

    def passes(self, text: str) -> bool:
        """Return whether a text has no error that the file without annotations does not have."""
        if text not in self._verdicts:
            self._text = text
            self._verdicts[text] = not self._session(())
        return self._verdicts[text]


class _CountingChecker(TypeChecker):
    """A checker that counts what it is asked."""

    def __init__(self, checker: TypeChecker) -> None:
        self._checker = checker
        self.spec = checker.spec  # type: ignore[misc]
        self.runs = 0

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        self.runs += 1
        return self._checker.check(project, changed)

    def concern(self, code: str) -> Concern:
        return self._checker.concern(code)

    def passes_over_bodies(self, project: CheckedProject) -> bool:
        return self._checker.passes_over_bodies(project)


class StrictJudge:
    """mypy under its strict settings, in a copy of the erased project that asks for them.

    Args:
        mypy: The checker.
        project: The copy; its root holds the settings `STRICT`.
    """

    def __init__(self, mypy: TypeChecker, project: CheckedProject) -> None:
        self._mypy = mypy
        self._project = project

    def errors(self, path: str, text: str) -> int | None:
        """Return the number of errors in a text of a file, None without a verdict. `path` is relative to the root."""
        outcome = self._mypy.check(self._project, {self._project.root / path: text})
        if not outcome.status.is_verdict:
            return None
        return sum(diagnostic.path == path for diagnostic in outcome.diagnostics)
