"""A classifier of types answers as torch's softmax does, and is read from a run's folder."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from tests.typilus.neural.test_trainer import CONFIG, examples
from typilus.errors import CheckpointError
from typilus.neural.model_files import CLASSES_FILE, OBJECTIVE_FILE
from typilus.neural.trainer import Trainer
from typilus.neural.type_classifier import TypeClassifier
from typilus.neural.type_table import UNKNOWN_TYPE, TypeTable
from typilus.neural.vocabulary import Vocabulary

CLASSES = ("int", "list[int]", UNKNOWN_TYPE, "str")


@pytest.fixture
def run(tmp_path: Path) -> Trainer:
    config = dataclasses.replace(CONFIG, objective="class", epochs=1)
    table = TypeTable(CLASSES, is_erased=False)
    trainer = Trainer(tmp_path, config, Vocabulary([f"p{i}" for i in range(40)], 10), table)
    trainer.train(examples(4), examples(2, 100))
    return trainer


def vectors(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.random.default_rng(3).normal(size=(count, CONFIG.embedding_size)).astype(np.float32)


def test_it_gives_torchs_probabilities_of_what_is_known(run: Trainer) -> None:
    classifier = TypeClassifier.load(run.folder)
    assert classifier.types == ("int", "list[int]", "str")
    assert str(classifier) == "softmax over 3 types"
    with torch.inference_mode():
        expected = run.objective.prototypes(torch.from_numpy(vectors(7))).softmax(dim=1).numpy()  # type: ignore[operator]
    found = classifier.probabilities(vectors(7))
    np.testing.assert_allclose(found, expected[:, [0, 1, 3]], rtol=1e-5)
    assert (found.sum(axis=1) < 1).all()


def test_the_most_probable_come_first(run: Trainer) -> None:
    classifier = TypeClassifier.load(run.folder)
    shares = classifier.probabilities(vectors(7))
    types, probability = classifier.rank(vectors(7), 2)
    assert types.shape == (7, 2)
    np.testing.assert_array_equal(types[:, 0], shares.argmax(axis=1))
    np.testing.assert_array_equal(probability[:, 0], shares.max(axis=1))
    assert (probability[:, 0] >= probability[:, 1]).all()
    assert classifier.rank(vectors(7), 9)[0].shape == (7, 3)
    assert classifier.rank(vectors(0), 2)[0].shape == (0, 2)


def test_large_numbers_overflow_nothing() -> None:
    classifier = TypeClassifier(("int", "str"), np.array([[1e4], [-1e4]], np.float32), np.zeros(2, np.float32))
    np.testing.assert_array_equal(classifier.probabilities(np.ones((1, 1), np.float32)), [[1.0, 0.0]])


@pytest.mark.parametrize("name", [CLASSES_FILE, OBJECTIVE_FILE])
def test_a_missing_file(run: Trainer, name: str) -> None:
    (run.folder / name).unlink()
    with pytest.raises(CheckpointError, match=r"without its classifier .*; name the folder that it was trained in"):
        TypeClassifier.load(run.folder)


def test_files_that_do_not_fit(run: Trainer) -> None:
    (run.folder / CLASSES_FILE).write_text(json.dumps({"classes": CLASSES[1:]}))
    with pytest.raises(CheckpointError, match=r"objective.safetensors: no classifier of 3 types"):
        TypeClassifier.load(run.folder)
    (run.folder / CLASSES_FILE).write_text(json.dumps({"classes": [1, 2]}))
    with pytest.raises(CheckpointError, match=r"classes.json: holds no list of classes"):
        TypeClassifier.load(run.folder)
    (run.folder / CLASSES_FILE).write_text(json.dumps({"classes": CLASSES}))
    arrays = load_file(run.folder / OBJECTIVE_FILE)
    save_file({"prototypes.bias": arrays["prototypes.bias"]}, run.folder / OBJECTIVE_FILE)
    with pytest.raises(CheckpointError, match=r"objective.safetensors: no classifier of 4 types"):
        TypeClassifier.load(run.folder)
