"""The layout of a type map as a file: in the model's folder if the model has one, else in the user's cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from graph_extraction.intake import read_bytes
from typilus.errors import CheckpointError
from typilus.explorer.layout import Positions, lay_out
from typilus.files import EntryCache, cache_folder, write_file
from typilus.models import CELLS_FILE, LAYOUT_FILE, TYPE_MAP_FILE, check, listed_file, seal
from typilus.typespace import TypeMap, load_cells, load_map, map_digest

__all__ = ["add_layout", "layout_of", "read_layout"]

_FORMAT = "typilus-layout-1"
_BUDGET = 32_000_000


def layout_of(folder: Path, type_map: TypeMap, announce: Callable[[str], None] = lambda text: None) -> Positions:
    """Return the layout of a model's type map: the model's own, the one in the cache, or a new one.

    Args:
        folder: The model folder.
        type_map: Its type map, M markers.
        announce: Called with a line about each step of making one.

    Returns:
        `[M, 2]`.

    Raises:
        CheckpointError: The model's own is damaged or that of another map.
        TypilusError: There is none, and the library that makes one is not installed.
    """
    layout = read_layout(folder, type_map)
    if layout is not None:
        return layout
    digest = map_digest(folder / TYPE_MAP_FILE)
    cache, key = _cache(), hashlib.sha256(f"{_FORMAT} {digest}".encode()).hexdigest()
    kept = cache.load(key)
    if kept is not None:
        try:
            return _positions(kept, digest, len(type_map))
        except ValueError as error:
            cache.drop(key, error)
    layout = _made(folder, type_map, digest, announce)
    cache.save(key, _bytes(layout, digest))
    cache.trim()
    return layout


def read_layout(folder: Path, type_map: TypeMap) -> Positions | None:
    """The layout that a model brings, or None.

    Raises:
        CheckpointError: It is damaged or that of another map.
    """
    path = listed_file(folder, LAYOUT_FILE)
    if path is None:
        return None
    try:
        return _positions(read_bytes(path), map_digest(folder / TYPE_MAP_FILE), len(type_map))
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path}: not the layout of this type map: {error}; install the model again") from error


def add_layout(folder: Path, announce: Callable[[str], None] = lambda text: None) -> Path:
    """Put a layout into a model folder, so that nobody has to make one. Return its file.

    Raises:
        CheckpointError: The folder is no sound model.
        TypilusError: The library that makes it is not installed, or the folder cannot be written.
    """
    check(folder)
    type_map = load_map(folder / TYPE_MAP_FILE, is_checked=True)
    path, digest = folder / LAYOUT_FILE, map_digest(folder / TYPE_MAP_FILE)
    write_file(path, _bytes(_made(folder, type_map, digest, announce), digest))
    seal(folder)
    return path


def _made(folder: Path, type_map: TypeMap, digest: str, announce: Callable[[str], None]) -> Positions:
    path = listed_file(folder, CELLS_FILE)
    cells = None if path is None else load_cells(path, digest, len(type_map), type_map.dimension)
    return lay_out(type_map, cells, announce=announce)


def _cache() -> EntryCache:
    return EntryCache(cache_folder() / "layouts", ".safetensors", _BUDGET)


def _bytes(layout: Positions, digest: str) -> bytes:
    return save({_FORMAT: np.ascontiguousarray(layout), digest: np.empty(0, np.uint8)})


def _positions(content: bytes, digest: str, count: int) -> Positions:
    """Read a layout.

    Raises:
        ValueError: It is damaged, or that of another map.
    """
    try:
        tensors = load(content)
    except SafetensorError as error:
        raise ValueError(str(error)) from error
    layout = tensors.get(_FORMAT)
    if layout is None or digest not in tensors:
        raise ValueError("of another map or version")
    if layout.shape != (count, 2) or layout.dtype != np.uint16:
        raise ValueError(f"positions {layout.shape} of {count} markers")
    return layout
