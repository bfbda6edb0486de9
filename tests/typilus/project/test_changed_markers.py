"""Markers of a project of which one file has changed are those of the project read afresh."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_extraction import parse_source
from typilus.class_matching import ClassEntry, FileClasses
from typilus.project import DISK, AnalyzedFile, ModuleSummary, OpenDocuments, ProjectMarkers, analyzed
from typilus.project.marker_cache import FileMarkers
from typilus.typespace import TypeMap

DIMENSION = 2
PATHS = ("/p/a.py", "/p/b.py", "/p/c.py", "/p/tests/test_a.py")
TYPES = ("int", "str", "list[int]", "a.Shop", "b.Shop", "Any")
NAMES = ("width", "label", "shop")


def module(path: str) -> str:
    return path.removeprefix("/p/").removesuffix(".py").replace("/", ".")


@st.composite
def entries(draw: st.DrawFn, path: str) -> FileMarkers:
    """What one file annotates and defines; its text is told by two numbers, so that there are copies."""
    types = draw(st.lists(st.sampled_from(TYPES), max_size=4))
    names = [draw(st.sampled_from(NAMES)) for _ in types]
    classes = tuple(draw(st.lists(st.sampled_from(("Shop", "Item")), max_size=2, unique=True)))
    imports = (("Shop", "a", "Shop"),) if draw(st.booleans()) else ()
    vectors = np.array([[len(type_), len(name)] for type_, name in zip(types, names, strict=True)], np.float32)
    return FileMarkers(
        f"{draw(st.integers(0, 9))} {types} {names}",
        tuple(range(len(types))),
        tuple(types),
        tuple(names),
        tuple(range(1, len(types) + 1)),
        vectors.reshape(-1, DIMENSION),
        ModuleSummary(module(path), False, classes, imports, (), None),
        {f"{module(path)}.{name}": () for name in classes},
        tuple(ClassEntry(f"{module(path)}.{name}", name, "", frozenset(), ()) for name in classes),
        np.full((len(classes), DIMENSION), draw(st.integers(0, 2)), np.float32),
        (("a.Shop", True),) if imports else (),
    )


@st.composite
def projects(draw: st.DrawFn) -> dict[str, FileMarkers]:
    paths = draw(st.lists(st.sampled_from(PATHS), min_size=1, unique=True))
    found = {path: draw(entries(path)) for path in paths}
    return {path: entry for path, entry in found.items() if [e.digest for e in found.values()].count(entry.digest) == 1}


def columns(type_map: TypeMap) -> list[object]:
    """All that a map holds, to be compared."""
    origins = type_map.origins
    texts: list[object] = [type_map.types, type_map.vectors.tolist(), type_map.type_ids.tolist()]
    if origins is None:
        return texts
    rows = [origins.project_ids, origins.path_ids, origins.name_ids, origins.lines]
    return [*texts, origins.projects, origins.paths, origins.names, *(column.tolist() for column in rows)]


def outlook(markers: ProjectMarkers) -> list[object]:
    """All that is asked of a project's markers."""
    classes = markers.classes_seen_from(FILE, FileClasses((), np.empty((0, DIMENSION), np.float32), ()))
    seen = [markers, markers.seen_from("a"), markers.seen_from("tests.test_a")]
    return [
        *(columns(view.type_map) for view in seen),
        *(view.names.types_of(name) for view in seen for name in NAMES),
        *(markers.rows_of(path, entry.digest) for path, entry in markers._entries.items()),
        *(markers.public(type_) for type_ in TYPES),
        markers.hierarchy(),
        markers.summaries,
        markers.importers.of("a", ["Shop"]),
        [markers.types.get(type_) for type_ in ("a.Shop", "b.Shop")],
        classes.table.entries,
        classes.table.vectors.tolist(),
    ]


def file_of(path: str, text: str) -> AnalyzedFile:
    return analyzed(parse_source(text, path), "/p")


FILE = file_of("/q/outside.py", "x = 1\n")
NOTHING = ModuleSummary("q", False, (), (), (), None)
EMPTY = FileMarkers("", (), (), (), (), np.empty((0, DIMENSION), np.float32), NOTHING)


@settings(max_examples=12)
@given(st.data())
def test_a_changed_file_is_as_if_the_project_were_read_afresh(data: st.DataObject) -> None:
    known = data.draw(projects())
    markers = ProjectMarkers("/p", known, DIMENSION)
    for _ in range(2):
        outlook(markers)  # whatever is remembered is remembered now
        path = data.draw(st.sampled_from(PATHS))
        entry = data.draw(entries(path))
        if path in known and data.draw(st.booleans()):  # a keystroke that changes no definition
            entry = replace(entry, summary=known[path].summary)
        known = {**{other: kept for other, kept in known.items() if kept.digest != entry.digest}, path: entry}
        markers = markers.with_entry(path, entry, OpenDocuments({path: entry.digest}))
        assert outlook(markers) == outlook(ProjectMarkers("/p", known, DIMENSION))
        assert markers.documents.unsaved


@settings(max_examples=10)
@given(st.data())
def test_a_file_that_is_predicted_takes_the_place_of_its_markers(data: st.DataObject) -> None:
    known = data.draw(projects())
    path = data.draw(st.sampled_from((*PATHS, "/q/outside.py")))
    file = file_of(path, "width: int = 3\nlabel: list[int] = []\n")
    vectors: npt.NDArray[np.float32] = np.arange(4, dtype=np.float32).reshape(2, DIMENSION)
    type_map, rows = ProjectMarkers("/p", known, DIMENSION).with_file(file, vectors)
    others = {other: entry for other, entry in known.items() if other != path}
    entry = replace(known.get(path, EMPTY), positions=(0, 1), types=("int", "list[int]"), names=("width", "label"))
    entry = replace(entry, lines=(1, 2), vectors=vectors)
    assert columns(type_map) == columns(ProjectMarkers("/p", {**others, path: entry}, DIMENSION).type_map)
    assert [type_map.marker(rows[position]).name for position in (0, 1)] == ["width", "label"]


def test_a_changed_body_leaves_the_names_of_all_classes_alone() -> None:
    markers = ProjectMarkers("/p", {path: replace(EMPTY, digest=path) for path in PATHS}, DIMENSION)
    entry = replace(EMPTY, positions=(0,), types=("int",), names=("width",), lines=(1,), vectors=np.ones((1, 2), "f4"))
    assert markers.with_entry(PATHS[0], entry, DISK).exports is markers.exports
    other = replace(entry, summary=replace(EMPTY.summary, classes=("Shop",)))
    assert markers.with_entry(PATHS[0], other, DISK).exports is not markers.exports
