"""The user's own types: found once in the project, never leaked to the symbol they stand on."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from graph_extraction import ProgramGraph, SymbolKind
from typilus.errors import TypilusError
from typilus.prediction.file_prediction import FilePrediction
from typilus.prediction.predictor import Predictor
from typilus.project import Embedding
from typilus.project.marker_cache import MarkerCache
from typilus.project.marker_reading import ProjectLimits
from typilus.project.project_markers import ProjectMarkers
from typilus.typespace import TypeMap, TypeSpace, VotingRule

DIMENSION = 8


class NameEmbedder:
    """Symbols of one name and kind lie at one place: the ideal network for these tests. Counts what it is asked."""

    dimension = DIMENSION

    def __init__(self, fingerprint: str = "by name") -> None:
        self.fingerprint = fingerprint
        self.asked: list[str] = []

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        self.asked.extend(graph.path for graph in graphs)
        vectors = [[self.place(symbol.name, symbol.kind) for symbol in graph.symbols] for graph in graphs]
        return [Embedding(np.array(rows, np.float32).reshape(-1, DIMENSION)) for rows in vectors]

    @staticmethod
    def place(name: str, kind: SymbolKind) -> npt.NDArray[np.float32]:
        seed = zlib.crc32(f"{name} {kind.value}".encode())
        return np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)


@pytest.fixture
def embedder() -> NameEmbedder:
    return NameEmbedder()


@pytest.fixture
def predictor(embedder: NameEmbedder, tmp_path: Path) -> Predictor:
    known = {"count": "int", "title": "str", "ratio": "float"}
    vectors = np.stack([NameEmbedder.place(name, SymbolKind.PARAMETER) for name in known])
    space = TypeSpace(TypeMap.build(vectors, list(known.values())), rule=VotingRule(k=3, p=4.0))
    return Predictor(embedder, space, cache=MarkerCache(tmp_path / "cache"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A package whose type `Zwiebel` no corpus contains."""
    files = {
        "garden/__init__.py": "from garden._plants import Zwiebel\n",
        "garden/_plants.py": "class Zwiebel:\n    pass\n\ndef plant(bulb: Zwiebel, depth: float) -> None:\n    pass\n",
        "garden/beds.py": "import garden\n\ndef water(bulb, depth, count):\n    return bulb\n",
        "garden/own.py": "from garden import Zwiebel\n\n\ndef grow(bulb: Zwiebel):\n    pass\n",
        "broken.py": "def f(:\n",
        "plain.py": "def f(x):\n    return x\n",
    }
    root = tmp_path / "project"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def types_of(prediction: FilePrediction, name: str) -> list[str]:
    (found,) = [each for each in prediction if each.symbol.name == name and each.symbol.kind is SymbolKind.PARAMETER]
    return [candidate.type for candidate in found.candidates]


def test_what_git_ignores_is_not_of_the_project(predictor: Predictor, embedder: NameEmbedder, project: Path) -> None:
    (project / ".gitignore").write_text("garden/_*.py\n!broken.py\n")
    predictor.load_project(project)
    assert [Path(path).name for path in embedder.asked] == ["own.py"]
    (project / ".gitignore").unlink()
    predictor.load_project(project)
    assert sorted({Path(path).name for path in embedder.asked}) == ["_plants.py", "own.py"]


def test_a_type_seen_once_in_the_project_is_predicted(predictor: Predictor, project: Path) -> None:
    path = project / "garden" / "beds.py"
    alone = predictor.predict(path)
    assert "garden.Zwiebel" not in types_of(alone, "bulb")
    adapted = predictor.predict(path, project=project)
    assert types_of(adapted, "bulb")[0] == "garden.Zwiebel"
    assert types_of(adapted, "depth")[0] == "float"
    assert types_of(adapted, "count")[0] == "int"


def test_the_type_is_written_as_the_file_would(predictor: Predictor, project: Path) -> None:
    def text(name: str) -> str:
        prediction = predictor.predict(project / "garden" / name, project=project)
        (found,) = [each for each in prediction if each.symbol.name == "bulb"]
        assert found.best is not None
        assert found.best.type == "garden.Zwiebel"
        return found.best.text

    assert text("beds.py") == "garden.Zwiebel"
    assert text("own.py") == "Zwiebel"
    assert text("_plants.py") == "Zwiebel"


