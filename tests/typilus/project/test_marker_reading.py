from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph_extraction import ProgramGraph, SourceError, parse_source
from typilus.project import DISK, Embedding, MarkerCache, OpenDocuments
from typilus.project.marker_reading import MarkerReader

SAVED = "class Zwiebel: ...\ndef plant(bulb: Zwiebel) -> int: ...\n"
EDITED = "import decimal\nclass Tulpe: ...\ndef plant(bulb: Tulpe) -> decimal.Decimal: ...\n"


class Origin:
    """Every symbol lies at one place."""

    dimension, fingerprint = 2, "origin"

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        return [Embedding(np.zeros((len(graph.symbols), 2), np.float32)) for graph in graphs]


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    for name, text in {"plants.py": SAVED, "beds.py": "from plants import plant\ndef water(can: bytes): ...\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def reader(tmp_path_factory: pytest.TempPathFactory) -> MarkerReader:
    return MarkerReader(Origin(), MarkerCache(tmp_path_factory.mktemp("cache")))


def real(path: Path) -> str:
    return os.path.realpath(path)


def test_unsaved_texts_are_read_in_the_place_of_the_disk(garden: Path, reader: MarkerReader) -> None:
    documents = OpenDocuments({garden / "plants.py": EDITED, garden / "new.py": b"def sow(seed: complex): ...\n"})
    assert sorted(reader.read(garden).type_map.types) == ["bytes", "int", "plants.Zwiebel"]
    markers = replace(reader, documents=documents).read(garden)
    assert sorted(markers.type_map.types) == ["bytes", "complex", "decimal.Decimal", "plants.Tulpe"]
    assert markers.documents is documents
    assert sorted(reader.read(garden).type_map.types) == ["bytes", "int", "plants.Zwiebel"], "nothing was mixed up"


def test_one_file_is_read_again_in_the_place_of_its_former_text(garden: Path, reader: MarkerReader) -> None:
    markers = reader.read(garden)
    path = str(garden / "plants.py")
    assert reader.updated(markers, parse_source(SAVED, path)) is markers
    edited = reader.updated(markers, parse_source(EDITED, path))
    assert sorted(edited.type_map.types) == ["bytes", "decimal.Decimal", "plants.Tulpe"]
    assert set(edited.hierarchy()) == {"plants.Tulpe"}
    assert edited.documents.unsaved == {Path(real(garden / "plants.py")): EDITED}
    assert reader.updated(edited, parse_source(SAVED, path)).hierarchy() == markers.hierarchy()
    assert edited.seen_from("beds").documents is edited.documents
    assert markers.documents is DISK


def test_a_new_file_joins_its_project_and_no_other_does(
    garden: Path, reader: MarkerReader, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(garden)
    markers = reader.read(garden)
    text = "def sow(seed: complex): ...\n"
    assert "complex" in reader.updated(markers, parse_source(text, "new.py")).type_map.types
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "new.py"
    for path in (str(elsewhere), "<string>"):
        assert reader.updated(markers, parse_source(text, path)) is markers
    (garden / ".gitignore").write_text("build.py\n", "utf-8")
    (garden / "build.py").write_text("", "utf-8")
    assert reader.updated(markers, parse_source(text, "build.py")) is markers


def test_a_text_that_is_no_python_is_noted(garden: Path, reader: MarkerReader) -> None:
    broken = OpenDocuments({garden / "plants.py": "def"})
    ((path, reason),) = replace(reader, documents=broken).read(garden).unread
    assert path == str(garden / "plants.py")
    assert "plants.py:1" in reason
    with pytest.raises(SourceError):
        parse_source("def", path)
