"""A type map as one safetensors file: no pickle, versioned, its content checked by a hash."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from typilus.errors import CheckpointError
from typilus.typespace.markers import MarkerOrigins, TypeMap
from typilus.typespace.quantization import QuantizedVectors, quantize

__all__ = ["FORMAT_VERSION", "Precision", "load_map", "map_digest", "read_notes", "save_map"]

FORMAT = "typilus-type-map"
FORMAT_VERSION = 1
Precision = Literal[4, 8, 32]
_Bytes = npt.NDArray[np.uint8]
_TABLES = ("projects", "paths", "names")
_COLUMNS = ("project_ids", "path_ids", "name_ids", "lines")


def save_map(
    type_map: TypeMap,
    path: Path | str,
    bits: Precision = 32,
    clip: float = 0.0,
    notes: Mapping[str, Any] | None = None,
) -> str:
    """Write a map; the same map gives the same bytes.

    Args:
        type_map: what to write.
        path: file to write; it appears whole or not at all.
        bits: 32 keeps the vectors as they are; 8 or 4 quantise them (see `quantize`, also for `clip`).
        notes: anything that JSON can say about the map (k, p, how it was condensed), read back by `read_notes`.

    Returns:
        The digest of its content (see `map_digest`).

    Raises:
        CheckpointError: the file cannot be written.
    """
    tensors: dict[str, npt.NDArray[Any]] = {"types": _pack_texts(type_map.types)}
    tensors["type_ids"] = _pack_numbers(type_map.type_ids)
    if bits == 32:
        tensors["vectors"] = np.ascontiguousarray(type_map.vectors)
    else:
        quantized = quantize(type_map.vectors, bits, clip)
        tensors |= {"vectors": quantized.codes, "scale": quantized.scale, "offset": quantized.offset}
    if type_map.origins is not None:
        tensors |= {name: _pack_numbers(getattr(type_map.origins, name)) for name in _COLUMNS}
        tensors |= {name: _pack_texts(getattr(type_map.origins, name)) for name in _TABLES}
    metadata = {
        "format": FORMAT,
        "version": str(FORMAT_VERSION),
        "bits": str(bits),
        "notes": json.dumps(dict(notes or {}), sort_keys=True),
    }
    metadata["sha256"] = digest = _digest(metadata, tensors)
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, save(tensors, metadata={"typilus": json.dumps(metadata, sort_keys=True)}))
    except OSError as error:
        raise CheckpointError(f"{target}: cannot write the type map: {error}") from error
    return digest


def load_map(path: Path | str) -> TypeMap:
    """Read a map that `save_map` wrote.

    Raises:
        CheckpointError: the file is missing, damaged, of another version, or no type map.
    """
    metadata, tensors = _read(path)
    if _digest(metadata, tensors) != metadata.get("sha256"):
        raise CheckpointError(f"{path}: the type map is damaged (its content does not match its hash); fetch it again")
    try:
        vectors = tensors["vectors"]
        if metadata["bits"] != "32":
            bits: Literal[4, 8] = 4 if metadata["bits"] == "4" else 8
            vectors = QuantizedVectors(vectors, tensors["scale"], tensors["offset"], bits).restore()
        origins = None
        if "lines" in tensors:
            projects, paths, names = (_unpack_texts(tensors[name]) for name in _TABLES)
            project_ids, path_ids, name_ids, lines = (_unpack_numbers(tensors[name]) for name in _COLUMNS)
            origins = MarkerOrigins(projects, paths, names, project_ids, path_ids, name_ids, lines)
        return TypeMap(vectors, _unpack_texts(tensors["types"]), _unpack_numbers(tensors["type_ids"]), origins)
    except (KeyError, ValueError, TypeError, zlib.error) as error:
        raise CheckpointError(f"{path}: the type map is not well-formed: {error}") from error


def read_notes(path: Path | str) -> dict[str, Any]:
    """What the writer of a map noted about it; the vectors are not read.

    Raises:
        CheckpointError: as `load_map`, damage to the vectors excepted.
    """
    try:
        notes = json.loads(_read(path, tensors=False)[0]["notes"])
    except (KeyError, ValueError) as error:
        raise CheckpointError(f"{path}: the type map's notes are not well-formed: {error}") from error
    if not isinstance(notes, dict):
        raise CheckpointError(f"{path}: the type map's notes are not well-formed")
    return notes


def map_digest(path: Path | str) -> str:
    """The SHA-256 of a map's content as its file states it: the key for what is derived from the map.

    Raises:
        CheckpointError: as `read_notes`.
    """
    return _read(path, tensors=False)[0].get("sha256", "")


def _read(path: Path | str, tensors: bool = True) -> tuple[dict[str, str], dict[str, npt.NDArray[Any]]]:
    try:
        with safe_open(os.fspath(path), framework="numpy") as file:
            metadata = json.loads((file.metadata() or {}).get("typilus", "{}"))
            content = {name: file.get_tensor(name) for name in file.keys()} if tensors else {}  # noqa: SIM118
    except FileNotFoundError as error:
        raise CheckpointError(f"{path}: there is no type map") from error
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path}: not a type map, or damaged: {error}") from error
    if not isinstance(metadata, dict) or metadata.get("format") != FORMAT:
        raise CheckpointError(f"{path}: not a type map")
    if metadata.get("version") != str(FORMAT_VERSION):
        raise CheckpointError(
            f"{path}: a type map of version {metadata.get('version')}, this program reads version {FORMAT_VERSION}"
        )
    return metadata, content


def _digest(metadata: Mapping[str, str], tensors: Mapping[str, npt.NDArray[Any]]) -> str:
    stated = {name: text for name, text in metadata.items() if name != "sha256"}
    digest = hashlib.sha256(json.dumps(stated, sort_keys=True).encode())
    for name in sorted(tensors):
        array = tensors[name]
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _pack_numbers(numbers: npt.NDArray[np.int32]) -> _Bytes:
    return np.frombuffer(zlib.compress(numbers.astype("<i4").tobytes(), 9), np.uint8)


def _unpack_numbers(packed: _Bytes) -> npt.NDArray[np.int32]:
    return np.frombuffer(zlib.decompress(packed.tobytes()), "<i4").astype(np.int32)


def _pack_texts(texts: tuple[str, ...]) -> _Bytes:
    return np.frombuffer(zlib.compress(json.dumps(texts).encode(), 9), np.uint8)


def _unpack_texts(packed: _Bytes) -> tuple[str, ...]:
    texts = json.loads(zlib.decompress(packed.tobytes()))
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError("a table of texts is no list of texts")
    return tuple(texts)


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside the target, then rename: no reader ever sees half a file."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)
