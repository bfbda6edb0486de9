"""A model that does not hold together is a CheckpointError, soon and in little memory, whatever its manifest says."""

from __future__ import annotations

import random
import resource
import shutil
from pathlib import Path

import pytest

from tests.typilus.models.broken_models import Break, breaks
from tests.typilus.ranking.small_trees import ranker_of
from tests.typilus.small_model import write_small_matcher
from typilus.errors import CheckpointError
from typilus.models.loading import load_predictor
from typilus.models.manifest import DEFINITIONS_FILE, MODEL_FILES, RANKING_FILE, seal
from typilus.ranking import save_ranker

_ROOM = 1 << 30
"""Bytes of address space beyond what the process has; a network of 10^6 by 10^6 needs a thousand times that."""
CODE = (
    "import os\n\n\nclass Shop:\n    def add(self, name, price=1):\n        self.items = [name]\n        return price\n"
)


@pytest.fixture(scope="module")
def whole(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with all that one can have."""
    folder = Path(shutil.copytree(model_folder, tmp_path_factory.mktemp("whole") / "model"))
    write_small_matcher(folder)
    save_ranker(folder / RANKING_FILE, ranker_of({"type:user": 1.0}), {})
    seal(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "model"))


def test_the_model_is_sound_before_it_is_broken(folder: Path) -> None:
    assert load_predictor(folder).predict_source(CODE).symbols


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in breaks()])
def test_a_broken_model_is_a_clear_error(folder: Path, change: Break) -> None:
    change(folder)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + _ROOM, hard))
    try:
        with pytest.raises(CheckpointError) as caught:
            load_predictor(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", [*MODEL_FILES, DEFINITIONS_FILE, RANKING_FILE])
def test_a_model_with_wrong_bits_fails_or_predicts(folder: Path, name: str) -> None:
    """Some bits are weights, and weights may be anything; but nothing else than a CheckpointError may come of it."""
    chance = random.Random(name)
    sound = (folder / name).read_bytes()
    refused = 0
    for number in range(12):
        data = bytearray(sound)
        region = len(data) * number // 12  # every region gets one
        for _ in range(4):
            data[min(region + chance.randrange(len(data) // 12 + 1), len(data) - 1)] ^= 1 << chance.randrange(8)
        (folder / name).write_bytes(data)
        seal(folder)
        try:
            prediction = load_predictor(folder).predict_source(CODE)
        except CheckpointError:
            refused += 1
        else:
            assert all(0 <= each.probability <= 1 for symbol in prediction for each in symbol.candidates)
    assert refused or name in (RANKING_FILE, "model.safetensors", "vocabulary.json", DEFINITIONS_FILE)
