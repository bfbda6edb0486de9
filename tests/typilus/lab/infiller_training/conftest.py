from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP, write_small_texts
from typilus.lab.infiller_training.infiller_run import train_infiller
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer


@pytest.fixture(scope="session")
def tokenizer() -> InfillerTokenizer:
    return InfillerTokenizer.train([SHOP] * 3, CONFIG.vocabulary)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that has been trained to the end."""
    folder = tmp_path_factory.mktemp("infiller")
    train_infiller(write_small_texts(folder / "corpus"), folder / "run", CONFIG)
    return folder / "run"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return write_small_texts(tmp_path / "corpus")
