"""Ways to break a model folder so that its manifest still fits: each has to be a clear error when it is loaded."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from typilus.models.manifest import DEFINITIONS_FILE, MANIFEST_FILE, MODEL_FILES, RANKING_FILE, TYPE_MAP_FILE, seal
from typilus.typespace import storage

Break = Callable[[Path], None]
DEEP = "[" * 200_000
BOMB = zlib.compress(bytes(64 << 20), 9)  # 64 MB out of 64 kB; larger ones only take longer to make
_Tensors = dict[str, npt.NDArray[Any]]


def breaks() -> Iterator[tuple[str, Break]]:
    """Each with its name."""
    for setting in ("hidden_size", "embedding_size", "steps", "node_limit", "batch_nodes"):
        for value in ("80", 0, -5, 10**6 + 7, 10**9, 10**30, 1.5, None, True, [16], float("inf")):
            if not (setting in ("node_limit", "batch_nodes") and value == 10**6 + 7):
                yield f"{setting} {value!r:.12}", _config({setting: value})
    for setting, value in (("dropout", 5), ("dropout", -0.1), ("dropout", float("nan")), ("piece_dropout", "much")):
        yield f"{setting} {value}", _config({setting: value})
    yield "another encoder", _config({"encoder": "other"})
    for relations in ([], ["CHILD"], ["CHILD"] * 8, [8], "CHILD", None):
        yield f"relations {relations!r:.30}", _config({"relations": relations})
    yield "an unknown setting", _config({"import": "os"})
    yield "buckets 10^9", _vocabulary("buckets", 10**9)
    yield "buckets true", _vocabulary("buckets", True)
    yield "buckets text", _vocabulary("buckets", "many")
    yield "pieces numbers", _vocabulary("pieces", [1, 2])
    yield "no pieces", _vocabulary("pieces", [])
    for name in ("config.json", "vocabulary.json"):
        for what, data in (("deep", DEEP.encode()), ("empty", b""), ("a list", b"[]"), ("bytes", b"\xff\x00")):
            yield f"{name} {what}", _content(name, data)
    yield from _of_tensors()
    yield from _of_manifests()


def _of_tensors() -> Iterator[tuple[str, Break]]:
    for name in ("model.safetensors", TYPE_MAP_FILE, DEFINITIONS_FILE, RANKING_FILE):
        yield f"{name} empty", _content(name, b"")
        yield f"{name} endless header", _content(name, (2**63 - 1).to_bytes(8, "little") + b"{}")
        header = DEEP.encode()
        yield f"{name} deep header", _content(name, len(header).to_bytes(8, "little") + header)
        yield f"{name} nothing inside", _content(name, b"\x02\0\0\0\0\0\0\0{}")
    yield "weights of integers", _weights(lambda w: w | {"output.weight": np.ones((16, 16), np.int32)})
    yield "weights not finite", _weights(lambda w: w | {"output.weight": np.full((16, 16), np.nan, np.float32)})
    yield "weights of another shape", _weights(lambda w: w | {"last.weight": np.ones((1, 1, 1), np.float32)})
    yield "weights missing", _weights(lambda w: {name: each for name, each in w.items() if name != "roles.weight"})
    yield "weights too many", _weights(lambda w: w | {"more": np.ones(3, np.float32)})
    for name in ("types", "type_ids", "names", "lines", "path_ids"):
        yield f"map {name} a bomb", _map({name: np.frombuffer(BOMB, np.uint8)})
        yield f"map {name} cut off", _map({name: np.frombuffer(BOMB[:100], np.uint8)})
        yield f"map {name} not packed", _map({name: np.zeros(9, np.uint8)})
    yield "map texts deep", _map({"types": np.frombuffer(zlib.compress(DEEP.encode()), np.uint8)})
    yield "map texts numbers", _map({"types": np.frombuffer(zlib.compress(b"[1, 2]"), np.uint8)})
    yield "map vectors not finite", _map({"vectors": np.full((5, 16), np.inf, np.float32)})
    yield "map vectors double", _map({"vectors": np.ones((5, 16), np.float64)})
    yield "map vectors flat", _map({"vectors": np.ones(16, np.float32)})
    yield "map notes deep", _map({}, notes=DEEP)
    yield "map notes a number", _map({}, notes=7)
    for rule in ({"k": "many"}, {"k": 2.5}, {"p": float("nan")}, {"p": -1}, {"epsilon": 0}, {"overlay_scale": None}):
        yield f"map rule {rule}", _map({}, notes=json.dumps({"rule": rule}))
    yield "matcher lacks a layer", _matcher(lambda w: {name: w[name] for name in w if name != "alone.4.bias"})
    yield "matcher another shape", _matcher(lambda w: w | {"shift": np.ones((2, 2), np.float32)})
    yield "matcher flat", _matcher(lambda w: w | {"place.weight": np.ones(3, np.float32)})
    yield "ranking not finite", _ranking({"value": np.full(3, np.nan, np.float32)})
    yield "ranking heavy", _ranking({"value": np.full(3, 1e30, np.float32)})
    yield "ranking of integers", _ranking({"value": np.ones(3, np.int32)})
    yield "ranking in circles", _ranking({"left": np.zeros(3, np.int32), "right": np.zeros(3, np.int32)})
    yield "ranking of another length", _ranking({"feature": np.zeros(9, np.int32)})
    yield "ranking described deep", _ranking({}, DEEP)
    yield "ranking described by a list", _ranking({}, "[]")
    yield "matcher not finite", _matcher(lambda w: w | {"nearness": w["nearness"] * np.float32("nan")})


def _of_manifests() -> Iterator[tuple[str, Break]]:
    for what, text in (("deep", DEEP), ("a list", "[]"), ("empty", ""), ("huge", " " * (2 << 20))):
        yield f"manifest {what}", _manifest(text)
    yield "manifest a device", _device(MANIFEST_FILE)
    yield "manifest a pipe", _pipe(MANIFEST_FILE)
    yield "manifest a folder", _folder(MANIFEST_FILE)
    for name in MODEL_FILES:
        yield f"{name} a device", _device(name)
        yield f"{name} a pipe", _pipe(name)
        yield f"{name} a folder", _folder(name)


def _content(name: str, data: bytes | str) -> Break:
    def change(folder: Path) -> None:
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
        seal(folder)

    return change


def _config(changes: dict[str, Any]) -> Break:
    def change(folder: Path) -> None:
        path = folder / "config.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))
        seal(folder)

    return change


def _vocabulary(key: str, value: Any) -> Break:
    def change(folder: Path) -> None:
        path = folder / "vocabulary.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {key: value}))
        seal(folder)

    return change


def _weights(change: Callable[[_Tensors], _Tensors], name: str = "model.safetensors") -> Break:
    def changed(folder: Path) -> None:
        save_file(change(load_file(folder / name)), folder / name)
        seal(folder)

    return changed


def _matcher(change: Callable[[_Tensors], _Tensors]) -> Break:
    return _weights(change, DEFINITIONS_FILE)


def _ranking(changes: _Tensors, description: str | None = None) -> Break:
    """Parts of the trees changed, or their description."""

    def change(folder: Path) -> None:
        path = folder / RANKING_FILE
        with safe_open(path, framework="numpy") as file:
            written = file.metadata()["ranking"]
        save_file(
            load_file(path) | changes, path, metadata={"ranking": written if description is None else description}
        )
        seal(folder)

    return change


def _map(changes: _Tensors, notes: Any = None) -> Break:
    """Parts of the map changed, its own hash made right again."""

    def change(folder: Path) -> None:
        path = folder / TYPE_MAP_FILE
        with safe_open(path, framework="numpy") as file:
            metadata = json.loads(file.metadata()["typilus"])
        tensors = load_file(path) | changes
        if notes is not None:
            metadata["notes"] = notes
        metadata["sha256"] = storage._digest(metadata, tensors)
        save_file(tensors, path, metadata={"typilus": json.dumps(metadata)})
        seal(folder)

    return change


def _manifest(text: str) -> Break:
    def change(folder: Path) -> None:
        (folder / MANIFEST_FILE).write_text(text)

    return change


def _device(name: str) -> Break:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to("/dev/zero")

    return change


def _pipe(name: str) -> Break:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return change


def _folder(name: str) -> Break:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return change
