"""A layout is made once: for the model's folder or for the cache."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from typilus.errors import CheckpointError
from typilus.explorer import add_layout, layout_files, layout_of, read_layout
from typilus.explorer.layout import Positions
from typilus.models import LAYOUT_FILE, TYPE_MAP_FILE, check
from typilus.typespace import TypeMap, load_map


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the maps that were laid out, here simply in the order of their rows."""
    sizes: list[int] = []

    def lay_out(type_map: TypeMap, *_: object, **__: object) -> Positions:
        sizes.append(len(type_map))
        return np.stack([np.arange(len(type_map)), np.zeros(len(type_map))], axis=1).astype(np.uint16)

    monkeypatch.setattr(layout_files, "lay_out", lay_out)
    return sizes


def test_the_cache_keeps_it(folder: Path, made: list[int]) -> None:
    type_map = load_map(folder / TYPE_MAP_FILE)
    assert read_layout(folder, type_map) is None
    assert (layout_of(folder, type_map) == layout_of(folder, type_map)).all()
    assert made == [len(type_map)]


def test_a_model_brings_it(folder: Path, made: list[int]) -> None:
    type_map = load_map(folder / TYPE_MAP_FILE)
    assert add_layout(folder) == folder / LAYOUT_FILE
    check(folder)
    layout = read_layout(folder, type_map)
    assert layout is not None
    assert layout[:, 0].tolist() == list(range(len(type_map)))
    layout_of(folder, type_map)
    assert made == [len(type_map)]


def test_a_damaged_one_is_refused(folder: Path, made: list[int]) -> None:
    add_layout(folder)
    path = folder / LAYOUT_FILE
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CheckpointError, match=LAYOUT_FILE):
        read_layout(folder, load_map(folder / TYPE_MAP_FILE))


def test_one_of_another_map_is_refused(folder: Path, made: list[int]) -> None:
    add_layout(folder)
    type_map = load_map(folder / TYPE_MAP_FILE)
    with pytest.raises(CheckpointError, match="not the layout of this type map"):
        read_layout(folder, type_map.select(np.arange(3)))
