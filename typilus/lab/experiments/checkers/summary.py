"""Verdicts counted: Table 5, Figure 7, and what the errors were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph_extraction import SymbolKind
from typilus.lab.experiments.checkers.trials import FileResult, Transition, Trial, Verdict
from typilus.lab.experiments.network.curves import Interval, bootstrap_interval

__all__ = ["Cause", "CheckerSummary", "Curve", "Tally", "summarize_checker"]

_EXAMPLES = 5
_NUMBER = re.compile(r"\d+")
_POINTS = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """Predictions that were judged and those that passed."""

    judged: int
    passed: int

    @property
    def accuracy(self) -> float:
        """Return the percentage that raised no new error, 0 of nothing."""
        return 100.0 * self.passed / self.judged if self.judged else 0.0

    @classmethod
    def of(cls, trials: Iterable[Trial]) -> Tally:
        """Count those with a verdict."""
        verdicts = [trial.verdict for trial in trials if trial.counts]
        return cls(len(verdicts), verdicts.count(Verdict.PASSED))


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and coverage of the predictions above each probability (paper, Fig. 7).

    Attributes:
        threshold: Probabilities, descending.
        recall: Share of all symbols with a suggestion at each threshold.
        precision: Share of those suggestions that pass.
    """

    threshold: tuple[float, ...]
    recall: tuple[float, ...]
    precision: tuple[float, ...]

    @classmethod
    def of(cls, trials: Sequence[Trial], unpredicted: int) -> Curve:
        """Accept predictions of equal probability together. `unpredicted` symbols never get one."""
        judged = sorted((trial for trial in trials if trial.counts), key=lambda trial: -trial.probability)
        if not judged:
            return cls((), (), ())
        probability = np.array([trial.probability for trial in judged])
        passed = np.cumsum([trial.verdict is Verdict.PASSED for trial in judged])
        ends = np.append(np.flatnonzero(probability[1:] < probability[:-1]), len(judged) - 1)
        wanted = np.searchsorted(ends, np.linspace(0, len(judged) - 1, _POINTS).astype(np.int64))
        ends = ends[np.unique(wanted)]
        recall, precision = (ends + 1) / (len(judged) + unpredicted), passed[ends] / (ends + 1)
        return cls(tuple(probability[ends].tolist()), tuple(recall.tolist()), tuple(precision.tolist()))

    def at_recall(self, recall: float) -> tuple[float, float] | None:
        """Return threshold and precision at the first point with so many suggestions, None if there is none."""
        points = zip(self.threshold, self.recall, self.precision, strict=True)
        return next(((threshold, precision) for threshold, share, precision in points if share >= recall), None)


