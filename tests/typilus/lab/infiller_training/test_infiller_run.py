from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.typilus.lab.infiller_training.small_infiller import CONFIG
from typilus.errors import CorpusError
from typilus.infilling import HoledText, InfillerOptions, open_infiller
from typilus.lab.infiller_training.infiller_run import train_infiller


def test_a_run_becomes_a_model_that_is_asked(run_folder: Path) -> None:
    with open_infiller(f"own:{run_folder}", InfillerOptions(cached=False)) as infiller:
        text = HoledText(("def weigh(price: ", ") -> ", ":\n    return int(price)\n"))
        [[completion]] = infiller.complete([text])
        assert len(completion.texts) == 2
        assert infiller.dialect.name == "incoder"
    names = {path.name for path in run_folder.iterdir()}
    assert {"config.json", "model.safetensors", "tokenizer.json", "log.csv", "state.json"} <= names


def test_a_finished_run_is_not_done_again(run_folder: Path) -> None:
    log = (run_folder / "log.csv").read_bytes()
    sentences: list[str] = []
    train_infiller(run_folder.parent / "corpus", run_folder, CONFIG, announce=sentences.append)
    assert (run_folder / "log.csv").read_bytes() == log
    assert sentences == ["Reading the crops of the training side", "8 crops of 2 files; 4 for validation"]


def test_a_corpus_without_texts_or_hints_is_named(tmp_path: Path, texts: Path) -> None:
    with pytest.raises(CorpusError, match="holds no texts; run `typilus corpus texts` first"):
        train_infiller(tmp_path / "nothing", tmp_path / "run", CONFIG)
    for path in (texts / "texts").glob("train-*"):
        path.unlink()
    with pytest.raises(CorpusError, match="has no annotation on the training side"):
        train_infiller(texts, tmp_path / "other", dataclasses.replace(CONFIG, vocabulary=330))
