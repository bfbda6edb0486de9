"""The matcher of classes is learned for the network of a complete model folder."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.errors import CheckpointError, CorpusError
from typilus.lab.corpus.shards import write_shard
from typilus.lab.model_building.class_definitions import learn_definitions
from typilus.models.loading import load_predictor
from typilus.models.manifest import DEFINITIONS_FILE, check


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(model_folder, tmp_path / "model")


def test_the_folder_is_sealed_with_its_matcher_and_the_network_stays(folder: Path, small_corpus: Path) -> None:
    before = (folder / "model.safetensors").read_bytes()
    said: list[str] = []
    temperature = learn_definitions(folder, small_corpus, 3, announce=said.append)
    assert temperature > 0
    check(folder)
    assert load_predictor(folder).matcher is not None
    assert (folder / "model.safetensors").read_bytes() == before
    assert said[:2] == ["embedding the classes and symbols of the corpus", "learning from 2 projects"]


def test_the_same_again_gives_the_same_matcher(folder: Path, small_corpus: Path) -> None:
    matchers = []
    for _ in range(2):
        learn_definitions(folder, small_corpus, 2)
        matchers.append((folder / DEFINITIONS_FILE).read_bytes())
    assert matchers[0] == matchers[1]


def test_a_corpus_without_classes_is_to_be_built_anew(folder: Path, small_corpus: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "old"
    (corpus / "shards").mkdir(parents=True)
    file = dataclasses.replace(labeled_file("p0/a.py", "x:int"), project="p0")
    write_shard(corpus / "shards" / "p0-000.shard", [file])
    shutil.copy(small_corpus / "splits.json", corpus)
    with pytest.raises(CorpusError, match="holds no classes; build it anew"):
        learn_definitions(folder, corpus, 1)
    assert not (folder / DEFINITIONS_FILE).exists()


def test_a_folder_without_a_model(small_corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        learn_definitions(tmp_path, small_corpus, 1)
