"""Figure 6: matches for every k and p of the vote (Eq. 5)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import numpy.typing as npt

from typilus.lab.corpus import SplitKind
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.model_rows import TYPILUS
from typilus.lab.exhibits.run_folders import write_json
from typilus.lab.experiments import network

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["EXHIBIT", "EXPONENTS", "NEIGHBORS", "PAPER"]

NEIGHBORS: Final = (1, 2, 3, 4, 5, 7, 9, 11, 13, 16, 19, 25)
EXPONENTS: Final = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)
PAPER: Final = (
    (-3.4, -3.4, -3.4, -3.4, -3.4, -3.4, -3.4, -3.4, -3.4, -3.4, -3.4),
    (-3.2, -3.2, -3.2, -3.2, -3.2, -3.2, -3.2, -3.2, -3.2, -3.2, -3.2),
    (-2.0, -2.0, -1.9, -1.9, -1.8, -1.7, -1.6, -1.6, -1.6, -1.6, -1.7),
    (-1.4, -1.4, -1.4, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.7, 0.5),
    (-0.0, -0.0, -0.0, 0.1, 0.4, 0.6, 0.7, 0.9, 1.0, 1.0, 0.9),
    (-0.0, -0.0, -0.0, 0.1, 0.5, 0.6, 0.7, 1.2, 1.3, 1.0, 0.9),
    (-0.1, -0.1, -0.1, 0.0, 0.4, 0.8, 1.0, 1.4, 1.6, 1.7, 1.6),
    (-0.2, -0.2, -0.2, -0.1, 0.3, 0.7, 1.0, 1.4, 1.6, 1.8, 1.9),
    (-0.3, -0.3, -0.3, -0.1, 0.3, 0.7, 1.0, 1.4, 1.7, 2.0, 2.1),
    (-0.4, -0.4, -0.4, -0.3, 0.2, 0.6, 0.9, 1.4, 1.8, 2.1, 2.2),
    (-0.6, -0.6, -0.5, -0.4, 0.0, 0.4, 0.8, 1.4, 1.7, 2.1, 2.3),
    (-0.8, -0.8, -0.7, -0.6, -0.2, 0.3, 0.7, 1.3, 1.7, 2.1, 2.4),
)
"""The paper's heat map, a row for each k."""
_FILE: Final = "vote_grid.json"


def _make(laboratory: Laboratory) -> ExhibitResult:
    (outcome,) = laboratory.run([TYPILUS])
    folders = [run.folder for run in outcome.runs if outcome.measures]
    for folder in folders:
        laboratory.announce(f"{folder.name}: every k and p on the validation side")
    grids = np.array([_grid(folder, laboratory) for folder in folders])
    mean = grids.mean(axis=0) if folders else np.full((len(NEIGHBORS), len(EXPONENTS)), np.nan)
    relative = mean - np.median(mean)
    lines = [
        Line(
            f"k = {NEIGHBORS[row]}",
            tuple(
                Cell(float(relative[row, column]) if folders else None, None, PAPER[row][column])
                for column in range(len(EXPONENTS))
            ),
            outcome.effort if row == 0 else "",
            outcome.reason,
        )
        for row in range(len(NEIGHBORS))
    ]
    return ExhibitResult(
        "figure6",
        "Figure 6: match up to parametric type by k and p, in points above the median",
        tuple(f"p = {power:g}" for power in EXPONENTS),
        tuple(lines),
        (
            "Measured on the validation side, since k and p are chosen by it."
            + (f" The median is {np.median(mean):.1f} %." if folders else ""),
        ),
        laboratory.facts,
    )


def _grid(folder: Path, laboratory: Laboratory) -> npt.NDArray[np.float64]:
    """`[K, P]` percentages of a run, searched for once."""
    path = folder / _FILE
    if not path.exists():
        split, device = cast(SplitKind, laboratory.split), laboratory.settings.device
        embedder = network.load_network(folder, device)
        sides = ("train", "validation")
        share = embedder.config.share
        symbols = network.load_symbols(laboratory.settings.corpus, split, embedder, None, sides, share)
        judge = network.judge_of(symbols.table)
        experiment = network.Experiment(symbols, judge, network.bulk_index(device), k_max=max(NEIGHBORS))
        row = next(row for row in network.ROWS if row.split == split)
        write_json(path, {"parametric": experiment.parametric_grid(row, NEIGHBORS, EXPONENTS).tolist()})
    return np.array(json.loads(path.read_text(encoding="utf-8"))["parametric"])


def _draw(result: ExhibitResult) -> Figure:
    figure = network.new_figure(12.4, 5.0)
    left, right = figure.subplots(1, 2)
    ours = np.array([[np.nan if cell.value is None else cell.value for cell in line.cells] for line in result.lines])
    most = float(np.nanmax(np.abs(np.stack([ours, np.array(PAPER)]))))
    _draw_map(left, ours, "here", most)
    _draw_map(right, np.array(PAPER), "paper", most)
    return figure


def _draw_map(panel: Axes, values: npt.NDArray[np.float64], title: str, most: float) -> None:
    """A heat map whose colors end at the largest number of both."""
    style: dict[str, Any] = {"cmap": "RdBu", "vmin": -most, "vmax": most, "aspect": "auto"}
    panel.imshow(values, **style)
    for (row, column), value in np.ndenumerate(values):
        color = "white" if abs(value) > 0.65 * most else "black"
        text = "" if np.isnan(value) else f"{value:+.1f}"
        panel.text(column, row, text, ha="center", va="center", fontsize=7, color=color)
    panel.set_xticks(range(len(EXPONENTS)), [f"{power:g}" for power in EXPONENTS])
    panel.set_yticks(range(len(NEIGHBORS)), [str(near) for near in NEIGHBORS])
    panel.set(title=title, xlabel="p", ylabel="k")


EXHIBIT: Final = Exhibit("figure6", _make, _draw)
