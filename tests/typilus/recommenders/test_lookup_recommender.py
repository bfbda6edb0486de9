"""Types of symbols of the same name, the file's own left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.typilus.recommenders.places_of import said_of
from typilus.project.reading import read_text
from typilus.recommenders.lookup_recommender import LookUpRecommender
from typilus.recommenders.sources import CORPUS_NAMES
from typilus.typespace import NameTable, TypeMap, TypeMarker


def table(*markers: tuple[str, str, str]) -> NameTable:
    found = [TypeMarker(kind, "", path, 1, name) for name, kind, path in markers]
    return NameTable(TypeMap.build(np.zeros((len(found), 2), np.float32), found))


def test_shares_of_what_has_the_name(tmp_path: Path) -> None:
    own = str((tmp_path / "own.py").resolve())
    names = table(
        ("x", "int", "a.py"), ("x", "int", "b.py"), ("x", "str", "a.py"), ("x", "bool", own), ("y", "int", own)
    )
    file = read_text("def f(x, y, z): pass\n", own)
    found = said_of(LookUpRecommender(names, CORPUS_NAMES), file)
    assert [(each.type, each.probability, each.source) for each in found["f.x"]] == [
        ("int", 0.5, "corpus-names"),
        ("str", 0.25, "corpus-names"),
    ]
    assert list(found) == ["f.x"]


def test_a_map_without_origins_knows_no_names() -> None:
    assert not NameTable(TypeMap.build(np.zeros((1, 2), np.float32), ["int"])).types_of("x")
