"""Other files of the project: the classes that a file names, and who calls what it defines; never its own disk text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph_extraction import parse_source
from tests.typilus.infilling.prompts.prompt_reading import shown
from typilus.infilling.prompts.project_code import ProjectCode
from typilus.infilling.prompts.scope_prompts import ScopePrompts
from typilus.models import embedded_folder, load_predictor
from typilus.prediction import Predictor
from typilus.project import ProjectMarkers
from typilus.project.reading import AnalyzedFile, analyzed

FILES = {
    "pkg/__init__.py": "from pkg.items import Item\n",
    "pkg/items.py": "class Item:\n    tax: float = 0.2\n    def price(self, count: int) -> float: return 1.0\n",
    "pkg/shop.py": "from pkg import Item\n\ndef buy(item: Item, count: int) -> int:\n    return count\n",
    "pkg/main.py": "from pkg.shop import buy\n\nbought = buy(None, 3)\n",
    "pkg/alone.py": "def buy(x): ...\nbuy(4)\n",
}
BARE = "from pkg import Item\n\ndef buy(item, count):\n    return Item.tax\n"


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return load_predictor(embedded_folder())


@pytest.fixture
def project(predictor: Predictor, tmp_path: Path) -> ProjectMarkers:
    _write(tmp_path, FILES)
    return predictor.load_project(tmp_path)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def shop(project: ProjectMarkers) -> AnalyzedFile:
    return analyzed(parse_source(BARE, str(Path(project.folder) / "pkg/shop.py")), project.folder)


def test_a_class_is_found_where_it_is_defined(project: ProjectMarkers) -> None:
    code = ProjectCode(project, shop(project))
    outline = ["".join(map(str, line)) for line in code.class_outline("pkg.Item")]
    assert outline == ["class Item:", "    tax: float = 0.2", "    def price(self, count: int) -> float: ..."]
    assert code.class_outline("pkg.Nothing") == []
    assert code.class_outline("pathlib.Path") == []


def test_calls_are_those_of_files_that_import_it(project: ProjectMarkers) -> None:
    code = ProjectCode(project, shop(project))
    assert [site.text for site in code.calls_of("buy")] == ["bought = buy(None, 3)"]


def test_a_prompt_shows_both_and_nothing_that_the_file_says_on_disk(project: ProjectMarkers) -> None:
    prompts = ScopePrompts(shop(project), project)
    (node,) = [node for node in prompts.tree.nodes if node.id == "buy"]
    text = shown(prompts.prompt(node, [place.symbol for place in prompts.places], {}).text)
    assert "class Item:\n    tax: float = 0.2\n" in text
    assert "def buy(item: _hole_, count: _hole_) -> _hole_:" in text
    assert "#   bought = buy(None, 3)" in text
    assert "item: Item" not in text
