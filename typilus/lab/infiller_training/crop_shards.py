"""Crops on disk, so that a run that goes on need not parse its corpus again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_extraction import SymbolKind
from typilus.errors import CorpusError
from typilus.lab.corpus.shards import join_record, read_records, write_records
from typilus.lab.infiller_training.annotation_hints import Hint
from typilus.lab.infiller_training.crops import Crop, FileCrops

__all__ = ["read_crops", "write_crops"]

_PRESET = 1


def write_crops(path: Path, files: Iterable[FileCrops]) -> None:
    """Write the crops of files to one shard."""
    write_records(path, map(_encode, files), _PRESET)


def read_crops(path: Path) -> Iterator[FileCrops]:
    """Yield the files of a shard.

    Raises:
        CorpusError: It is damaged.
    """
    for head, body in read_records(path):
        try:
            yield _decode(head, body.decode("utf-8", "surrogatepass"))
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path}: damaged ({error}); delete it") from error


def _encode(file: FileCrops) -> bytes:
    head = {
        "project": file.project,
        "path": file.path,
        "imports": file.imports,
        "classes": file.classes,
        "crops": [[len(crop.text), [_numbers(hint) for hint in crop.hints]] for crop in file.crops],
    }
    body = "".join(crop.text for crop in file.crops)
    return join_record(
        json.dumps(head, separators=(",", ":")).encode("utf-8", "surrogatepass"), body.encode("utf-8", "surrogatepass")
    )


def _decode(head: bytes, body: str) -> FileCrops:
    entry = json.loads(head)
    crops = []
    position = 0
    for size, hints in entry["crops"]:
        text = body[position : position + size]
        position += size
        crops.append(Crop(text, tuple(Hint(SymbolKind(hint[0]), *hint[1:]) for hint in hints)))
    return FileCrops(entry["project"], entry["path"], entry["imports"], tuple(entry["classes"]), tuple(crops))


def _numbers(hint: Hint) -> tuple[str | int, ...]:
    return hint.kind.value, hint.name, hint.start, hint.end, hint.erase_start, hint.erase_end, hint.instead
