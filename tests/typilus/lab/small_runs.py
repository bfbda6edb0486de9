"""A corpus of four projects on disk, and a network trained on it in half a second."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from tests.typilus.small_model import learned_files
from typilus.lab.corpus.shards import write_shard

__all__ = ["SETTINGS", "train_small_run", "write_small_corpus"]

SETTINGS = {"hidden_size": 8, "embedding_size": 8, "steps": 2, "epochs": 1, "min_class_count": 1}


def write_small_corpus(folder: Path) -> Path:
    """Two projects to train on, one to validate and one to test with; each is a file."""
    (folder / "shards").mkdir()
    sides: dict[str, list[str]] = {"train": [], "validation": [], "test": []}
    for number, file in enumerate(learned_files()):
        project = f"p{number}"
        sides[("train", "validation", "test", "train")[number]].append(project)
        path = f"{project}/{Path(file.path).name}"
        write_shard(folder / "shards" / f"{project}-000.shard", [dataclasses.replace(file, project=project, path=path)])
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    return folder


def train_small_run(corpus: Path, folder: Path) -> Path:
    """Train for one epoch."""
    from typilus.lab.model_building.training_run import train
    from typilus.neural.training_config import TrainingConfig

    train(corpus, folder, TrainingConfig(**SETTINGS))  # type: ignore[arg-type]
    return folder
