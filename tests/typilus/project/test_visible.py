"""What a file can name: its own classes and aliases, imports, and with a project the other files' classes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from graph_extraction import ProgramGraph
from typilus.project import Embedding
from typilus.project.marker_cache import MarkerCache
from typilus.project.marker_reading import MarkerReader
from typilus.project.naming import words_of
from typilus.project.project_markers import ProjectMarkers
from typilus.project.reading import read_text
from typilus.project.visible import VisibleTypes, VisibleTypesCache

TEXT = """\
import numpy as np
from pathlib import Path
from typing import Optional
from shops import Shop as Store, open_shop
class Till:
    class Drawer: pass
Money = int | float
cash = Till()
limit = MAXIMUM = 3
"""


class Zeros:
    """An embedder that knows nothing."""

    dimension = 4
    fingerprint = ""

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        return [Embedding(np.zeros((len(graph.symbols), 4), np.float32)) for graph in graphs]


@pytest.fixture
def markers(tmp_path: Path) -> ProjectMarkers:
    package = tmp_path / "pkg"
    package.mkdir()
    (package / "__init__.py").write_text("from .orders import Order\n")
    (package / "orders.py").write_text(
        "from web import Client\nclass Order: pass\nclass _Hidden: pass\nIds = list[int]\n"
    )
    (package / "till.py").write_text("from pkg import Order\nfrom secret import Vault\nx: Vault = 1\n")
    return MarkerReader(Zeros(), MarkerCache(None)).read(tmp_path)


def test_a_file_alone() -> None:
    visible = VisibleTypes(read_text(TEXT))
    assert {each.name: (each.type, each.where) for each in visible.own.values()} == {
        "Till": ("Till", "own"),
        "Drawer": ("Till.Drawer", "own"),
        "Money": ("float | int", "own"),
        "Path": ("pathlib.Path", "imported"),
        "Store": ("shops.Shop", "imported"),
    }
    assert visible.where("str") == visible.where("decimal.Decimal") == "standard"
    assert visible.where("numpy.ndarray") == "imported"
    assert visible.where("pandas.DataFrame") == "unknown"
    assert visible.named("Store") == "shops.Shop"
    assert visible.can_be_imported("pandas.DataFrame"), "nothing is known of the project"


def test_with_the_project(markers: ProjectMarkers) -> None:
    file = read_text("def f(order, vault): pass\n", str(Path(markers.folder) / "pkg" / "new.py"), markers.folder)
    visible = VisibleTypesCache(markers.types).for_file(file)
    assert visible.where("pkg.Order") == "project"
    assert visible.where("web.Client") == "elsewhere"
    assert visible.where("secret.Vault") == "elsewhere"
    assert visible.files("pkg.Order") == 2
    assert [each.type for each, _ in visible.nearest(words_of("order"), 3)] == ["pkg.Order"]
    assert [each.type for each, _ in visible.nearest(words_of("ids"), 3)] == ["list[int]"]
    assert not visible.nearest(words_of("hidden"), 3)
    assert visible.can_be_imported("web.Server")
    assert not visible.can_be_imported("pandas.DataFrame")


def test_what_the_file_itself_imports_on_disk_is_not_told(markers: ProjectMarkers) -> None:
    file = read_text("def f(order, vault): pass\n", str(Path(markers.folder) / "pkg" / "till.py"), markers.folder)
    visible = VisibleTypesCache(markers.types).for_file(file)
    assert visible.where("secret.Vault") == "unknown"
    assert not visible.nearest(words_of("vault"), 3)
    assert visible.files("pkg.Order") == 1


def test_nobody_names_a_class_that_a_function_of_another_file_keeps_to_itself(tmp_path: Path) -> None:
    (tmp_path / "shops.py").write_text(
        "class Shop:\n    class Till: pass\n    def open(self):\n        class Door: pass\n"
        "def make():\n    class Shop: pass\n"
    )
    (tmp_path / "main.py").write_text(text := "from shops import Shop, make\n")
    markers = MarkerReader(Zeros(), MarkerCache(None)).read(tmp_path)
    file = read_text(text, str(tmp_path / "main.py"), markers.folder)
    visible = VisibleTypesCache(markers.types).for_file(file)
    for hidden in ("shops.make.Shop", "shops.Shop.open.Door"):
        assert visible.where(hidden) == "unknown"
        assert not visible.can_be_imported(hidden)
    assert visible.called(("shop",)) == ["shops.Shop"]
    assert visible.called(("till",)) == visible.called(("shop", "till")) == ["shops.Shop.Till"]
    assert visible.called(("shop", "door")) == visible.called(("door",)) == visible.called(()) == []
    for shown in ("shops.Shop", "shops.Shop.Till"):
        assert visible.where(shown) == "imported"
        assert visible.can_be_imported(shown)
