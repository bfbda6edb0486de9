"""From a model folder and a project to a page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.typilus.small_model import write_small_model
from typilus.explorer import explore, exploring, page_of
from typilus.explorer.layout import Positions
from typilus.typespace import TypeMap


def test_a_sample_with_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lay_out(type_map: TypeMap, **_: object) -> Positions:
        return np.zeros((len(type_map), 2), np.uint16)

    monkeypatch.setattr(exploring, "lay_out", lay_out)
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "shop.py").write_text("def add(price: int):\n    return price\n")
    page = explore(write_small_model(tmp_path / "model"), tmp_path / "shop", most=30)
    assert len(page.picture.type_map) == len(page.picture.positions) == 30
    assert page.picture.title == "TypeSpace and shop"
    assert {symbol.name for symbol in page.picture.project.symbols} == {"add", "add.price"}
    assert all(number < 32 for symbol in page.picture.project.symbols for number, _ in symbol.neighbors)
    assert "TypeSpace and shop" in page_of(page.picture)
