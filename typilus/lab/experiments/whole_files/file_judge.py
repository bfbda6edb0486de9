"""Judges of whole texts: a checker, which must not find more than without annotations, and mypy's strict settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from typilus.checking import Assignment, CheckedProject, CheckerSession, RenderedText, TypeChecker
from typilus.checking.assignment_search import Suspects

__all__ = ["FileJudge", "StrictJudge"]

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
        self._render: Callable[[Assignment], str] = lambda _: text
        self._session = CheckerSession(checker, project, file, text, lambda ranks: RenderedText(self._render(ranks)))

    @property
    def has_verdict(self) -> bool:
        """True if the checker can judge the file at all."""
        return self._session.baseline.status.is_verdict

    @property
    def runs(self) -> int:
        """Number of checks so far."""
        return self._session.runs

    def passes(self, text: str) -> bool:
        """Return whether a text has no error that the file without annotations does not have."""
        return not self.accused(lambda _: text, ())

    def accused(self, render: Callable[[Assignment], str], ranks: Assignment) -> Sequence[Suspects]:
        """Return an entry for each new error of a text; nothing points at any symbol."""
        self._render = render
        return self._session(ranks)


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
