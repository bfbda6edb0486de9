"""The speed of the graph encoder beside that of the sequence encoder (section 6.1), as a ratio in one run."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from typilus.lab.exhibits.estimates import Estimate
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.model_rows import ModelRow, UnknownSettingError, row_config
from typilus.lab.exhibits.paces import time_of_epoch
from typilus.lab.experiments.network import new_figure
from typilus.neural import Model, Trainer, TrainingConfig, build_tables, load_examples
from typilus.project import LabeledFile

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["EXHIBIT"]

_ROWS: Final = (
    ModelRow("graph", {"encoder": "graph", "objective": "typilus"}),
    ModelRow("sequence", {"encoder": "sequence", "objective": "typilus"}),
)
_PAPER: Final = {"graph": (86.0, 7.3), "sequence": (5255.0, None)}
"""Seconds of an epoch of training and of prediction, on the paper's corpus and its GPU."""
_PAPER_RATIOS: Final = (5255 / 86, 29.0)
_ROUNDS: Final = 12


@dataclass(slots=True)
class _Times:
    """Seconds of a pass over the same files, round by round."""

    training: list[float] = field(default_factory=list)
    predicting: list[float] = field(default_factory=list)


def _make(laboratory: Laboratory) -> ExhibitResult:
    configs: dict[str, TrainingConfig] = {}
    reasons: dict[str, str] = {}
    for row in _ROWS:
        try:
            configs[row.name] = row_config(row, laboratory.run_settings, 0)
        except UnknownSettingError as error:
            reasons[row.name] = str(error)
    files = laboratory.paces.pilot(laboratory.split)
    times = _measure(configs, files, laboratory)
    lines = [
        Line(
            row.name,
            tuple(
                Cell(None if row.name not in times else statistics.median(seconds), None, paper)
                for seconds, paper in zip(_columns(times.get(row.name)), _PAPER[row.name], strict=True)
            ),
            f"{len(_columns(times.get(row.name))[0])} rounds",
            reasons.get(row.name),
        )
        for row in _ROWS
    ]
    graphs = [file.graph.num_nodes for file in files]
    return ExhibitResult(
        "speed",
        "Speed: seconds of a pass, and how many times as long the sequence encoder takes as the graph encoder",
        ("training", "predicting"),
        (*lines, _ratio_line(times, reasons)),
        (
            f"A pass is over the same {len(graphs)} files ({sum(graphs):,} nodes) for both, in turn, on "
            f"{laboratory.settings.device}; the median of all rounds. A prediction is an embedding, without the "
            "search in the type map, which is the same for both.",
            "The paper's seconds are of its whole corpus on a K80, so that only the ratios can be compared. It gives "
            "29 times for prediction.",
        ),
        laboratory.facts,
    )


def _measure(
    configs: Mapping[str, TrainingConfig], files: Sequence[LabeledFile], laboratory: Laboratory
) -> dict[str, _Times]:
    """Pass over the files in turn, until the budget is spent or there are enough rounds, but two at least."""
    started = time.monotonic()
    times = {name: _Times() for name in configs}
    with tempfile.TemporaryDirectory() as folder:
        benches = {
            name: _Bench(Path(folder) / name, config, files, laboratory.settings.device)
            for name, config in configs.items()
        }
        for number in range(_ROUNDS if benches else 0):
            if number >= 2 and time.monotonic() - started > 60 * laboratory.settings.minutes:
                break
            for name, bench in benches.items():
                times[name].training.append(bench.train())
                times[name].predicting.append(bench.predict())
            laboratory.announce(f"round {number + 1}")
    return times


class _Bench:
    """One encoder with the files prepared for it. The first pass, in which everything is warmed up, does not count."""

    def __init__(self, folder: Path, config: TrainingConfig, files: Sequence[LabeledFile], device: str) -> None:
        self._config = replace(config, epochs=2, share=1.0)
        self._vocabulary, self._types = build_tables(files, config)
        self._folder, self._device = folder, device
        self._trainings = 0
        encoder = self._trainer().encoder
        self._examples = load_examples(files, encoder, self._types)
        self._model = Model(config, self._vocabulary, encoder)
        self._prepared = [self._model.prepare(file.graph) for file in files]
        self._symbols = [np.arange(len(file.graph.symbols)) for file in files]
        self.predict()

    def train(self) -> float:
        """Seconds of one epoch, which is the second of two."""
        trainer = self._trainer()
        return time_of_epoch(lambda report: trainer.train(self._examples, [], report))

    def predict(self) -> float:
        """Seconds of embedding all symbols of prepared files."""
        started = time.perf_counter()
        self._model.embed_prepared(self._prepared, self._symbols)
        return time.perf_counter() - started

    def _trainer(self) -> Trainer:
        self._trainings += 1
        folder = self._folder / str(self._trainings)
        return Trainer(folder, self._config, self._vocabulary, self._types, self._device)


def _columns(times: _Times | None) -> tuple[list[float], list[float]]:
    return ([], []) if times is None else (times.training, times.predicting)


def _ratio_line(times: Mapping[str, _Times], reasons: Mapping[str, str]) -> Line:
    name = "sequence : graph"
    reason = next(iter(reasons.values()), None)
    if reason is not None:
        return Line(name, tuple(Cell(None, None, paper) for paper in _PAPER_RATIOS), "", reason)
    pairs = zip(_columns(times["sequence"]), _columns(times["graph"]), _PAPER_RATIOS, strict=True)
    return Line(name, tuple(_ratio(slow, fast, paper) for slow, fast, paper in pairs), "as a ratio")


def _ratio(slow: Sequence[float], fast: Sequence[float], paper: float) -> Cell:
    """The median ratio of a round, with the error of the mean over rounds."""
    ratios = np.array(slow) / np.array(fast)
    error = float(ratios.std(ddof=1) / np.sqrt(len(ratios))) if len(ratios) > 1 else None
    estimate = Estimate(float(np.median(ratios)), error)
    return Cell(estimate.value, estimate.error, paper)


def _draw(result: ExhibitResult) -> Figure:
    ratios = result.lines[-1].cells
    figure = new_figure(5.2, 3.0)
    panel = figure.subplots()
    heights = np.arange(len(result.columns))
    for offset, label, values in (
        (-0.2, "here", [cell.value or 0.0 for cell in ratios]),
        (0.2, "paper", [cell.paper or 0.0 for cell in ratios]),
    ):
        bars = panel.barh(heights + offset, values, height=0.38, label=label)
        panel.bar_label(bars, [f"{value:.1f}" if value else "not run" for value in values], padding=3)
    panel.set_yticks(heights, result.columns)
    panel.invert_yaxis()
    panel.set(xlabel="times as long: sequence encoder to graph encoder", xlim=(0, 75))
    panel.axvline(1, color="0.3", linewidth=0.8)
    panel.legend(loc="lower right")
    return figure


EXHIBIT: Final = Exhibit("speed", _make, _draw)
