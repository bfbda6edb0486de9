"""The files of a network: what identifies it, and what is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from typilus.errors import CheckpointError
from typilus.neural.model_files import CONFIG_FILE, WEIGHTS_FILE, read_json, read_network, write_text


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


def test_the_fingerprint_is_the_networks(folder: Path) -> None:
    before = read_network(folder)
    (folder / "type_map.safetensors").write_bytes(b"another map")
    assert read_network(folder).fingerprint == before.fingerprint
    write_text(folder / CONFIG_FILE, replace(before.config, seed=7).to_json())
    assert read_network(folder).fingerprint != before.fingerprint


@pytest.mark.parametrize("dtype", [np.float16, np.float64])
def test_weights_are_float32_whatever_was_saved(folder: Path, dtype: type[np.floating]) -> None:
    before = read_network(folder).weights
    arrays = load_file(folder / WEIGHTS_FILE)
    save_file({name: array.astype(dtype) for name, array in arrays.items()}, folder / WEIGHTS_FILE)
    for name, array in read_network(folder).weights.items():
        assert array.dtype == np.float32
        np.testing.assert_allclose(array, before[name], atol=2e-3)


@pytest.mark.parametrize(
    "wrong", [np.array([np.nan], np.float32), np.array([1.0, -np.inf], np.float16), np.array([1], np.int64)], ids=str
)
def test_values_that_are_no_finite_numbers_are_refused(folder: Path, wrong: np.ndarray[tuple[int], np.dtype]) -> None:
    save_file({**load_file(folder / WEIGHTS_FILE), "roles.weight": wrong}, folder / WEIGHTS_FILE)
    with pytest.raises(CheckpointError, match=r"roles.weight holds a value that is not a finite number"):
        read_network(folder)


def test_a_vocabulary_of_another_unit_is_refused(folder: Path) -> None:
    write_text(folder / CONFIG_FILE, replace(read_network(folder).config, initial_states="tokens").to_json())
    with pytest.raises(CheckpointError, match=r"vocabulary.json: knows subtokens, and the configuration says tokens"):
        read_network(folder)


def test_files_that_cannot_be_read(folder: Path) -> None:
    (folder / WEIGHTS_FILE).unlink()
    with pytest.raises(CheckpointError, match=r"model.safetensors: missing; train a model or install it again"):
        read_network(folder)
    (folder / WEIGHTS_FILE).mkdir()
    with pytest.raises(CheckpointError, match=r"not readable as safetensors .is not a regular file"):
        read_network(folder)
    write_text(folder / CONFIG_FILE, "[1]")
    with pytest.raises(CheckpointError, match="holds no JSON object"):
        read_json(folder / CONFIG_FILE)
