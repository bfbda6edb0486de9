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
