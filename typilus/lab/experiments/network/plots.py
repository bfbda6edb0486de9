"""Plots of results. matplotlib is imported when one is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.errors import TypilusError
from typilus.lab.experiments.network.curves import frequency_buckets, precision_recall
from typilus.lab.experiments.network.experiments import RowResult

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_frequency", "draw_precision_recall", "new_figure", "save_plots"]

_CRITERIA = ("exact", "parametric", "neutral")
_NAMES = ("exact match", "up to parametric type", "type neutral")


def new_figure(width: float, height: float) -> Figure:
    """An empty figure that needs no display.

    Raises:
        TypilusError: Matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise TypilusError("drawing needs matplotlib: install typilus with its `notebook` extra") from error
    return Figure(figsize=(width, height), layout="constrained")


def draw_precision_recall(results: Sequence[RowResult], methods: Sequence[str] = ("typilus", "look-up")) -> Figure:
    """Precision against the share of symbols predicted, a panel a row (paper, Fig. 4)."""
    figure = new_figure(4.2 * len(results), 3.8)
    panels = figure.subplots(1, len(results), squeeze=False)[0]
    for panel, result in zip(panels, results, strict=True):
        for style, method in zip(("-", ":"), [name for name in methods if name in result.verdicts], strict=False):
            curve = precision_recall(result.verdicts[method])
            for color, criterion, name in zip(("C0", "C1", "C2"), _CRITERIA, _NAMES, strict=True):
                panel.plot(curve.recall, curve.precision[criterion], style, color=color, label=f"{method}: {name}")
        panel.set(title=result.row.name, xlabel="recall: share of symbols predicted", xlim=(0, 1), ylim=(0, 1))
        panel.grid(alpha=0.3)
    panels[0].set_ylabel("precision")
    panels[0].legend(fontsize="x-small", loc="lower left")
    return figure


def draw_frequency(results: Sequence[RowResult], methods: Sequence[str] = ("typilus", "look-up")) -> Figure:
    """Exact matches by how often the true type was seen in training, a panel a row (paper, Fig. 5)."""
    figure = new_figure(4.2 * len(results), 3.8)
    panels = figure.subplots(1, len(results), squeeze=False)[0]
    for panel, result in zip(panels, results, strict=True):
        for marker, method in zip("os", [name for name in methods if name in result.verdicts], strict=False):
            buckets = frequency_buckets(result.verdicts[method], result.train_count)
            filled = [(index, bucket) for index, bucket in enumerate(buckets) if bucket.rates.count]
            panel.plot([p for p, _ in filled], [b.rates.exact for _, b in filled], marker=marker, label=method)
            panel.set_xticks(range(len(buckets)), [f"≥{bucket.lowest}" for bucket in buckets], rotation=60)
        panel.set(title=result.row.name, xlabel="labels of the true type in training", ylim=(0, 100))
        panel.grid(alpha=0.3)
    panels[0].set_ylabel("exact match, %")
    panels[0].legend(fontsize="small")
    return figure


def save_plots(folder: Path, results: Sequence[RowResult]) -> None:
    """Write `precision_recall.png` and `frequency.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    draw_precision_recall(results).savefig(folder / "precision_recall.png", dpi=120)
    draw_frequency(results).savefig(folder / "frequency.png", dpi=120)
