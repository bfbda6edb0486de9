"""Table 5: predictions that type checkers accept, by what they change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from typilus.lab.exhibits.checker_trials import CHECKER_NAMES, CheckerTrials, run_checker_trials
from typilus.lab.exhibits.estimates import Estimate, over_files
from typilus.lab.exhibits.exhibit_drawing import draw_columns
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.experiments.checkers import FileResult, Relation, Transition, Trial, Verdict

__all__ = ["EXHIBIT"]

_LINES: Final = {
    "none → τ": (Transition.ADDED, (95, 89, 94, 83)),
    "τ → τ′": (Transition.CHANGED, (3, 85, 3, 63)),
    "τ → τ": (Transition.SAME, (2, 100, 3, 100)),
    "overall": (None, (100, 89, 100, 83)),
}
"""Proportion and accuracy in % by mypy and by pytype, as the paper has them."""
_RELATIONS: Final = {
    "τ′ a supertype of τ": (Relation.SUPERTYPE, 33),
    "τ′ a subtype of τ": (Relation.SUBTYPE, 2),
}
"""Percentage of the changed annotations by mypy (section 6.3)."""


def _make(laboratory: Laboratory) -> ExhibitResult:
    trials = run_checker_trials(laboratory)
    lines = [_transition_line(name, transition, paper, trials) for name, (transition, paper) in _LINES.items()]
    lines += [_relation_line(name, relation, paper, trials) for name, (relation, paper) in _RELATIONS.items()]
    summaries = trials.summaries()
    counts = "; ".join(
        f"{name}: {summary.overall.judged:,} predictions in {summary.files:,} files, {summary.seconds / 60:.1f} min"
        for name, summary in summaries.items()
    )
    left_out = [f"{name} did not judge: {reason}." for name, reason in trials.reasons.items()]
    return ExhibitResult(
        "table5",
        "Table 5: predictions that raise no new error, %",
        tuple(f"{name} {column}" for name in CHECKER_NAMES for column in ("prop.", "acc.")),
        tuple(lines),
        (
            *([f"Judged: {counts}."] if counts else []),
            *left_out,
            "The proportions of supertypes and subtypes are of the changed annotations; of these, the paper's text "
            "says, mypy rejects 22 %, its table 15 %.",
            "The model votes by itself, without the other recommenders and without the project's own annotations; "
            "values that tell their type are left to them.",
        ),
        {**laboratory.facts, "predictions": str(laboratory.settings.predictions)},
    )


def _transition_line(name: str, transition: Transition | None, paper: Sequence[float], trials: CheckerTrials) -> Line:
    cells = []
    for number, checker in enumerate(CHECKER_NAMES):
        results = trials.results.get(checker)
        proportion = None if results is None else _share(results, transition)
        accuracy = None if results is None else _accuracy(results, transition)
        cells += [_cell(proportion, paper[2 * number]), _cell(accuracy, paper[2 * number + 1])]
    return Line(name, tuple(cells), trials.outcome.effort, trials.outcome.reason)


def _relation_line(name: str, relation: Relation, paper: float, trials: CheckerTrials) -> Line:
    cells: list[Cell] = []
    for number, checker in enumerate(CHECKER_NAMES):
        printed = paper if number == 0 else None
        tallies = trials.relations.get(checker)
        total = 0 if tallies is None else sum(tally.judged for tally in tallies.values())
        if tallies is None or not total:
            cells += [Cell(None, None, printed), Cell()]
            continue
        own = tallies[relation]
        cells += [Cell(100 * own.judged / total, None, printed), Cell(own.accuracy if own.judged else None)]
    return Line(name, tuple(cells), "", trials.outcome.reason)


def _judged(results: Sequence[FileResult]) -> list[tuple[int, Trial]]:
    """The predictions with a verdict, with the numbers of their files."""
    return [
        (number, trial)
        for number, result in enumerate(results)
        if result.left_out is None
        for trial in result.trials
        if trial.counts
    ]


def _accuracy(results: Sequence[FileResult], transition: Transition | None) -> Estimate | None:
    """The percentage of judged predictions that pass."""
    return _percentage(
        [
            (number, trial.verdict is Verdict.PASSED)
            for number, trial in _judged(results)
            if transition in (None, trial.transition)
        ]
    )


def _share(results: Sequence[FileResult], transition: Transition | None) -> Estimate | None:
    """The percentage of judged predictions that change so much."""
    return _percentage([(number, transition in (None, trial.transition)) for number, trial in _judged(results)])


def _percentage(hits: Sequence[tuple[int, bool]]) -> Estimate | None:
    return over_files(np.array([hit for _, hit in hits], np.bool_), np.array([file for file, _ in hits], np.int32))


def _cell(estimate: Estimate | None, paper: float) -> Cell:
    return Cell(None, None, paper) if estimate is None else Cell(estimate.value, estimate.error, paper)


EXHIBIT: Final = Exhibit("table5", _make, lambda result: draw_columns(result, (1, 3), "% accepted"))
