"""A model folder that is not sound is a clear error, never a wrong prediction."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from typilus.errors import CheckpointError
from typilus.models.manifest import MANIFEST_FILE, MODEL_FILES, check, seal


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


def edit(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    path = folder / MANIFEST_FILE
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))


def test_a_sealed_folder_is_sound(folder: Path) -> None:
    check(folder)
    before = (folder / MANIFEST_FILE).read_bytes()
    seal(folder)
    assert (folder / MANIFEST_FILE).read_bytes() == before
    assert set(json.loads(before)["files"]) == set(MODEL_FILES)


@pytest.mark.parametrize("name", MODEL_FILES)
def test_every_bit_counts(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(CheckpointError, match=rf"{name}: damaged"):
        check(folder)


@pytest.mark.parametrize("name", MODEL_FILES)
def test_a_cut_or_missing_file(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    with pytest.raises(CheckpointError, match=rf"{name}: has \d+ bytes, should have"):
        check(folder)
    (folder / name).unlink()
    with pytest.raises(CheckpointError, match=rf"{name}: missing"):
        check(folder)
    with pytest.raises(CheckpointError, match=rf"{name}: missing"):
        seal(folder)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda m: m.update(version=99), "version 99, this program reads version 1"),
        (lambda m: m.update(format="other"), "not the manifest of a model"),
        (lambda m: m.update(files=[]), "malformed"),
        (lambda m: m.update(files={"../x": {}}), "malformed"),
        (lambda m: m["files"].update({"config.json": 3}), "malformed"),
        (lambda m: m["files"].pop("config.json"), "does not list config.json"),
    ],
)
def test_other_manifests(folder: Path, change: Callable[[dict[str, object]], object], reason: str) -> None:
    edit(folder, change)
    with pytest.raises(CheckpointError, match=reason):
        check(folder)


def test_no_manifest(folder: Path, tmp_path: Path) -> None:
    (folder / MANIFEST_FILE).write_text("[")
    with pytest.raises(CheckpointError, match="not readable"):
        check(folder)
    (folder / MANIFEST_FILE).unlink()
    with pytest.raises(CheckpointError, match="holds no model"):
        check(folder)
    with pytest.raises(CheckpointError, match="no such folder"):
        check(tmp_path / "nowhere")
