"""A ranker as a file: the same bytes for the same trees, and nothing else is taken for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from tests.typilus.ranking.small_trees import ranker_of
from typilus.errors import CheckpointError
from typilus.ranking.ranking_files import load_ranker, ranking_notes, save_ranker

RANKER = ranker_of({"value:p": 0.123456, "name:p": 0.0})


def test_a_ranker_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "ranking.safetensors"
    save_ranker(path, RANKER, {"why": "a test", "symbols": {"file alone": 3}})
    first = path.read_bytes()
    back = load_ranker(path)
    assert back.trees.names == ("value:p", "name:p")
    table = np.array([[0.5, 0.0], [0.0, 1.0]], np.float32)
    assert back.trees.scores(table) == pytest.approx([0.123456, 0.0])
    assert back.trees.value.tolist() == RANKER.trees.value.tolist()
    assert ranking_notes(path) == {"why": "a test", "symbols": {"file alone": 3}}
    save_ranker(path, back, ranking_notes(path))
    assert path.read_bytes() == first


def described(path: Path, **changes: Any) -> None:
    """A ranking with another description."""
    description = {"format": "typilus-ranking-3", "notes": {}, "names": ["a", "b"]}
    save_file(load_file(path), path, metadata={"ranking": json.dumps(description | changes)})


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "typilus-ranking-9"},
        {"format": "typilus-ranking-2", "names": {"alone": ["a", "b"], "project": ["c"]}},
        {"names": ["a"]},
        {"names": [1, 2]},
        {"names": 3},
    ],
)
def test_another_description_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = tmp_path / "ranking.safetensors"
    save_ranker(path, RANKER, {})
    described(path)
    load_ranker(path)
    described(path, **changes)
    with pytest.raises(CheckpointError, match=r"ranking\.safetensors: .* train it again"):
        load_ranker(path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 100, b"\x02\0\0\0\0\0\0\0{}"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ranking.safetensors"
    path.write_bytes(content)
    for read in (load_ranker, ranking_notes):
        with pytest.raises(CheckpointError, match=r"ranking\.safetensors"):
            read(path)
    with pytest.raises(CheckpointError, match="missing"):
        load_ranker(tmp_path / "none")


@pytest.mark.parametrize(
    "changed",
    [
        {"value": np.full(6, np.nan, np.float32)},
        {"value": np.full(6, 1e30, np.float32)},
        {"left": np.zeros(6, np.int32)},
        {"feature": np.full(6, 7, np.int32)},
        {"roots": np.full(2, 60, np.int32)},
        {"threshold": np.ones(6, np.float64)},
    ],
)
def test_other_trees_are_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    path = tmp_path / "ranking.safetensors"
    save_ranker(path, RANKER, {})
    save_file(load_file(path) | changed, path)
    described(path)
    with pytest.raises(CheckpointError, match="not the trees of a ranking"):
        load_ranker(path)
