"""What the tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# The tests' networks are tiny: a second thread only waits for the first, for long where other programs run.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete small model; read only."""
    from tests.typilus.small_model import write_small_model

    return write_small_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built corpus of four projects; read only."""
    from tests.typilus.lab.small_runs import write_small_corpus

    return write_small_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def small_run(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a network trained on that corpus; read only."""
    from tests.typilus.lab.small_runs import train_small_run

    return train_small_run(small_corpus, tmp_path_factory.mktemp("run"))
