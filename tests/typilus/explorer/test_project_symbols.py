"""A project's symbols in the picture: all of them, with neighbors among the markers and the project."""

from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.small_model import write_small_model
from typilus.explorer import PicturedProject
from typilus.explorer.project_symbols import picture_project
from typilus.models import load_predictor

SHOP = """class Shop:
    def add(self, price, count: int) -> "Shop":
        return self


def make(price) -> Shop:
    return Shop()


def take(price: int) -> Shop:
    return Shop()
"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> tuple[PicturedProject, int]:
    folder = tmp_path_factory.mktemp("project")
    (folder / "shop.py").write_text(SHOP)
    (folder / "broken.py").write_text("def (:\n")
    model = load_predictor(write_small_model(tmp_path_factory.mktemp("model")))
    positions = np.arange(2 * len(model.space.map)).reshape(-1, 2).astype(np.uint16)
    return picture_project(model, model.space, positions, str(folder)), len(model.space.map)


def test_every_symbol_is_there(pictured: tuple[PicturedProject, int]) -> None:
    project, _ = pictured
    names = {(symbol.kind, symbol.name): symbol for symbol in project.symbols}
    assert names["parameter", "Shop.add.count"].annotation == "int"
    assert names["return", "make"].annotation == "shop.Shop"
    assert names["parameter", "make.price"].annotation is None
    assert names["parameter", "make.price"].code == "def make(price) -> Shop:"
    assert project.classes == ("shop.Shop",)
    assert [path for path, _ in project.unread] == ["broken.py"]


def test_neighbors_are_markers_or_symbols_of_the_project_but_never_the_symbol_itself(
    pictured: tuple[PicturedProject, int],
) -> None:
    project, size = pictured
    numbers = [number for symbol in project.symbols for number, _ in symbol.neighbors]
    assert all(0 <= number < size + len(project.symbols) for number in numbers)
    twin = next(number for number, symbol in enumerate(project.symbols) if symbol.name == "take.price")
    price = next(symbol for symbol in project.symbols if symbol.name == "make.price")
    assert size + twin in [number for number, _ in price.neighbors]
    for own, symbol in enumerate(project.symbols):
        assert size + own not in [number for number, _ in symbol.neighbors]
        distances = [distance for _, distance in symbol.neighbors]
        assert distances == sorted(distances)
        assert sum(chance for _, chance in symbol.votes) <= 1.0001
