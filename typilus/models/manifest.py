"""The manifest of a model folder: what belongs to it, and the hashes that tell whether it is sound."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from graph_extraction.intake import is_file, is_folder, parse_json, read_bytes, read_text
from typilus.errors import CheckpointError
from typilus.files import whole_file

__all__ = [
    "CELLS_FILE",
    "DEFINITIONS_FILE",
    "FORMAT",
    "LAYOUT_FILE",
    "MANIFEST_FILE",
    "MODEL_FILES",
    "NETWORK_FILES",
    "RANKING_FILE",
    "TYPE_MAP_FILE",
    "VERSION",
    "check",
    "listed_file",
    "seal",
]

FORMAT = "typilus-model"
VERSION = 1
MANIFEST_FILE = "manifest.json"
TYPE_MAP_FILE = "type_map.safetensors"
CELLS_FILE = "type_map_cells.safetensors"
"""What makes a search of a large map fast; a model may do without."""
RANKING_FILE = "ranking.safetensors"
NETWORK_FILES = ("config.json", "model.safetensors", "vocabulary.json")
MODEL_FILES = (*NETWORK_FILES, TYPE_MAP_FILE)
DEFINITIONS_FILE = "definitions.safetensors"
"""What matches symbols with definitions; a model may do without."""
LAYOUT_FILE = "type_map_layout.safetensors"
"""The type map in two dimensions, to be looked at; a model may do without."""
_OPTIONAL_FILES = (CELLS_FILE, DEFINITIONS_FILE, LAYOUT_FILE, RANKING_FILE)
_MAX_FILE_SIZE = 1 << 30
"""Bytes of a file of a model; the embedded type map has 25 million."""
_AGAIN = "install typilus again, or make the folder anew with `typilus index`"


def seal(folder: Path) -> None:
    """Write the manifest of a model folder.

    Raises:
        CheckpointError: A file of the model is missing.
    """
    files = {
        name: {"size": (folder / name).stat().st_size, "sha256": _hash(folder / name)} for name in _present(folder)
    }
    text = json.dumps({"format": FORMAT, "version": VERSION, "files": files}, indent=2) + "\n"
    with whole_file(folder / MANIFEST_FILE) as file:
        file.write(text.encode())


def check(folder: Path) -> None:
    """Compare a model folder with its manifest.

    Raises:
        CheckpointError: Something is missing, damaged or of another version.
    """
    files = _files(folder)
    for name in MODEL_FILES:
        if name not in files:
            raise CheckpointError(f"{folder / MANIFEST_FILE}: does not list {name}; {_AGAIN}")
    for name, entry in files.items():
        _check_file(folder / name, entry)


def listed_file(folder: Path, name: str) -> Path | None:
    """Return a file of a model folder if the manifest lists it. Unlisted files are never read.

    Raises:
        CheckpointError: The file is listed, and missing or damaged.
    """
    entry = _files(folder).get(name)
    if entry is None:
        return None
    _check_file(folder / name, entry)
    return folder / name


def _check_file(path: Path, entry: Mapping[str, object]) -> None:
    """Compare a file with its manifest entry, its type and size first."""
    if not is_file(path):
        raise CheckpointError(f"{path}: missing, or not a regular file; {_AGAIN}")
    size = path.stat().st_size
    if size != entry.get("size"):
        raise CheckpointError(f"{path}: has {size} bytes, should have {entry.get('size')}; {_AGAIN}")
    if _hash(path) != entry.get("sha256"):
        raise CheckpointError(f"{path}: damaged (its hash is not the manifest's); {_AGAIN}")


def _present(folder: Path) -> tuple[str, ...]:
    for name in MODEL_FILES:
        if not is_file(folder / name):
            raise CheckpointError(f"{folder / name}: missing; train a network, then run `typilus index`")
    return (*MODEL_FILES, *(name for name in _OPTIONAL_FILES if is_file(folder / name)))


def _files(folder: Path) -> Mapping[str, Mapping[str, object]]:
    path = folder / MANIFEST_FILE
    if not is_folder(folder):
        raise CheckpointError(f"{folder}: no such folder; a model is a folder with a {MANIFEST_FILE}")
    try:
        manifest = parse_json(read_text(path))
    except FileNotFoundError:
        raise CheckpointError(f"{path}: missing, so {folder} holds no model; {_AGAIN}") from None
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path}: not readable ({error}); {_AGAIN}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise CheckpointError(f"{path}: not the manifest of a model; {_AGAIN}")
    if manifest.get("version") != VERSION:
        raise CheckpointError(
            f"{path}: a model of format version {manifest.get('version')}, this program reads version {VERSION}; "
            "install the typilus that made it, or make it anew"
        )
    files = manifest.get("files")
    if not isinstance(files, dict) or not all(_sound(name, entry) for name, entry in files.items()):
        raise CheckpointError(f"{path}: its list of files is malformed; {_AGAIN}")
    return files


def _sound(name: str, entry: object) -> bool:
    """No path leads out of the folder."""
    return isinstance(entry, dict) and Path(name).name == name and name not in ("", ".", "..")


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(read_bytes(path, _MAX_FILE_SIZE)).hexdigest()
    except OSError as error:
        raise CheckpointError(f"{path}: {error.strerror or error}; {_AGAIN}") from error
