from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from tests.typilus.typespace.clusters import clustered
from typilus.errors import CheckpointError
from typilus.typespace.annoy_index import AnnoyIndex, annoy_usable
from typilus.typespace.exact import ExactIndex
from typilus.typespace.recall import recall, tune_search

pytest.importorskip("annoy")


def test_finds_nearly_all_neighbors_with_true_distances(tmp_path: Path) -> None:
    vectors, _ = clustered(15_100)
    index = AnnoyIndex.build(vectors[:15_000], tmp_path / "index")
    exact = ExactIndex(vectors[:15_000])
    ids, distances = index.query(vectors[15_000:], 10)
    assert recall(index, vectors[15_000:], exact.query(vectors[15_000:], 10)[1]) >= 0.95
    assert np.abs(vectors[ids] - vectors[15_000:, None]).sum(axis=2) == pytest.approx(distances, rel=1e-4)
    assert (np.diff(distances, axis=1) >= 0).all()


def test_annoys_own_search_misses_many_and_tuning_mends_it(tmp_path: Path) -> None:
    vectors, _ = clustered(20_200, 48)
    index, exact = AnnoyIndex.build(vectors[:20_000], tmp_path / "index"), ExactIndex(vectors[:20_000])
    queries = vectors[20_000:]
    truth = exact.query(queries, 10)[1]
    index.search = -1
    assert recall(index, queries, truth) < 0.95
    search = tune_search(index, exact, queries, 10, 0.95)
    assert recall(index, queries, truth) >= 0.95
    assert search == index.search < 20_000
    index.save_search(tmp_path / "index", search)
    assert AnnoyIndex.load(tmp_path / "index").search == search


def test_same_vectors_same_forest(tmp_path: Path) -> None:
    vectors, _ = clustered(3000)
    AnnoyIndex.build(vectors, tmp_path / "a")
    AnnoyIndex.build(vectors, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.json", "b", "b.json"]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_few_markers(tmp_path: Path, size: int) -> None:
    index = AnnoyIndex.build(np.eye(3, dtype=np.float32)[:size], tmp_path / "index")
    ids, distances = index.query(np.zeros((2, 3), np.float32), 10)
    assert ids.shape == distances.shape == (2, size)
    assert sorted(ids[0].tolist()) == list(range(size))


def test_files_that_are_no_index_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    with pytest.raises(CheckpointError, match="build it again"):
        AnnoyIndex.load(path)
    AnnoyIndex.build(np.eye(3, dtype=np.float32), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-4])
    with pytest.raises(CheckpointError, match="size or version differ"):
        AnnoyIndex.load(path)
    path.write_bytes(whole)
    (tmp_path / "index.json").write_text("[]")
    with pytest.raises(CheckpointError):
        AnnoyIndex.load(path)
    with pytest.raises(CheckpointError, match="cannot write"):
        AnnoyIndex.build(np.eye(3, dtype=np.float32), path / "below")


def test_a_processor_that_annoy_was_not_compiled_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "python"
    dying.write_text("#!/bin/sh\nkill -ILL $$\n")
    dying.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(dying))
    annoy_usable.cache_clear()
    try:
        assert not annoy_usable()
    finally:
        annoy_usable.cache_clear()
