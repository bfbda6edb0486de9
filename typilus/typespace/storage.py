"""A type map as one safetensors file: no pickle, versioned, its content checked by a hash."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from graph_extraction.intake import exists, is_file, parse_json
from typilus.errors import CheckpointError
from typilus.files import whole_file
from typilus.typespace.markers import MarkerOrigins, TypeMap
from typilus.typespace.quantization import QuantizedVectors, quantize

__all__ = ["FORMAT_VERSION", "Precision", "load_map", "map_digest", "read_notes", "save_map"]

FORMAT = "typilus-type-map"
FORMAT_VERSION = 1
Precision = Literal[4, 8, 32]
_Bytes = npt.NDArray[np.uint8]
_TABLES = ("projects", "paths", "names")
_MIN_TEXT_LENGTH, _MAX_TEXT_LENGTH = 1 << 20, 512
"""Bytes that a table may have: some in any case, and so many more a marker."""
_COLUMNS = ("project_ids", "path_ids", "name_ids", "lines")


def save_map(
    type_map: TypeMap,
    path: Path | str,
    bits: Precision = 32,
    clip: float = 0.0,
    notes: Mapping[str, Any] | None = None,
) -> str:
    """Write a map deterministically: the same map gives the same bytes.

    Args:
        type_map: Map to write.
        path: File to write atomically.
        bits: 32 keeps the vectors as they are; 8 or 4 quantize them (see `quantize`).
        clip: Share of the values that `quantize` cuts off at either end of each dimension.
        notes: JSON data about the map (k, p, how it was condensed), read back by `read_notes`.

    Returns:
        The digest of its content (see `map_digest`).

    Raises:
        CheckpointError: The file cannot be written.
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
        with whole_file(target) as file:
            file.write(save(tensors, metadata={"typilus": json.dumps(metadata, sort_keys=True)}))
    except OSError as error:
        raise CheckpointError(f"{target}: cannot write the type map: {error}") from error
    return digest


def load_map(path: Path | str, is_checked: bool = False) -> TypeMap:
    """Read a map that `save_map` wrote.

    Args:
        path: Its file.
        is_checked: Whether the whole file has been held against a hash, so that its own says nothing more.

    Raises:
        CheckpointError: The file is missing, damaged, of another version, or no type map.
    """
    metadata, tensors = _read(path)
    if not is_checked and _digest(metadata, tensors) != metadata.get("sha256"):
        raise CheckpointError(f"{path}: the type map is damaged (its content does not match its hash); fetch it again")
    try:
        points = _points(metadata["bits"], tensors)
        count = len(points)
        origins = None
        if "lines" in tensors:
            projects, paths, names = (_unpack_texts(tensors[name], count) for name in _TABLES)
            project_ids, path_ids, name_ids, lines = (_unpack_numbers(tensors[name], count) for name in _COLUMNS)
            for table, ids in ((projects, project_ids), (paths, path_ids), (names, name_ids)):
                if count and not 0 <= int(ids.min()) <= int(ids.max()) < len(table):
                    raise ValueError(f"an origin lies outside of a table of {len(table)} texts")
            origins = MarkerOrigins(projects, paths, names, project_ids, path_ids, name_ids, lines)
        type_ids = _unpack_numbers(tensors["type_ids"], count)
        return TypeMap(points, _unpack_texts(tensors["types"], count), type_ids, origins)
    except (KeyError, ValueError, TypeError, IndexError, zlib.error) as error:
        raise CheckpointError(f"{path}: the type map is malformed: {error}") from error


def read_notes(path: Path | str) -> dict[str, Any]:
    """Return the notes of a map's writer, without reading the vectors.

    Raises:
        CheckpointError: As `load_map`, except for damage to the vectors.
    """
    try:
        notes = parse_json(_read(path, tensors=False)[0]["notes"])
    except (KeyError, ValueError, TypeError) as error:
        raise CheckpointError(f"{path}: the type map's notes are malformed: {error}") from error
    if not isinstance(notes, dict):
        raise CheckpointError(f"{path}: the type map's notes are malformed")
    return notes


def map_digest(path: Path | str) -> str:
    """Return the SHA-256 of a map's content as its file states it, the key for anything derived from the map.

    Raises:
        CheckpointError: As `read_notes`.
    """
    return _read(path, tensors=False)[0].get("sha256", "")


def _read(path: Path | str, tensors: bool = True) -> tuple[dict[str, str], dict[str, npt.NDArray[Any]]]:
    try:
        if exists(path) and not is_file(path):
            raise OSError("is not a regular file")
        with safe_open(os.fspath(path), framework="numpy") as file:
            metadata = parse_json((file.metadata() or {}).get("typilus", "{}"))
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


def _unpack_numbers(packed: _Bytes, count: int) -> npt.NDArray[np.int32]:
    """Return one number per marker."""
    numbers = np.frombuffer(_decompressed(packed, 4 * count), "<i4").astype(np.int32)
    if len(numbers) != count:
        raise ValueError(f"{len(numbers)} numbers for {count} markers")
    return numbers


def _pack_texts(texts: tuple[str, ...]) -> _Bytes:
    return np.frombuffer(zlib.compress(json.dumps(texts).encode(), 9), np.uint8)


def _unpack_texts(packed: _Bytes, count: int) -> tuple[str, ...]:
    """Return a table of texts, each of which belongs to some of the `count` markers."""
    texts = parse_json(_decompressed(packed, _MIN_TEXT_LENGTH + _MAX_TEXT_LENGTH * count))
    if not isinstance(texts, list) or not set(map(type, texts)) <= {str}:
        raise ValueError("a table of texts is no list of texts")
    return tuple(texts)


def _decompressed(packed: _Bytes, most: int) -> bytes:
    """Return decompressed data of at most `most` bytes, as a small input can unpack to any size.

    Raises:
        ValueError: The data is larger, or cut off.
        zlib.error: The data was not compressed.
    """
    stream = zlib.decompressobj()
    content = stream.decompress(packed.tobytes(), most + 1)
    if len(content) > most or not stream.eof:
        raise ValueError(f"unpacks to more than {most:,} bytes, or is cut off")
    return content


def _points(bits: str, tensors: Mapping[str, npt.NDArray[Any]]) -> npt.NDArray[np.float32] | QuantizedVectors:
    """The points of a map as they are stored.

    Raises:
        ValueError: Their parts do not fit together, or a value is not a finite number.
    """
    if bits != "32":
        return _sound(
            QuantizedVectors(tensors["vectors"], tensors["scale"], tensors["offset"], 4 if bits == "4" else 8)
        )
    vectors = tensors["vectors"]
    if vectors.dtype != np.float32 or not np.isfinite(vectors).all():
        raise ValueError("a vector holds a value that is not a finite number")
    return vectors


def _sound(quantized: QuantizedVectors) -> QuantizedVectors:
    """Vectors whose parts fit together.

    Raises:
        ValueError: They do not.
    """
    codes, scale, offset = quantized.codes, quantized.scale, quantized.offset
    columns = -(-len(scale) // 2) if quantized.bits == 4 else len(scale)
    if codes.dtype != np.uint8 or codes.ndim != 2 or codes.shape[1] != columns or scale.shape != offset.shape:
        raise ValueError(f"codes {codes.shape} and scales {scale.shape} do not fit together")
    if scale.ndim != 1 or scale.dtype != np.float32 or offset.dtype != np.float32:
        raise ValueError("the scales are no numbers")
    if not np.isfinite(scale).all() or not np.isfinite(offset + np.float32(255) * scale).all():
        raise ValueError("a vector holds a value that is not a finite number")
    return quantized
