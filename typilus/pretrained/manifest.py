"""The manifest of a model folder: what belongs to it, and the hashes that tell whether it is sound."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from typilus.errors import CheckpointError

__all__ = [
    "DEFINITIONS_FILE",
    "FORMAT",
    "MANIFEST_FILE",
    "MODEL_FILES",
    "NETWORK_FILES",
    "RANKING_FILE",
    "TYPE_MAP_FILE",
    "VERSION",
    "check",
    "is_listed",
    "seal",
]

FORMAT = "typilus-model"
VERSION = 1
MANIFEST_FILE = "manifest.json"
TYPE_MAP_FILE = "type_map.safetensors"
RANKING_FILE = "ranking.json"
NETWORK_FILES = ("config.json", "model.safetensors", "vocabulary.json")
MODEL_FILES = (*NETWORK_FILES, TYPE_MAP_FILE)
DEFINITIONS_FILE = "definitions.safetensors"
"""What matches symbols with definitions; a model may do without."""
_AGAIN = "install typilus again, or make the folder anew with `typilus index`"


def seal(folder: Path) -> None:
    """Write the manifest of a model folder.

    Raises:
        CheckpointError: a file of the model is missing.
    """
    files = {
        name: {"size": (folder / name).stat().st_size, "sha256": _hash(folder / name)} for name in _present(folder)
    }
    text = json.dumps({"format": FORMAT, "version": VERSION, "files": files}, indent=2) + "\n"
    temporary = folder / (MANIFEST_FILE + ".part")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(folder / MANIFEST_FILE)


def check(folder: Path) -> str:
    """Compare a model folder with its manifest.

    Returns:
        A fingerprint of the network: equal for equal weights, vocabulary and sizes.

    Raises:
        CheckpointError: something is missing, damaged or of another version.
    """
    files = _files(folder)
    for name in MODEL_FILES:
        if name not in files:
            raise CheckpointError(f"{folder / MANIFEST_FILE}: does not list {name}; {_AGAIN}")
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            raise CheckpointError(f"{path}: missing; {_AGAIN}")
        size = path.stat().st_size
        if size != expected.get("size"):
            raise CheckpointError(f"{path}: has {size} bytes, should have {expected.get('size')}; {_AGAIN}")
        if _hash(path) != expected.get("sha256"):
            raise CheckpointError(f"{path}: damaged (its hash is not the manifest's); {_AGAIN}")
    network = "".join(str(files[name]["sha256"]) for name in NETWORK_FILES)
    return hashlib.sha256(network.encode()).hexdigest()


def is_listed(folder: Path, name: str) -> bool:
    """Whether a model folder's manifest, which `check` has seen, lists a file."""
    return name in _files(folder)


def _present(folder: Path) -> tuple[str, ...]:
    for name in MODEL_FILES:
        if not (folder / name).is_file():
            raise CheckpointError(f"{folder / name}: missing; train a network, then run `typilus index`")
    return (*MODEL_FILES, *(name for name in (DEFINITIONS_FILE, RANKING_FILE) if (folder / name).is_file()))


def _files(folder: Path) -> Mapping[str, Mapping[str, object]]:
    path = folder / MANIFEST_FILE
    if not folder.is_dir():
        raise CheckpointError(f"{folder}: no such folder; a model is a folder with a {MANIFEST_FILE}")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
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
        raise CheckpointError(f"{path}: its list of files is not well-formed; {_AGAIN}")
    return files


def _sound(name: str, entry: object) -> bool:
    """No path leads out of the folder."""
    return isinstance(entry, dict) and Path(name).name == name and name not in ("", ".", "..")


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise CheckpointError(f"{path}: not readable ({error}); {_AGAIN}") from error
    return digest.hexdigest()