def test_a_symbols_own_annotation_never_votes_for_it(predictor: Predictor, project: Path) -> None:
    lonely = project / "lonely.py"
    lonely.write_text("class Unik:\n    pass\n\ndef f(tulip: Unik):\n    pass\n")
    prediction = predictor.predict(lonely, project=project)
    assert "lonely.Unik" not in types_of(prediction, "tulip")
    (tulip,) = [each for each in prediction if each.symbol.name == "tulip"]
    assert tulip.existing == "Unik"


def test_examining_names_the_markers_of_every_type(predictor: Predictor, project: Path) -> None:
    path = project / "garden" / "own.py"
    found = predictor.file_examiner(project)(path)
    # Only what is annotated, and never the symbol itself among its markers.
    (bulb,) = found
    assert (bulb.symbol.name, bulb.existing) == ("bulb", "Zwiebel")
    assert bulb.best is not None
    assert bulb.best.type == "garden.Zwiebel"
    (neighbor,) = bulb.best.evidence
    plants = project / "garden" / "_plants.py"
    assert (neighbor.marker.path, neighbor.marker.line, neighbor.marker.name) == (str(plants.resolve()), 4, "bulb")
    assert neighbor.distance == 0


def test_predictions_name_no_markers_unless_asked(predictor: Predictor, project: Path) -> None:
    prediction = predictor.predict(project / "garden" / "own.py", project=project)
    assert not any(candidate.evidence for each in prediction for candidate in each.candidates)


def test_the_hierarchy_has_public_names(predictor: Predictor, project: Path) -> None:
    (project / "garden" / "_more.py").write_text("from garden._plants import Zwiebel\n\nclass Lauch(Zwiebel): ...\n")
    # From the network's side and from the cache.
    for _ in range(2):
        hierarchy = predictor.load_project(project).hierarchy()
        assert hierarchy["garden._more.Lauch"] == ("garden.Zwiebel",)


def test_other_annotations_of_the_file_do_vote(predictor: Predictor, project: Path) -> None:
    lonely = project / "lonely.py"
    lonely.write_text("class Unik:\n    pass\n\ndef f(tulip: Unik):\n    pass\n\ndef g(tulip):\n    pass\n")
    prediction = predictor.predict(lonely, project=project)
    votes = {each.symbol.scope: each.best.type for each in prediction if each.symbol.name == "tulip" and each.best}
    assert votes["g"] == "lonely.Unik"
    assert votes["f"] != "lonely.Unik"


@pytest.mark.parametrize("saved", [True, False], ids=["as saved", "edited since"])
def test_a_copy_of_the_file_does_not_give_its_labels_away(predictor: Predictor, project: Path, saved: bool) -> None:
    text = "class Unik:\n    pass\n\ndef f(tulip: Unik):\n    pass\n"
    (project / "lonely.py").write_text(text if saved else "# old\n" + text)
    (project / "vendored.py").write_text(text)
    prediction = predictor.predict_source(text, path=str(project / "lonely.py"), project=project)
    assert not {"lonely.Unik", "vendored.Unik"} & set(types_of(prediction, "tulip"))


def test_unsaved_text_replaces_what_lies_on_disk(predictor: Predictor, project: Path) -> None:
    path = project / "garden" / "own.py"
    text = "import decimal\n\ndef grow(sack: decimal.Decimal):\n    pass\n\ndef f(sack):\n    pass\n"
    prediction = predictor.predict_source(text, path=str(path), project=project)
    (sack,) = [each for each in prediction if each.symbol.name == "sack" and each.symbol.scope == "f"]
    assert sack.best is not None
    assert sack.best.type == "decimal.Decimal"
    assert sack.best.text == "decimal.Decimal"


