"""A project's symbols among the markers of a model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import typilus
from typilus.explorer.project_symbols import picture_project

SHOP = """
class Basket:
    def __init__(self, owner: str):
        self.owner = owner


def find(owner, baskets: list[Basket]) -> Basket:
    return baskets[0]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "shop.py").write_text(SHOP)
    (folder / "broken.py").write_text("def (:\n")
    return folder


def test_symbols_are_asked_without_their_own_annotations(project: Path, model_folder: Path) -> None:
    model = typilus.load(model_folder)
    count = len(model.space.map)
    positions = np.stack([np.arange(count), np.arange(count)], axis=1).astype(np.uint16)
    picture = picture_project(model, model.space, positions, str(project))
    symbols = {symbol.name: symbol for symbol in picture.symbols}
    assert symbols["find.owner"].annotation is None
    assert symbols["find.owner"].code.startswith("def find(owner")
    assert symbols["find.baskets"].annotation == "list[shop.Basket]"
    own = count + list(symbols).index("find.baskets")
    assert all(number != own for number, _ in symbols["find.baskets"].neighbors)
    assert all(0 <= symbol.position[0] < count for symbol in picture.symbols)
    assert sum(chance for _, chance in symbols["find.owner"].votes) <= 1.0001
    distances = [distance for _, distance in symbols["find.owner"].neighbors]
    assert distances == sorted(distances)
    assert "shop.Basket" in picture.classes
    assert [path for path, _ in picture.unread] == ["broken.py"]
