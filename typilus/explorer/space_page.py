"""A picture of the TypeSpace as one HTML page that needs nothing but itself (see `typilus.pages`)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from typilus import html_views
from typilus.counting import counted
from typilus.explorer.picture_values import PicturedSymbol, SpacePicture
from typilus.files import write_file
from typilus.pages import PageParts, build_page, clean, compact_json, packed
from typilus.typespace import MarkerOrigins
from typilus.version import VERSION

__all__ = ["SpacePage", "page_of"]

_PARTS = PageParts(
    Path(__file__).with_name("assets"),
    "space.html",
    "space.css",
    ("points.js", "drawing.js", "labels.js", "selecting.js", "details.js", "moving.js", "start.js"),
)
_DIGITS = 3


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SpacePage:
    """A picture of the TypeSpace. A notebook shows it as its page."""

    picture: SpacePicture

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page.

        Raises:
            RewriteError: The file cannot be written.
        """
        write_file(Path(path), page_of(self.picture).encode("utf-8"))

    def __repr__(self) -> str:
        markers, symbols = len(self.picture.type_map), len(self.picture.project.symbols)
        return f"<SpacePage {self.picture.title}: {counted(markers, 'marker')}, {counted(symbols, 'symbol')}>"

    def _repr_html_(self) -> str:
        return html_views.framed("TypeSpace", page_of(self.picture))


def page_of(picture: SpacePicture) -> str:
    """The page of a picture, the same for the same picture."""
    return build_page(_PARTS, picture.title, _data(picture))


def _data(picture: SpacePicture) -> Mapping[str, Any]:
    type_map = picture.type_map
    origins = type_map.origins or MarkerOrigins.unknown(len(type_map))
    types, type_ids = _by_frequency(type_map.types, type_map.type_ids)
    names, name_ids = _by_frequency(origins.names, origins.name_ids)
    columns: dict[str, npt.NDArray[Any]] = {
        "x": picture.positions[:, 0],
        "y": picture.positions[:, 1],
        "type": type_ids,
        "name": name_ids,
        "project": origins.project_ids,
        "path": origins.path_ids,
        "line": np.maximum(origins.lines, 0),
    }
    texts = {"types": types, "names": names, "projects": origins.projects, "paths": origins.paths}
    return {
        "title": clean(picture.title),
        "version": VERSION,
        "count": len(type_map),
        "columns": {name: _column(column) for name, column in columns.items()},
        "texts": {name: packed(compact_json(table).encode()) for name, table in texts.items()},
        "symbols": packed(compact_json([_symbol(symbol) for symbol in picture.project.symbols]).encode()),
        "classes": list(picture.project.classes),
        "unread": [list(file) for file in picture.project.unread],
    }


def _by_frequency(texts: Sequence[str], ids: npt.NDArray[np.int32]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """A table with the most frequent first, whose small numbers compress well."""
    order = np.argsort(-np.bincount(ids, minlength=len(texts)), kind="stable")
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.arange(len(order))
    return [texts[number] for number in order.tolist()], numbers[ids]


def _column(numbers: npt.NDArray[Any]) -> str:
    """Numbers as bytes, all lowest bytes first, then all second ones, as far as there are any."""
    planes = numbers.astype("<u4").view(np.uint8).reshape(-1, 4).T
    width = max((plane + 1 for plane in range(4) if planes[plane].any()), default=1)
    return packed(np.ascontiguousarray(planes[:width]).tobytes())


def _symbol(symbol: PicturedSymbol) -> list[Any]:
    return [
        *symbol.position,
        symbol.kind,
        symbol.name,
        symbol.path,
        symbol.line,
        symbol.code,
        symbol.annotation,
        [[type_, round(chance, _DIGITS)] for type_, chance in symbol.votes],
        [[number, round(distance, _DIGITS)] for number, distance in symbol.neighbors],
    ]
