"""A layout is made once, kept in the cache or the model, and never taken for that of another map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.typilus.small_model import write_small_model
from typilus.errors import CheckpointError
from typilus.explorer import add_layout, layout_files, layout_of, read_layout
from typilus.explorer.layout import Positions
from typilus.models import LAYOUT_FILE, TYPE_MAP_FILE, load_predictor, seal
from typilus.typespace import TypeMap, load_map, save_map


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    return write_small_model(tmp_path / "model")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the maps for which a layout was made."""
    sizes: list[int] = []

    def lay_out(type_map: TypeMap, *_: object, **__: object) -> Positions:
        sizes.append(len(type_map))
        return np.arange(2 * len(type_map)).reshape(-1, 2).astype(np.uint16)

    monkeypatch.setattr(layout_files, "lay_out", lay_out)
    return sizes


def test_it_is_made_once(folder: Path, made: list[int]) -> None:
    type_map = load_map(folder / TYPE_MAP_FILE)
    first = layout_of(folder, type_map)
    assert np.array_equal(first, layout_of(folder, type_map))
    assert made == [len(type_map)]
    assert read_layout(folder, type_map) is None
    save_map(type_map.without_origins(), folder / TYPE_MAP_FILE)
    seal(folder)
    layout_of(folder, type_map)
    assert len(made) == 2  # another map


def test_a_model_can_bring_it(folder: Path, made: list[int]) -> None:
    assert add_layout(folder) == folder / LAYOUT_FILE
    load_predictor(folder)  # the manifest knows it
    type_map = load_map(folder / TYPE_MAP_FILE)
    layout = read_layout(folder, type_map)
    assert layout is not None
    assert np.array_equal(layout, layout_of(folder, type_map))
    assert made == [len(type_map)]


def test_that_of_another_map_is_refused(folder: Path, made: list[int]) -> None:
    add_layout(folder)
    type_map = load_map(folder / TYPE_MAP_FILE)
    save_map(type_map.without_origins(), folder / TYPE_MAP_FILE)
    seal(folder)
    with pytest.raises(CheckpointError, match="of another map"):
        read_layout(folder, type_map)
