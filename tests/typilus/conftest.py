"""What the tests of several rooms share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete small model; read only."""
    from tests.typilus.small_model import write_small_model

    return write_small_model(tmp_path_factory.mktemp("model"))