def test_a_file_outside_profits_too(predictor: Predictor, project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.py"
    outside.write_text("def f(bulb):\n    pass\n")
    assert types_of(predictor.predict(outside, project=project), "bulb")[0] == "garden.Zwiebel"


def test_unreadable_files_are_noted_and_passed_over(predictor: Predictor, project: Path) -> None:
    (project / "huge.py").write_text("x = 1\n" * 1000)
    markers = predictor.load_project(project, limits=ProjectLimits(file_bytes=1000))
    reasons = {os.path.relpath(path, project): reason for path, reason in markers.unread}
    assert set(reasons) == {"broken.py", "huge.py"}
    assert "larger than 1,000 bytes" in reasons["huge.py"]


def test_bounds_hold(predictor: Predictor, project: Path) -> None:
    few = predictor.load_project(project, limits=ProjectLimits(files=2))
    assert len(few.unread) == 2  # the broken one, and the word that there are more
    assert "of the project's 6 files are left out: at most 2 are read" in few.unread[-1][1]
    none = predictor.load_project(project, limits=ProjectLimits(markers=0))
    assert len(none.type_map) == 0


def test_unchanged_files_are_embedded_once(predictor: Predictor, project: Path, embedder: NameEmbedder) -> None:
    first = predictor.load_project(project)
    annotated = [str(project / "garden" / name) for name in ("_plants.py", "own.py")]
    assert embedder.asked == annotated, "files without annotations are not embedded"
    embedder.asked.clear()
    second = predictor.load_project(project)
    assert embedder.asked == []
    assert np.array_equal(first.type_map.vectors, second.type_map.vectors)
    assert first.type_map.types == second.type_map.types
    (project / "garden" / "own.py").write_text("def f(bed: str):\n    pass\n")
    third = predictor.load_project(project)
    assert embedder.asked == annotated[1:]
    assert "str" in third.type_map.types


def test_another_network_does_not_use_the_cache(predictor: Predictor, project: Path, embedder: NameEmbedder) -> None:
    predictor.load_project(project)
    another = NameEmbedder("another")
    Predictor(another, predictor.space, cache=predictor._cache).load_project(project)
    assert len(another.asked) == 2


def test_loaded_once_it_serves_many_calls(predictor: Predictor, project: Path, embedder: NameEmbedder) -> None:
    markers = predictor.load_project(project)
    assert isinstance(markers, ProjectMarkers)
    embedder.asked.clear()
    found = list(predictor.predict_paths([project / "garden"], project=markers))
    assert len(found) == len(embedder.asked) == 4


def test_a_project_must_be_a_folder(predictor: Predictor, project: Path) -> None:
    with pytest.raises(TypilusError, match="no such folder"):
        predictor.predict(project / "plain.py", project=project / "nowhere")
    with pytest.raises(TypilusError, match="no such folder"):
        predictor.predict_paths([project], project=project / "plain.py")


def test_a_project_without_annotations_changes_nothing(predictor: Predictor, project: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    path = project / "garden" / "beds.py"
    assert predictor.predict(path, project=empty).to_json() == predictor.predict(path).to_json()


def test_moving_a_file_moves_its_types(predictor: Predictor, project: Path) -> None:
    """The module is part of the key: the same text in another package means other classes."""
    predictor.load_project(project)
    shutil.move(project / "garden", project / "park")
    (project / "park" / "__init__.py").write_text("from park._plants import Zwiebel\n")
    assert "park.Zwiebel" in predictor.load_project(project).type_map.types


def test_what_tests_annotate_speaks_for_tests_alone(predictor: Predictor, project: Path) -> None:
    (project / "tests").mkdir()
    text = "from garden import Zwiebel\n\nclass FakeShovel(Zwiebel):\n    pass\n\ndef dig(shovel: FakeShovel): ...\n"
    (project / "tests" / "test_digging.py").write_text(text)
    (project / "tests" / "test_more.py").write_text("def dig_again(shovel): ...\n")
    (project / "garden" / "tools.py").write_text("def sharpen(shovel): ...\n")
    markers = predictor.load_project(project)
    files = [project / "garden" / "tools.py", project / "tests" / "test_more.py"]
    types = {Path(file.path).name: types_of(file, "shovel") for file in predictor.predict_paths(files, project=markers)}
    assert "tests.test_digging.FakeShovel" in types["test_more.py"]
    assert not [type_ for type_ in types["tools.py"] if "FakeShovel" in type_]


def test_the_folders_that_modules_are_imported_from_are_those_of_most_modules_first(
    predictor: Predictor, tmp_path: Path
) -> None:
    names = ("a/src/one/__init__.py", "a/src/one/deep/__init__.py", "b/src/two/__init__.py", "b/src/two/part.py")
    for number, name in enumerate((*names, "b/src/two/other.py")):
        (tmp_path / "mono" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mono" / name).write_text(f"def f{number}(count: int): ...\n")
    root = (tmp_path / "mono").resolve()
    assert predictor.load_project(root).import_roots == (root / "b/src", root / "a/src")
