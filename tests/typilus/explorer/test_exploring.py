"""From a model to a page."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from typilus.errors import CheckpointError
from typilus.explorer import add_layout, explore, exploring, layout_files
from typilus.explorer.layout import Positions
from typilus.typespace import TypeMap


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def lay_out(type_map: TypeMap, *_: object, **__: object) -> Positions:
        return np.stack([np.arange(len(type_map)), np.zeros(len(type_map))], axis=1).astype(np.uint16)

    for module in (layout_files, exploring):
        monkeypatch.setattr(module, "lay_out", lay_out)
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


def test_all_markers_or_a_sample(folder: Path) -> None:
    whole = explore(folder).picture
    assert len(whole.positions) == len(whole.type_map) > 20
    sample = explore(folder, most=20).picture
    assert len(sample.positions) == len(sample.type_map) == 20
    add_layout(folder)
    placed = explore(folder, most=20).picture
    assert placed.positions[:, 0].max() >= 20  # where the whole map has them


def test_with_a_project(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "prices.py").write_text("def price(item: str) -> int: ...\n")
    picture = explore(folder, tmp_path / "shop").picture
    assert picture.title == "TypeSpace and shop"
    assert [symbol.name for symbol in picture.project.symbols] == ["price", "price.item"]


def test_no_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        explore(tmp_path)
