"""Runs that nobody trained, with numbers made up, for exhibits to be made of in no time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from typilus.lab.exhibits import paces, run_training
from typilus.lab.exhibits.estimates import Estimate
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings
from typilus.lab.exhibits.paces import CorpusSize, Pace
from typilus.lab.exhibits.run_measures import CRITERIA, RunMeasures
from typilus.neural import Progress, TrainingConfig

__all__ = ["FakeTrainer", "fake_laboratory", "made_up_measures", "measure_by_seed"]

GROUPS = ("all", "common", "rare", "variable", "parameter", "return")


def made_up_measures(exact: float = 40.0) -> RunMeasures:
    """Numbers that grow from group to group by 1 and from criterion to criterion by 10."""
    rates: dict[str, dict[str, Estimate | None]] = {
        criterion: {group: Estimate(exact + 10 * row + column, 1.5) for column, group in enumerate(GROUPS)}
        for row, criterion in enumerate(CRITERIA)
    }
    recall = (0.1, 0.5, 1.0)
    curve = {"recall": recall, "exact": (0.9, 0.8, 0.4), "parametric": (0.9, 0.85, 0.5), "neutral": (1.0, 0.9, 0.6)}
    buckets = (
        {"from": 0, "count": 4, "exact": 0.0, "parametric": 25.0, "neutral": 50.0},
        {"from": 1, "count": 0, "exact": 0.0, "parametric": 0.0, "neutral": 0.0},
        {"from": 1000, "count": 100, "exact": exact, "parametric": 80.0, "neutral": 90.0},
    )
    return RunMeasures("k=10", 104, dict.fromkeys(GROUPS, 25.0), rates, rates, curve, buckets)


@dataclass
class FakeTrainer:
    """Trains in no time. Each call is kept; what `during` does happens after the first of two reports."""

    trained: list[TrainingConfig] = field(default_factory=list)
    during: Callable[[TrainingConfig], None] = lambda config: None

    def __call__(
        self,
        corpus: Path,
        folder: Path,
        config: TrainingConfig,
        *,
        device: str = "cpu",
        report: Callable[[Progress], None],
    ) -> None:
        self.trained.append(config)
        report(Progress(0, 1, 2, 0.5, 100.0))
        self.during(config)
        report(Progress(0, 1, 2, 0.5, 100.0))
        report(Progress(config.epochs - 1, 2, 2, 0.5, 100.0, 0.5))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.json").write_text(config.to_json())


Measure = Callable[[Path, Path, str, str, str], RunMeasures]


def measure_by_seed(folder: Path, corpus: Path, split: str, device: str, side: str) -> RunMeasures:
    """Two points more for each seed."""
    return made_up_measures(40.0 + 2 * json.loads((folder / "config.json").read_text())["seed"])


def fake_laboratory(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    trainer: FakeTrainer,
    measure: Measure = measure_by_seed,
    **settings: Any,
) -> Laboratory:
    """A laboratory where a pass over the training side takes 30 seconds, and nothing else takes any time."""
    corpus = tmp_path / "corpus"
    (corpus / "shards").mkdir(parents=True, exist_ok=True)
    (corpus / "shards" / "shop-000.shard").write_bytes(b"a corpus")
    size, pace = CorpusSize(1000, 0, 0.0), Pace(0.0, 0.03, 0.0)
    monkeypatch.setattr(paces.CorpusSize, "of", lambda corpus, split: size)
    monkeypatch.setattr(paces, "sample_files", lambda corpus, split, train_nodes: [])
    monkeypatch.setattr(paces, "_measure", lambda files, config, device: pace)
    monkeypatch.setattr(paces, "_read_share", lambda files, config: 1.0 if config.steps else 0.25)
    monkeypatch.setattr(run_training, "train", trainer)
    monkeypatch.setattr(run_training, "measure_run", measure)
    return Laboratory(LaboratorySettings(corpus, tmp_path / "lab", **{"minutes": 2.0, **settings}))