@dataclass(frozen=True, slots=True)
class Cause:
    """Predictions that failed with the same first error code."""

    code: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CheckerSummary:
    """The results of the experiment with one checker.

    Attributes:
        checker: Name of the checker.
        overall: Tally of all checked predictions.
        interval: Interval of the overall accuracy, from resampling whole files.
        transitions: Tallies by the change to the annotation (Table 5).
        kinds: Tallies by kind of symbol.
        projects: Tallies by project.
        curve: Figure 7.
        without_verdict: Predictions on which the checker crashed or took too long, by verdict.
        refused: Predictions that could not be written, by reason (with N for numbers).
        unpredicted: Number of symbols without a prediction.
        verified: Numbers of predictions that passed in a group and were tried alone, and of those that passed again.
        files: Number of checked files.
        left_out: Numbers of files that were not checked, by reason.
        causes: Causes of failures, the most frequent first.
        runs: Number of checker runs.
        seconds: Duration of those runs.
    """

    checker: str
    overall: Tally
    interval: Interval
    transitions: Mapping[Transition, Tally]
    kinds: Mapping[SymbolKind, Tally]
    projects: Mapping[str, Tally]
    curve: Curve
    without_verdict: Mapping[str, int]
    refused: Mapping[str, int]
    unpredicted: int
    verified: Tally
    files: int
    left_out: Mapping[str, int]
    causes: tuple[Cause, ...]
    runs: int
    seconds: float

    def proportion(self, transition: Transition) -> float:
        """Share in % of the judged predictions."""
        return 100.0 * self.transitions[transition].judged / self.overall.judged if self.overall.judged else 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""

        def plain(tally: Tally) -> dict[str, Any]:
            return {"judged": tally.judged, "passed": tally.passed, "accuracy": round(tally.accuracy, 2)}

        at_80 = self.curve.at_recall(0.8)
        return {
            "checker": self.checker,
            "overall": plain(self.overall) | {"interval": [round(self.interval.low, 2), round(self.interval.high, 2)]},
            "transitions": {
                transition.value: {"proportion": round(self.proportion(transition), 2), **plain(tally)}
                for transition, tally in self.transitions.items()
            },
            "kinds": {kind.value: plain(tally) for kind, tally in self.kinds.items()},
            "projects": {name: plain(tally) for name, tally in self.projects.items()},
            "at_recall_80": None
            if at_80 is None
            else {"threshold": round(at_80[0], 4), "precision": round(100 * at_80[1], 2)},
            "curve": {
                "threshold": [round(value, 4) for value in self.curve.threshold],
                "recall": [round(value, 4) for value in self.curve.recall],
                "precision": [round(value, 4) for value in self.curve.precision],
            },
            "without_verdict": dict(self.without_verdict),
            "refused": dict(self.refused),
            "unpredicted": self.unpredicted,
            "verified": {"tried": self.verified.judged, "passed": self.verified.passed},
            "files": self.files,
            "left_out": dict(self.left_out),
            "causes": [
                {"code": cause.code, "count": cause.count, "examples": list(cause.examples)} for cause in self.causes
            ],
            "runs": self.runs,
            "seconds": round(self.seconds, 1),
        }


def summarize_checker(checker: str, results: Sequence[FileResult]) -> CheckerSummary:
    """Count the results of one checker. A file that was left out counts only as such."""
    kept = [result for result in results if result.left_out is None]
    trials = [trial for result in kept for trial in result.trials]
    judged = [(number, trial) for number, result in enumerate(kept) for trial in result.trials if trial.counts]
    hits = np.array([100.0 * (trial.verdict is Verdict.PASSED) for _, trial in judged])
    refused: Counter[str] = Counter()
    for result in kept:
        for reason, count in result.refused.items():
            refused[_NUMBER.sub("N", reason)] += count
    unpredicted = sum(result.unpredicted for result in kept)
    return CheckerSummary(
        checker,
        Tally.of(trials),
        bootstrap_interval(hits, np.array([number for number, _ in judged], np.int32)),
        {
            transition: Tally.of(trial for trial in trials if trial.transition is transition)
            for transition in Transition
        },
        {kind: Tally.of(trial for trial in trials if trial.edit.kind is kind) for kind in SymbolKind},
        {
            name: Tally.of(trial for result in kept if result.project == name for trial in result.trials)
            for name in sorted({result.project for result in kept})
        },
        Curve.of(trials, unpredicted),
        Counter(trial.verdict.value for trial in trials if trial.verdict is not None and not trial.counts),
        dict(refused.most_common()),
        unpredicted,
        Tally.of(trial for trial in trials if trial.masked is not None),
        len(kept),
        Counter(_reason(result) for result in results if result.left_out is not None),
        _causes(kept),
        sum(result.runs for result in results),
        sum(result.seconds for result in results),
    )


def _reason(result: FileResult) -> str:
    """Return the reason to leave out a file, without details of the file."""
    return str(result.left_out).removeprefix(f"{result.path}: ")


def _causes(results: Iterable[FileResult]) -> tuple[Cause, ...]:
    examples: dict[str, list[str]] = {}
    for result in results:
        for trial in result.trials:
            if trial.verdict is Verdict.FAILED:
                error, edit = trial.errors[0], trial.edit
                shown = f"{result.project} {result.path}:{edit.line} {edit.kind.value} {edit.scope}.{edit.name}"
                change = f"{trial.existing or 'nothing'} -> {trial.text} ({trial.probability:.2f})"
                examples.setdefault(error.code, []).append(f"{shown}: {change}: {error.message}")
    ordered = sorted(examples.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Cause(code, len(cases), tuple(cases[:_EXAMPLES])) for code, cases in ordered)
