"""Classes that nobody has annotated are recommended all the same."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph_extraction import SymbolKind
from tests.typilus.recommenders.places_of import context_of
from tests.typilus.small_model import write_small_matcher
from typilus.models.loading import load_predictor
from typilus.prediction.predictor import Predictor
from typilus.project.marker_cache import MarkerCache
from typilus.project.project_markers import ProjectMarkers
from typilus.project.reading import AnalyzedFile, read_file, read_text
from typilus.recommenders.definition_recommender import DefinitionRecommender
from typilus.recommenders.recommender import Recommendation

ALONE = """
from paint import WaterColor

class PriceTable:
    class Row: pass
    def add(self, price_table, row, water_color): pass
"""
FILES = {
    "shop/__init__.py": "from shop._core import StockRoom\n",
    "shop/_core.py": "class StockRoom:\n    def open(self): pass\n",
    "shop/use.py": "from shop import StockRoom\n\ndef f(stock_room, wood):\n    return StockRoom()\n",
    "shop/far.py": "def g(stock_room):\n    pass\n",
}


@pytest.fixture(scope="module")
def predictor(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Predictor:
    folder = tmp_path_factory.mktemp("matching") / "model"
    loaded = load_predictor(write_small_matcher(Path(shutil.copytree(model_folder, folder))))
    cache = MarkerCache(tmp_path_factory.mktemp("cache"))
    return Predictor(loaded.embedder, loaded.space, cache=cache, matcher=loaded.matcher)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def recommendations(
    predictor: Predictor, file: AnalyzedFile, markers: ProjectMarkers | None = None
) -> Sequence[Sequence[Recommendation]]:
    assert predictor.matcher is not None
    recommender = DefinitionRecommender(predictor.matcher, markers)
    return recommender.recommend(context_of(file, predictor.embedder, markers))


def found_in(
    predictor: Predictor, text: str, path: str = "a.py", markers: ProjectMarkers | None = None
) -> dict[str, list[Recommendation]]:
    file = read_text(text, path)
    answers = recommendations(predictor, file, markers)
    return {
        symbol.name: list(answer)
        for symbol, answer in zip(file.graph.symbols, answers, strict=True)
        if symbol.kind is SymbolKind.PARAMETER
    }


def test_a_file_alone_offers_its_own_classes_and_its_imports(predictor: Predictor) -> None:
    found = found_in(predictor, ALONE)
    assert found["price_table"][0].type.removesuffix(" | None") == "a.PriceTable"
    assert found["row"][0].type.removesuffix(" | None") == "a.PriceTable.Row"
    assert found["water_color"][0].type.removesuffix(" | None") == "paint.WaterColor"
    assert found["self"] == []


def test_probabilities_are_sorted_and_leave_room_for_other_types(predictor: Predictor) -> None:
    for answers in found_in(predictor, ALONE).values():
        chances = [each.probability for each in answers]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) <= 1 + 1e-6
        assert {each.source for each in answers} <= {"definition"}
        assert not any(each.certain for each in answers)


def test_optional_is_offered_beside_the_class(predictor: Predictor) -> None:
    types = [each.type for each in found_in(predictor, ALONE)["price_table"]]
    assert {"a.PriceTable", "a.PriceTable | None"} <= set(types)


def test_a_project_offers_its_classes_by_their_public_names(predictor: Predictor, project: Path) -> None:
    markers = predictor.load_project(project)
    for name in ("shop/use.py", "shop/far.py"):
        file = read_file(project / name, markers.folder)
        answers = recommendations(predictor, file, markers)
        named = {symbol.name: answer for symbol, answer in zip(file.graph.symbols, answers, strict=True)}
        assert named["stock_room"][0].type.removesuffix(" | None") == "shop.StockRoom"


def test_a_class_that_was_just_written_counts(predictor: Predictor, project: Path) -> None:
    markers = predictor.load_project(project)
    text = "class BrickWall: pass\ndef g(brick_wall): pass\n"
    found = found_in(predictor, text, str(project / "shop" / "far.py"), markers)
    assert found["brick_wall"][0].type.removesuffix(" | None") == "shop.far.BrickWall"


def test_classes_are_embedded_once(predictor: Predictor, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = predictor.load_project(project)
    monkeypatch.setattr(predictor.embedder, "embed", None)
    again = predictor.load_project(project)
    for path, entry in first._entries.items():
        assert again._entries[path].classes == entry.classes
        assert (again._entries[path].class_vectors == entry.class_vectors).all()


def test_a_file_without_symbols_or_classes(predictor: Predictor) -> None:
    assert recommendations(predictor, read_text("")) == []
    assert recommendations(predictor, read_text("lines = 1\n")) == [[]]
    assert found_in(predictor, "def f(x): pass\n") == {"x": []}


def test_a_class_of_a_function_has_no_name_to_write(predictor: Predictor) -> None:
    found = found_in(predictor, "def f(tin_box):\n    class TinBox: pass\n")
    assert found["tin_box"] == []
