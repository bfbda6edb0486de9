"""Figure 5: the model by how often the true type was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from typilus.lab.exhibits.estimates import Estimate, over_seeds
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.model_rows import TYPILUS
from typilus.lab.exhibits.model_table import BUDGET_NOTE
from typilus.lab.experiments.network import new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["EXHIBIT"]

_CRITERIA: Final = {"exact": "exact match", "parametric": "match up to parametric type"}


def _make(laboratory: Laboratory) -> ExhibitResult:
    (outcome,) = laboratory.run([TYPILUS])
    buckets = [measures.buckets for measures in outcome.measures]
    first = buckets[0] if buckets else ()
    filled = [number for number, bucket in enumerate(first) if bucket["count"]]
    lines = [
        Line(name, tuple(_cell(buckets, number, criterion) for number in filled), outcome.effort, outcome.reason)
        for criterion, name in _CRITERIA.items()
    ]
    lines.append(Line("symbols", tuple(Cell(first[number]["count"]) for number in filled), "", outcome.reason, 0))
    return ExhibitResult(
        "figure5",
        "Figure 5: Typilus by the number of training labels of the true type, %",
        tuple(_range(first, number) for number in filled),
        tuple(lines),
        (
            BUDGET_NOTE,
            "The paper counts the labels of its whole data set, here those of the training side are counted, so that "
            "0 is a type that the model cannot know. The paper prints no numbers in this figure.",
        ),
        laboratory.facts,
    )


def _range(buckets: Sequence[Mapping[str, Any]], number: int) -> str:
    """The counts of a bucket in words: `0`, `5–9`, `≥ 5,000`."""
    low = int(buckets[number]["from"])
    if number + 1 == len(buckets):
        return f"≥ {low:,}"
    high = int(buckets[number + 1]["from"]) - 1
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _cell(buckets: Sequence[Sequence[Mapping[str, Any]]], number: int, criterion: str) -> Cell:
    """The rate of a bucket over all seeds. A single run's error is the binomial one, as if symbols were independent."""
    rates = [of_run[number][criterion] for of_run in buckets]
    estimate = over_seeds([Estimate(rate) for rate in rates])
    assert estimate is not None
    error = estimate.error
    if error is None:
        share = rates[0] / 100
        error = 100 * float((share * (1 - share) / buckets[0][number]["count"]) ** 0.5)
    return Cell(estimate.value, error)


def _draw(result: ExhibitResult) -> Figure:
    figure = new_figure(9.0, 3.6)
    panels = figure.subplots(1, 2, sharey=True)
    for panel, line in zip(panels, result.lines[:2], strict=True):
        values = [cell.value or 0.0 for cell in line.cells]
        errors = [cell.error or 0.0 for cell in line.cells]
        panel.bar(range(len(values)), values, yerr=errors, color="C0", ecolor="0.3", capsize=2)
        panel.set_xticks(range(len(values)), result.columns, rotation=45)
        panel.set(title=line.name, xlabel="training labels of the true type", ylim=(0, 100))
        panel.grid(axis="y", alpha=0.3)
    panels[0].set_ylabel("% of symbols")
    return figure


EXHIBIT: Final = Exhibit("figure5", _make, _draw)
