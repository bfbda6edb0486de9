"""The nearest markers recommend their types, a symbol's own annotation never for itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from graph_extraction import ProgramGraph
from tests.typilus.recommenders.places_of import context_of, said_of, types_of
from typilus.project import Embedding
from typilus.project.marker_cache import MarkerCache
from typilus.project.marker_reading import MarkerReader
from typilus.project.project_markers import ProjectMarkers
from typilus.project.reading import read_file, read_text
from typilus.recommenders.space_recommender import TypeSpaceRecommender
from typilus.typespace import TypeMap, TypeMarker, TypeSpace, VotingRule


class FirstLetter:
    """Places symbols on a line by the first letters of their names: `a` at 0, `b` at 1, ..."""

    dimension = 1
    fingerprint = "letters"

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        rows = [[ord(symbol.name[0]) - ord("a") for symbol in graph.symbols] for graph in graphs]
        return [Embedding(np.array(letters, np.float32).reshape(-1, 1)) for letters in rows]


def space_of(*markers: tuple[float, str], k: int = 3) -> TypeSpace:
    vectors = np.array([[place] for place, _ in markers], np.float32)
    named = [TypeMarker(kind, "lib", f"{number}.py", number + 1, kind) for number, (_, kind) in enumerate(markers)]
    return TypeSpace(TypeMap.build(vectors, named), rule=VotingRule(k=k, p=1.0))


def markers_of(folder: Path, cache: Path) -> ProjectMarkers:
    return MarkerReader(FirstLetter(), MarkerCache(cache)).read(folder)


def test_nearer_types_come_first_with_their_distances() -> None:
    recommender = TypeSpaceRecommender(space_of((1, "int"), (4, "str"), (3, "int")))
    found = said_of(recommender, "def f(a): ...\n", FirstLetter())["f.a"]
    assert [(each.type, each.distance, each.source) for each in found] == [
        ("int", 1.0, "typespace"),
        ("str", 4.0, "typespace"),
    ]
    assert sum(each.probability for each in found) == pytest.approx(1.0)
    assert not any(each.evidence for each in found), "nobody asked for it"


def test_evidence_is_the_nearest_markers_of_each_type_and_no_more_than_asked_for() -> None:
    space = space_of((5, "int"), (2, "str"), (1, "int"), (4, "int"), k=4)
    found = said_of(TypeSpaceRecommender(space, evidence=2), "def f(a): ...\n", FirstLetter())["f.a"]
    told = {each.type: [(near.marker.path, near.distance) for near in each.evidence] for each in found}
    assert told == {"int": [("2.py", 1.0), ("3.py", 4.0)], "str": [("1.py", 2.0)]}


def test_receivers_and_names_of_types_are_not_asked_for() -> None:
    recommender = TypeSpaceRecommender(space_of((0, "int")))
    text = "Prices = list[int]\nclass Till:\n    def open(self, key): ...\n"
    assert set(said_of(recommender, text, FirstLetter())) == {"Till.open.key", "Till.open()"}
    assert (
        said_of(recommender, "", FirstLetter()) == said_of(recommender, "class Till:\n    pass\n", FirstLetter()) == {}
    )


def test_an_empty_space_recommends_nothing() -> None:
    assert said_of(TypeSpaceRecommender(TypeSpace(TypeMap.empty(1))), "x = y\n", FirstLetter()) == {}


@pytest.mark.parametrize("unsaved", ["", "\n# edited since\n"])
def test_a_symbol_is_no_marker_for_itself_and_its_neighbor_is(tmp_path: Path, unsaved: str) -> None:
    path = tmp_path / "project" / "own.py"
    path.parent.mkdir()
    path.write_text("def one(first: bytes): ...\n\n\ndef two(further): ...\n")
    space = space_of((20, "int"), k=1)
    recommender = TypeSpaceRecommender(space, markers_of(path.parent, tmp_path / "cache"))
    file = read_text(path.read_text() + unsaved, str(path)) if unsaved else read_file(path)
    found = types_of(recommender, file, FirstLetter())
    assert found["two.further"] == ["bytes"]
    assert found["one.first"] == ["int"], "the next marker takes the place of its own"


def test_symbols_are_answered_in_their_order() -> None:
    recommender = TypeSpaceRecommender(space_of((0, "int"), (25, "str"), k=1))
    for text, types in (("def f(a): ...\n", ["int", "int"]), ("", []), ("def f(z): ...\n", ["int", "str"])):
        answers = recommender.recommend(context_of(read_text(text), FirstLetter()))
        assert [answer[0].type for answer in answers] == types
