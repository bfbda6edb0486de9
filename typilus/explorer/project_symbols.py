"""A project's symbols among the markers of a type map."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from graph_extraction import Symbol
from typilus.errors import TypilusError
from typilus.explorer.layout import Positions, between
from typilus.explorer.picture_values import PicturedProject, PicturedSymbol
from typilus.prediction import Predictor
from typilus.project import AnalyzedFile, ProjectMarkers, read_file
from typilus.typespace import FloatMatrix, TypeSpace, vote

__all__ = ["picture_project"]

_VOTES = 5
_NEIGHBORS = 10
_ANCHORS = 5
_LONGEST_LINE = 300
_Key = tuple[str, int, str]


def picture_project(
    model: Predictor,
    space: TypeSpace,
    positions: Positions,
    folder: str,
    announce: Callable[[str], None] = lambda text: None,
) -> PicturedProject:
    """Embed all symbols of a project, and find the nearest markers of each: those of the map and of the project.

    Args:
        model: Embeds the project's files.
        space: M markers, without those of the project.
        positions: `[M, 2]`, where they are in the picture.
        folder: The project.
        announce: Called with a line about each step.

    Raises:
        TypilusError: The project is no folder.
    """
    announce(f"embedding the symbols of {folder}")
    markers = model.load_project(folder)
    around = space.with_overlay(markers.type_map)
    files, unread = [], []
    for path in markers.summaries:
        try:
            file = read_file(path, folder)
        except TypilusError as error:
            unread.append((os.path.relpath(path, folder), str(error)))
            continue
        if file.graph.symbols:
            files.append((path, file))
    sketches = list(_sketches(model, around, positions, files, _overlay_rows(markers)))
    number_of_row = {row: number for number, sketch in enumerate(sketches) for row in sketch.own_rows}
    unread += [(os.path.relpath(path, folder), reason) for path, reason in markers.unread]
    symbols = tuple(_pictured(sketch, folder, len(space.map), number_of_row) for sketch in sketches)
    return PicturedProject(symbols, tuple(sorted(markers.hierarchy())), tuple(unread))


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A symbol whose neighbors in the project are still rows of the overlay."""

    path: str
    symbol: Symbol
    code: str
    annotation: str | None
    own_rows: tuple[int, ...]
    position: tuple[int, int]
    votes: tuple[tuple[str, float], ...]
    neighbors: tuple[tuple[int, float], ...]


def _overlay_rows(markers: ProjectMarkers) -> dict[_Key, list[tuple[int, str]]]:
    """The project's markers, each with its type, by file, line and name."""
    rows: dict[_Key, list[tuple[int, str]]] = {}
    for row in range(len(markers.type_map)):
        marker = markers.type_map.marker(row)
        rows.setdefault((marker.path, marker.line, marker.name), []).append((row, marker.type))
    return rows


def _sketches(
    model: Predictor,
    space: TypeSpace,
    positions: Positions,
    files: list[tuple[str, AnalyzedFile]],
    overlay: dict[_Key, list[tuple[int, str]]],
) -> Iterator[_Sketch]:
    for path, file in files:
        vectors = model.embedder.embed([file.graph])[0].symbols
        lines = file.document.text.splitlines()
        middles = _middles(space, positions, vectors)
        for symbol, vector, position in zip(file.graph.symbols, vectors, middles, strict=True):
            own = [] if symbol.annotation is None else overlay.get((path, symbol.line, symbol.name), [])
            votes, neighbors = _ask(space, vector, [row for row, _ in own])
            code = lines[symbol.line - 1][:_LONGEST_LINE] if 0 < symbol.line <= len(lines) else ""
            rows = tuple(row for row, _ in own)
            yield _Sketch(path, symbol, code, own[0][1] if own else None, rows, position, votes, neighbors)


def _middles(space: TypeSpace, positions: Positions, vectors: FloatMatrix) -> list[tuple[int, int]]:
    """Positions of symbols in the picture: among the nearest markers of the map."""
    if not len(positions):
        return [(0, 0)] * len(vectors)
    ids, distances = space.index.query(vectors, _ANCHORS)
    anchors = positions[np.maximum(ids, 0)].astype(np.float64)
    return [(int(x), int(y)) for x, y in np.rint(between(anchors, distances)).tolist()]


def _ask(
    space: TypeSpace, vector: FloatMatrix, own_rows: list[int]
) -> tuple[tuple[tuple[str, float], ...], tuple[tuple[int, float], ...]]:
    """The votes of a symbol's neighbors and the nearest of them, without what is known of the symbol itself."""
    k = space.rule.k
    ids, distances = space.search(vector[None], k + len(own_rows))
    kept = ~np.isin(ids[0], np.asarray(own_rows, np.int64) + len(space.map)) & (ids[0] >= 0)
    ids, distances = ids[:, kept][:, :k], distances[:, kept][:, :k]
    types, chances = vote(space.type_ids(ids), distances, space.rule.p, _VOTES, space.rule.epsilon)
    ranked = zip(types[0].tolist(), chances[0].tolist(), strict=True)
    near = zip(ids[0, :_NEIGHBORS].tolist(), distances[0, :_NEIGHBORS].tolist(), strict=True)
    return tuple((space.types[type_id], chance) for type_id, chance in ranked if type_id >= 0), tuple(near)


def _pictured(sketch: _Sketch, folder: str, size: int, number_of_row: dict[int, int]) -> PicturedSymbol:
    symbol = sketch.symbol
    neighbors = []
    for row, distance in sketch.neighbors:
        if row < size:
            neighbors.append((row, distance))
        elif row - size in number_of_row:
            neighbors.append((size + number_of_row[row - size], distance))
    return PicturedSymbol(
        symbol.kind.value,
        f"{symbol.scope}.{symbol.name}" if symbol.scope else symbol.name,
        os.path.relpath(sketch.path, os.path.realpath(folder)),
        symbol.line,
        sketch.code,
        sketch.annotation,
        sketch.position,
        sketch.votes,
        tuple(neighbors),
    )
