from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from typilus.errors import CheckpointError
from typilus.typespace.markers import TypeMap, TypeMarker
from typilus.typespace.storage import Precision, load_map, map_digest, read_notes, save_map


def make_map(size: int = 200, dimension: int = 7) -> TypeMap:
    rng = np.random.default_rng(1)
    markers = [TypeMarker(f"t{i % 13}", "lib", f"f{i % 5}.py", i, f"näme{i % 7}") for i in range(size)]
    return TypeMap.build(rng.standard_normal((size, dimension)) * np.arange(1, dimension + 1), markers)


def test_round_trip_keeps_everything(tmp_path: Path) -> None:
    original = make_map()
    digest = save_map(original, tmp_path / "sub" / "map.safetensors", notes={"k": 10})
    read = load_map(tmp_path / "sub" / "map.safetensors")
    assert np.array_equal(read.vectors, original.vectors)
    assert [read.marker(i) for i in range(200)] == [original.marker(i) for i in range(200)]
    assert read_notes(tmp_path / "sub" / "map.safetensors") == {"k": 10}
    assert map_digest(tmp_path / "sub" / "map.safetensors") == digest


@pytest.mark.parametrize("bits", [4, 8])
def test_quantized_vectors_stay_within_half_a_step(tmp_path: Path, bits: Precision) -> None:
    original = make_map()
    save_map(original.without_origins(), tmp_path / "map", bits)
    read = load_map(tmp_path / "map")
    step = (original.vectors.max(axis=0) - original.vectors.min(axis=0)) / (2**bits - 1)
    assert (np.abs(read.vectors - original.vectors) <= step * 0.501 + 1e-6).all()
    assert read.origins is None
    assert [read.marker(i).type for i in range(200)] == [original.marker(i).type for i in range(200)]


def test_same_map_same_bytes(tmp_path: Path) -> None:
    save_map(make_map(), tmp_path / "a", 8)
    save_map(make_map(), tmp_path / "b", 8)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_empty_map_round_trips(tmp_path: Path) -> None:
    save_map(TypeMap.empty(5), tmp_path / "map", 8)
    assert load_map(tmp_path / "map").vectors.shape == (0, 5)


def test_every_flipped_byte_and_cut_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "map"
    save_map(make_map(20, 2), path, 8, notes={"k": 10})
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        with pytest.raises(CheckpointError):
            load_map(path)
    for length in (0, 1, 8, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:length])
        with pytest.raises(CheckpointError, match=r"map: "):
            load_map(path)


def test_missing_foreign_and_future_files(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="there is no type map"):
        load_map(tmp_path / "none")
    (tmp_path / "text").write_text("hello")
    with pytest.raises(CheckpointError, match="not a type map"):
        read_notes(tmp_path / "text")
    with pytest.raises(CheckpointError):
        load_map(tmp_path)
    save_map(make_map(), tmp_path / "map")
    content = (tmp_path / "map").read_bytes()
    (tmp_path / "map").write_bytes(content.replace(b'\\"version\\": \\"1\\"', b'\\"version\\": \\"9\\"'))
    with pytest.raises(CheckpointError, match="version 9"):
        load_map(tmp_path / "map")


def test_no_half_file_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    with pytest.raises(CheckpointError, match="cannot write"):
        save_map(make_map(), tmp_path / "map")
    assert [p.name for p in tmp_path.iterdir()] == ["map"]
