"""Labeled graphs on disk: small compressed files that are read as a stream.

Layout: `MAGIC`, one byte of version, the SHA-256 of what follows, then one xz stream. Inside, each file is a JSON
header and the graph's own bytes, both preceded by their length (4 bytes, little endian). Version 1, which had no
inferred types, and version 2, which had no classes and imports, are still read.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import IO, Any, NamedTuple

from graph_extraction import TypilusError, graph_from_bytes, graph_to_bytes
from typilus.errors import CorpusError
from typilus.files import whole_file
from typilus.project import LabeledFile

__all__ = [
    "MAGIC",
    "SHARD_BYTES",
    "VERSION",
    "FilePlace",
    "LabeledFile",
    "decode_record",
    "encode_record",
    "join_record",
    "read_records",
    "read_shard",
    "record_header",
    "write_records",
    "write_shard",
]

MAGIC = b"TYPILUS-SHARD"
VERSION = 3
_READABLE = (1, 2, VERSION)
SHARD_BYTES = 24 << 20
"""Uncompressed size after which `write_shards` starts the next shard."""

_DIGEST_AT = len(MAGIC) + 1
_PAYLOAD_AT = _DIGEST_AT + 32
_MAX_RECORD_BYTES = 1 << 30


class FilePlace(NamedTuple):
    """The place of a file in a corpus."""

    project: str
    path: str


def encode_record(file: LabeledFile) -> bytes:
    """One file as the bytes of a record, lengths included."""
    types = sorted({label for label in (*file.labels, *file.inferred) if label is not None})
    numbers = {label: number for number, label in enumerate(types)}
    header: dict[str, Any] = {
        "project": file.project,
        "path": file.path,
        "module": file.module,
        "types": types,
        "labels": [None if label is None else numbers[label] for label in file.labels],
        "hierarchy": {name: list(bases) for name, bases in sorted(file.hierarchy.items())},
    }
    if file.definitions:
        header["definitions"] = list(file.definitions)
    if file.imports:
        header["imports"] = [list(imported) for imported in file.imports]
    if file.inferred:
        header["inferred"] = [None if label is None else numbers[label] for label in file.inferred]
    head = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
    body = graph_to_bytes(file.graph)
    return len(head).to_bytes(4, "little") + head + len(body).to_bytes(4, "little") + body


def decode_record(head: bytes, body: bytes) -> LabeledFile:
    """A record's two parts as a file.

    Raises:
        CorpusError: They do not fit together.
    """
    try:
        header: dict[str, Any] = json.loads(head.decode("utf-8", "surrogatepass"))
        graph = graph_from_bytes(body)
        types = header["types"]
        labels, inferred = (
            tuple(None if number is None else str(types[number]) for number in numbers)
            for numbers in (header["labels"], header.get("inferred", ()))
        )
        hierarchy = {str(name): tuple(bases) for name, bases in header["hierarchy"].items()}
        definitions = tuple(map(str, header.get("definitions", ())))
        imports = tuple((str(name), bool(used)) for name, used in header.get("imports", ()))
        file = LabeledFile(
            header["project"],
            header["path"],
            header["module"],
            graph,
            labels,
            hierarchy,
            inferred,
            definitions,
            imports,
        )
    except (ValueError, KeyError, IndexError, TypeError, TypilusError) as error:
        raise CorpusError(f"damaged record: {error}") from error
    if len(inferred) not in (0, len(labels)):
        raise CorpusError(f"damaged record: {len(inferred)} inferred types for {len(labels)} labels of {file.path}")
    if len(definitions) != len(graph.definitions):
        raise CorpusError(
            f"damaged record: {len(definitions)} names of {len(graph.definitions)} classes of {file.path}"
        )
    if len(labels) != len(graph.symbols):
        raise CorpusError(f"damaged record: {len(labels)} labels for {len(graph.symbols)} symbols of {file.path}")
    return file


def write_shard(path: str | PathLike[str], files: Iterable[LabeledFile]) -> int:
    """Write files to one shard atomically and return their number."""
    return write_records(path, (encode_record(file) for file in files))


def write_records(path: str | PathLike[str], records: Iterable[bytes], preset: int = 6) -> int:
    """`write_shard` for files that are encoded already."""
    count = 0
    with whole_file(path) as file:
        file.write(MAGIC + bytes([VERSION]) + bytes(32))
        compressor = lzma.LZMACompressor(format=lzma.FORMAT_XZ, preset=preset)
        digest = hashlib.sha256()
        for record in records:
            block = compressor.compress(record)
            digest.update(block)
            file.write(block)
            count += 1
        block = compressor.flush()
        digest.update(block)
        file.write(block)
        file.seek(_DIGEST_AT)
        file.write(digest.digest())
    return count


def read_shard(
    path: str | PathLike[str], is_wanted: Callable[[FilePlace], bool] | None = None
) -> Iterator[LabeledFile]:
    """Yield the files of one shard, after the whole shard has been verified.

    Args:
        path: Path of the shard.
        is_wanted: Function that tells which files to yield, by default all. The others are not decoded.

    Raises:
        CorpusError: It is no shard, or one of another version, cut short, or changed.
    """
    for head, body in read_records(path):
        if is_wanted is None or is_wanted(_place_of(head)):
            yield decode_record(head, body)


def _place_of(head: bytes) -> FilePlace:
    try:
        header = record_header(head)
        return FilePlace(header["project"], header["path"])
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"damaged record: {error}") from error


def read_records(path: str | PathLike[str]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the headers and graphs of a shard as bytes.

    Raises:
        CorpusError: The shard is not sound, as for `read_shard`.
    """
    source = Path(path)
    try:
        _verify(source)
        with source.open("rb") as file:
            file.seek(_PAYLOAD_AT)
            with lzma.open(file, "rb") as stream:
                while True:
                    head = _part(stream)
                    if head is None:
                        return
                    body = _part(stream)
                    if body is None:
                        raise CorpusError("ends inside a record")
                    yield head, body
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise CorpusError(f"{source}: cannot be read: {error}") from error
    except CorpusError as error:
        raise CorpusError(f"{source}: {error}") from error


def record_header(head: bytes) -> dict[str, Any]:
    """The header of a record without its graph."""
    header: dict[str, Any] = json.loads(head.decode("utf-8", "surrogatepass"))
    return header


def join_record(head: bytes, body: bytes) -> bytes:
    """The bytes that `read_records` took apart."""
    return len(head).to_bytes(4, "little") + head + len(body).to_bytes(4, "little") + body


def _part(stream: IO[bytes]) -> bytes | None:
    size = stream.read(4)
    if not size:
        return None
    length = int.from_bytes(size, "little")
    if len(size) < 4 or length > _MAX_RECORD_BYTES:
        raise CorpusError("ends inside a record")
    data = stream.read(length)
    if len(data) < length:
        raise CorpusError("ends inside a record")
    return data


def _verify(source: Path) -> None:
    digest = hashlib.sha256()
    with source.open("rb") as file:
        start = file.read(_PAYLOAD_AT)
        if start[: len(MAGIC)] != MAGIC:
            raise CorpusError("not a corpus shard")
        if len(start) < _PAYLOAD_AT:
            raise CorpusError("cut short")
        if start[len(MAGIC)] not in _READABLE:
            raise CorpusError(f"version {start[len(MAGIC)]} of the shard format is not {VERSION}: rebuild the corpus")
        while block := file.read(1 << 20):
            digest.update(block)
    if digest.digest() != start[_DIGEST_AT:]:
        raise CorpusError("changed or cut short: its SHA-256 does not match")
