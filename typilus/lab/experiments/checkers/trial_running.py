"""A checker's verdict on each trial of a file, by group testing: what passes together is taken to pass alone.

Predictions that replace an annotation are tried alone, as in the paper: replaced together, those of a function and of
its caller may agree with one another and be wrong all the same. So are improbable ones, of which a third fails: a
group of them would almost always be split. Probable ones that are added are tried in small random groups, and a group
that fails is split. How often a group hides an error is measured on a part of those that passed in one.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from typilus.checking import CheckedProject, CheckOutcome, CheckStatus, Concern, Diagnostic, TypeChecker
from typilus.checking.new_errors import new_errors
from typilus.halving import offer_by_halves
from typilus.lab.experiments.checkers.trial_building import FileTrials
from typilus.lab.experiments.checkers.trials import Transition, Trial, TrialError, Verdict

__all__ = ["FileUnderTest", "run_trials"]

GROUP = 8
# Below this probability a prediction is tried alone.
GROUPED_FROM = 0.8
# Of those that passed in a group, the part that is tried alone as well.
VERIFIED = 0.3
_MAX_MESSAGE_LENGTH = 400
_MAX_ERRORS = 3


class FileUnderTest:
    """One file with its baseline, to which edits are applied. It counts runs and their seconds.

    Args:
        checker: Checker for the file as it is. It may have more time, as it may have to read the whole project.
        project: Project of the file.
        file: Path in the project.
        text: Text of the file.
    """

    def __init__(self, checker: TypeChecker, project: CheckedProject, file: Path, text: str) -> None:
        self._checker, self._project, self._file, self._text = checker, project, file, text
        self.path = project.relative(file)
        self.runs, self.seconds = 0, 0.0
        self.baseline = self._check(text)

    def objection(self) -> str | None:
        """Return the reason why the file is unusable, in words: it gets no verdict, or it has errors already.

        If an empty line at the end of a file adds errors, the checker is not deterministic.
        """
        if not self.baseline.status.is_verdict:
            return f"baseline {self.baseline.status.value}"
        own = [diagnostic for diagnostic in self.baseline.diagnostics if diagnostic.path == self.path]
        if any(self._checker.concern(diagnostic.code) is not Concern.OTHER for diagnostic in own):
            return "has errors as it is"
        outcome, added = self.added(self._text + "\n")
        return "the checker disagrees with itself" if added or not outcome.status.is_verdict else None

    def added(self, text: str, checker: TypeChecker | None = None) -> tuple[CheckOutcome, list[Diagnostic]]:
        """The run with another text, and the errors that are new in it."""
        outcome = self._check(text, checker)
        texts = {self.path: self._text}, {self.path: text}
        judge = self._checker.concern
        return outcome, new_errors(self.baseline.diagnostics, outcome.diagnostics, *texts, judge)

    def _check(self, text: str, checker: TypeChecker | None = None) -> CheckOutcome:
        outcome = (checker or self._checker).check(self._project, {self._file: text})
        self.runs += 1
        self.seconds += outcome.seconds
        return outcome


def run_trials(bench: FileUnderTest, checker: TypeChecker, file: FileTrials, seed: int) -> tuple[Trial, ...]:
    """Return the trials of a file with their verdicts, in the same order.

    Args:
        bench: File under test.
        checker: Checker for the edits, with a time limit of its own.
        file: Trials of the file.
        seed: Seed of the sample that is verified.
    """
    chance = random.Random(f"{seed}/{bench.path}")
    judged: dict[int, Trial] = {}
    grouped: list[int] = []
    for number, trial in enumerate(file.trials):
        if trial.transition is Transition.SAME:
            # The file passes as it is.
            judged[number] = trial.judged(Verdict.PASSED)
        elif trial.transition is Transition.CHANGED or trial.probability < GROUPED_FROM:
            judged[number] = _alone(trial, bench, checker, file)
        else:
            grouped.append(number)
    for start in range(0, len(grouped), GROUP):
        group = grouped[start : start + GROUP]
        for number, trial in zip(
            group, _try([file.trials[index] for index in group], bench, checker, file), strict=True
        ):
            verified = not trial.alone and chance.random() < VERIFIED
            judged[number] = _verified(trial, bench, checker, file) if verified else trial
    return tuple(judged[number] for number in range(len(file.trials)))


def _try(trials: Sequence[Trial], bench: FileUnderTest, checker: TypeChecker, file: FileTrials) -> list[Trial]:
    """Together if that passes, else by halves, down to each alone."""
    judged: list[Trial] = []

    def accepts(group: Sequence[Trial]) -> bool:
        if len(group) == 1:
            judged.append(_alone(group[0], bench, checker, file))
            return True
        outcome, errors = bench.added(file.drafter.draft([trial.edit for trial in group]).text, checker)
        passed = outcome.status.is_verdict and not errors
        if passed:
            judged.extend(trial.judged(Verdict.PASSED) for trial in group)
        return passed

    offer_by_halves(trials, accepts)
    return judged


def _alone(trial: Trial, bench: FileUnderTest, checker: TypeChecker, file: FileTrials) -> Trial:
    outcome, errors = bench.added(file.drafter.draft([trial.edit]).text, checker)
    if outcome.status.is_verdict:
        return trial.judged(Verdict.FAILED if errors else Verdict.PASSED, _first(errors), alone=True)
    return trial.judged(Verdict.TIMEOUT if outcome.status is CheckStatus.TIMEOUT else Verdict.CRASHED, alone=True)


def _verified(trial: Trial, bench: FileUnderTest, checker: TypeChecker, file: FileTrials) -> Trial:
    again = _alone(trial, bench, checker, file)
    return replace(again, masked=again.verdict is Verdict.FAILED)


def _first(errors: Iterable[Diagnostic]) -> tuple[TrialError, ...]:
    converted = [
        TrialError(error.code, error.message[:_MAX_MESSAGE_LENGTH], error.path, error.line) for error in errors
    ]
    return tuple(converted[:_MAX_ERRORS])
