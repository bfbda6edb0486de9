"""A network is trained on one side of a corpus, and a run goes on where it stopped."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from tests.typilus.lab.small_runs import SETTINGS, train_small_run
from typilus.errors import CheckpointError, CorpusError, TypilusError
from typilus.lab.model_building.training_run import corpus_files, train, training_files
from typilus.neural.checkpoints import load_model
from typilus.neural.trainer import Progress
from typilus.neural.training_config import TrainingConfig


@pytest.mark.parametrize(("side", "projects"), [("train", ["p0", "p3"]), ("validation", ["p1"]), ("test", ["p2"])])
def test_files_of_one_side_in_the_order_of_the_shards(small_corpus: Path, side: str, projects: list[str]) -> None:
    assert [file.project for file in corpus_files(small_corpus, "project", side)] == projects


def test_a_corpus_without_shards_says_how_to_build_one(small_corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=str(tmp_path)):
        list(corpus_files(tmp_path, "project", "train"))
    shutil.copy(small_corpus / "splits.json", tmp_path)
    with pytest.raises(CorpusError, match=r"holds no shards; run `typilus corpus build` first"):
        list(corpus_files(tmp_path, "project", "train"))


def test_a_run_holds_a_network_of_its_configuration(small_run: Path) -> None:
    model = load_model(small_run)
    assert model.config == TrainingConfig(**SETTINGS)  # type: ignore[arg-type]
    assert json.loads((small_run / "config.json").read_text())["hidden_size"] == 8


def test_the_same_run_again_gives_the_same_weights(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    again = train_small_run(small_corpus, tmp_path)
    assert (again / "model.safetensors").read_bytes() == (small_run / "model.safetensors").read_bytes()


@pytest.mark.parametrize(("encoder", "unit"), [("graph", "nodes"), ("transformer", "tokens"), ("path", "paths")])
def test_progress_and_sentences_are_handed_out(small_corpus: Path, tmp_path: Path, encoder: str, unit: str) -> None:
    lines: list[Progress] = []
    said: list[str] = []
    config = TrainingConfig(**SETTINGS, encoder=encoder, layers=1)  # type: ignore[arg-type]
    train(small_corpus, tmp_path, config, report=lines.append, announce=said.append)
    assert lines[-1].update == lines[-1].total_updates
    assert lines[-1].validation_loss is not None
    assert said[0] == "Counting subtokens and types of the training side"
    assert re.match(rf"2 files or parts of files, [\d,]+ {unit}, \d+ labeled symbols; 1 for validation", said[-1])


def test_a_run_of_another_configuration_is_not_gone_on_with(
    small_run: Path, small_corpus: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(small_run, tmp_path / "run")
    other = TrainingConfig(**{**SETTINGS, "hidden_size": 16})  # type: ignore[arg-type]
    with pytest.raises(CheckpointError):
        train(small_corpus, folder, other)


def test_names_are_looked_up_before_the_corpus_is_read(tmp_path: Path) -> None:
    for part in ("encoder", "objective", "convolution"):
        with pytest.raises(TypilusError, match=f"no {part} is called 'x'"):
            train(tmp_path / "nowhere", tmp_path, TrainingConfig(**{part: "x"}))  # type: ignore[arg-type]


def test_a_run_with_another_convolution_is_trained_and_resumed(small_corpus: Path, tmp_path: Path) -> None:
    config = TrainingConfig(**{**SETTINGS, "convolution": "rgcn", "epochs": 2})  # type: ignore[arg-type]
    train(small_corpus, tmp_path, config)
    weights = (tmp_path / "model.safetensors").read_bytes()
    assert "shared.messages.weight" in load_model(tmp_path).encoder.state_dict()
    train(small_corpus, tmp_path, config)
    assert (tmp_path / "model.safetensors").read_bytes() == weights


def test_a_share_of_the_training_side_is_the_same_files_and_grows(small_corpus: Path) -> None:
    def learned(share: float) -> set[str]:
        return {file.path for file in training_files(small_corpus, TrainingConfig(share=share))}

    everything = {file.path for file in corpus_files(small_corpus, "project", "train")}
    shares = [learned(number / 20) for number in range(1, 21)]
    assert shares[-1] == everything
    assert all(smaller <= larger for smaller, larger in pairwise(shares))
    assert len(shares[0]) < len(everything)
