"""The shares of files that type-check, by strategy, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from typilus.lab.experiments.whole_files.files_experiment import FileOutcome

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["StrategyScore", "files_table", "scores_of"]


@dataclass(frozen=True, slots=True)
class StrategyScore:
    """The rates of one strategy, in percent.

    Attributes:
        strategy: Its name.
        files: Number of files.
        passes: Files that type-check.
        complete: Files that type-check and have every signature annotated.
        strict: Files with no more errors under mypy's strict settings than with the author's annotations.
        annotated: Places with an annotation.
        exact: Annotations of the author's that are exactly hit.
        quality: Mean score of an annotation, the lower the better, in the files that type-check.
        checks: Mean number of checks of a file.
        seconds: Mean seconds of a file.
        requests: Mean number of texts of a file that a language model was asked about.
    """

    strategy: str
    files: int
    passes: float
    complete: float
    strict: float | None
    annotated: float
    exact: float
    quality: float
    checks: float
    seconds: float
    requests: float

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        return asdict(self)


def scores_of(outcomes: Sequence[FileOutcome]) -> list[StrategyScore]:
    """Return the score of each strategy, in the order in which they were run."""
    names = dict.fromkeys(outcome.strategy for outcome in outcomes)
    return [_score(name, [outcome for outcome in outcomes if outcome.strategy == name]) for name in names]


def _score(name: str, outcomes: Sequence[FileOutcome]) -> StrategyScore:
    passing = [outcome for outcome in outcomes if outcome.passes]
    judged = [outcome for outcome in outcomes if outcome.strict is not None]
    return StrategyScore(
        name,
        len(outcomes),
        _percent(len(passing), len(outcomes)),
        _percent(sum(outcome.annotated == outcome.places for outcome in passing), len(outcomes)),
        _percent(sum(bool(outcome.strict) for outcome in judged), len(judged)) if judged else None,
        _percent(sum(outcome.annotated for outcome in outcomes), sum(outcome.places for outcome in outcomes)),
        _percent(sum(outcome.exact for outcome in outcomes), sum(outcome.truths for outcome in outcomes)),
        sum(outcome.quality for outcome in passing) / max(1, sum(outcome.annotated for outcome in passing)),
        sum(outcome.checks for outcome in outcomes) / len(outcomes),
        sum(outcome.seconds for outcome in outcomes) / len(outcomes),
        sum(outcome.requests for outcome in outcomes) / len(outcomes),
    )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def files_table(scores: Sequence[StrategyScore]) -> Table:
    """Return the scores as a table."""
    from rich.table import Table

    table = Table(title="whole files", title_justify="left")
    table.add_column("strategy")
    for heading in (
        "files",
        "pass",
        "complete",
        "strict",
        "annotated",
        "exact",
        "quality",
        "checks",
        "seconds",
        "requests",
    ):
        table.add_column(heading, justify="right")
    for score in scores:
        strict = "–" if score.strict is None else f"{score.strict:.1f}"
        rates = [f"{score.passes:.1f}", f"{score.complete:.1f}", strict, f"{score.annotated:.1f}", f"{score.exact:.1f}"]
        table.add_row(
            score.strategy,
            f"{score.files:,}",
            *rates,
            f"{score.quality:.2f}",
            f"{score.checks:.1f}",
            f"{score.seconds:.1f}",
            f"{score.requests:.1f}",
        )
    return table
