"""Real models, tiny, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from typilus.infilling.announcing import Announcer
from typilus.infilling.backends import open_gguf, open_transformers
from typilus.infilling.backends.gguf_file import GgufModel
from typilus.infilling.backends.transformers_folder import TransformersModel


def fail(sentence: str) -> None:
    """Take an announcement where there must be none."""
    raise AssertionError(sentence)


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny model as transformers saves it."""
    from tests.typilus.infilling.tiny_models import save_folder  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("models") / "tiny"
    save_folder(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_gguf(tiny_folder: Path) -> Path:
    """The same model as a GGUF file."""
    from tests.typilus.infilling.tiny_models import save_gguf  # noqa: PLC0415

    path = tiny_folder.with_suffix(".gguf")
    save_gguf(tiny_folder, path)
    return path


@pytest.fixture(scope="session")
def masked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model that knows causal masking."""
    from tests.typilus.infilling.tiny_models import MASKS, save_folder  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("models") / "masked"
    save_folder(folder, MASKS)
    return folder


@pytest.fixture(scope="session")
def gguf_model(tiny_gguf: Path) -> Iterator[GgufModel]:
    model = open_gguf(tiny_gguf, Announcer(fail))
    yield model
    model.close()


@pytest.fixture(scope="session")
def transformers_model(tiny_folder: Path) -> TransformersModel:
    return open_transformers(tiny_folder, Announcer(fail))
