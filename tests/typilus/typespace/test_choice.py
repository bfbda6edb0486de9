from __future__ import annotations

import builtins
from pathlib import Path

import numpy as np
import pytest

from typilus.errors import CheckpointError
from typilus.typespace import choice
from typilus.typespace.annoy_index import AnnoyIndex, annoy_usable
from typilus.typespace.choice import build_index
from typilus.typespace.exact import ExactIndex
from typilus.typespace.quantization import QuantizedVectors, quantize

VECTORS = np.random.default_rng(0).standard_normal((500, 8)).astype(np.float32)
needs_annoy = pytest.mark.skipif(not annoy_usable(), reason="annoy does not run here")


def test_small_maps_are_scanned(tmp_path: Path) -> None:
    assert isinstance(build_index("auto", VECTORS, tmp_path), ExactIndex)
    assert isinstance(build_index("exact", VECTORS, tmp_path), ExactIndex)
    assert list(tmp_path.iterdir()) == []


@needs_annoy
def test_a_forest_is_built_once(tmp_path: Path) -> None:
    first = build_index("annoy", VECTORS, tmp_path)
    assert isinstance(first, AnnoyIndex)
    (forest,) = tmp_path.glob("*.annoy")
    written = forest.stat().st_mtime_ns
    assert build_index("annoy", VECTORS, tmp_path).query(VECTORS[:3], 2)[0][:, 0].tolist() == [0, 1, 2]
    assert forest.stat().st_mtime_ns == written
    build_index("annoy", VECTORS + 1, tmp_path)
    assert len(list(tmp_path.glob("*.annoy"))) == 2


@needs_annoy
def test_a_forest_that_is_there_is_mapped_without_restoring_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = quantize(VECTORS, 4)
    first = build_index("annoy", codes, tmp_path, digest="of the map")
    monkeypatch.setattr(QuantizedVectors, "restore", None)
    second = build_index("annoy", codes, tmp_path, digest="of the map")
    assert np.array_equal(first.query(VECTORS[:9], 5)[0], second.query(VECTORS[:9], 5)[0])
    with pytest.raises(TypeError):
        build_index("annoy", codes, tmp_path, digest="of another map")


@needs_annoy
def test_auto_on_huge_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "ANNOY_FROM", 400)
    assert isinstance(build_index("auto", VECTORS, tmp_path, expected_queries=100), ExactIndex)
    assert isinstance(build_index("auto", VECTORS, tmp_path), AnnoyIndex)
    # Now that the forest is there, even few queries use it.
    assert isinstance(build_index("auto", VECTORS, tmp_path, expected_queries=100), AnnoyIndex)


@needs_annoy
def test_a_damaged_forest_is_built_again(tmp_path: Path) -> None:
    build_index("annoy", VECTORS, tmp_path)
    (forest,) = tmp_path.glob("*.annoy")
    forest.write_bytes(b"")
    assert build_index("annoy", VECTORS, tmp_path).query(VECTORS[:1], 1)[0].tolist() == [[0]]


def test_without_annoy_auto_scans_and_annoy_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "ANNOY_FROM", 400)
    monkeypatch.setattr(choice, "annoy_usable", lambda: False)
    assert isinstance(build_index("auto", VECTORS, tmp_path), ExactIndex)
    with pytest.raises(CheckpointError, match="use the exact index"):
        build_index("annoy", VECTORS, tmp_path)
    with pytest.raises(ValueError, match="not 'fast'"):
        build_index("fast", VECTORS)


def test_a_cache_that_cannot_be_written_costs_only_the_forest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "ANNOY_FROM", 400)
    (tmp_path / "file").write_text("")
    assert isinstance(build_index("auto", VECTORS, tmp_path / "file" / "cache"), ExactIndex)


def test_a_broken_annoy_is_no_annoy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: object, **kwargs: object) -> object:
        if name == "annoy":
            raise ImportError("undefined symbol")
        return real(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(CheckpointError, match="not installed"):
        AnnoyIndex.build(VECTORS, tmp_path / "index")
