"""Cells: a partition that is the same every time, and files of it that are not taken for those of another map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from tests.typilus.typespace.clusters import clustered
from typilus.errors import CheckpointError
from typilus.typespace.cells import Cells, load_cells, make_cells, save_cells

VECTORS, _ = clustered(4000, 16)


def test_every_vector_lies_in_the_cell_of_its_nearest_centroid() -> None:
    cells = make_cells(VECTORS, 40)
    away = ((VECTORS[:, None] - cells.centroids[None]) ** 2).sum(axis=2)
    assert away[np.arange(len(VECTORS)), cells.cell_of] == pytest.approx(away.min(axis=1), abs=1e-4)


def test_cells_gather_what_lies_together() -> None:
    cells = make_cells(VECTORS, 40)
    within = np.abs(VECTORS - cells.centroids[cells.cell_of]).sum(axis=1).mean()
    around_the_mean = np.abs(VECTORS - VECTORS.mean(axis=0)).sum(axis=1).mean()
    assert within < 0.6 * around_the_mean


def test_the_same_vectors_give_the_same_cells() -> None:
    first, second = make_cells(VECTORS, 25), make_cells(VECTORS.copy(), 25)
    assert np.array_equal(first.cell_of, second.cell_of)
    assert np.array_equal(first.centroids, second.centroids)


@pytest.mark.parametrize(("size", "count", "made"), [(1, 10, 1), (7, 10, 7), (100, 0, 1), (100, 1, 1), (100, 100, 100)])
def test_there_are_no_more_cells_than_vectors(size: int, count: int, made: int) -> None:
    assert len(make_cells(VECTORS[:size], count).centroids) == made


def test_equal_vectors_share_a_cell() -> None:
    cells = make_cells(np.ones((50, 3), np.float32), 5)
    assert len(set(cells.cell_of.tolist())) == 1


@pytest.mark.parametrize(
    ("centroids", "cell_of", "message"),
    [
        (np.zeros((2, 3), np.float32), np.array([0, 2], np.uint16), "cell 2 of 2"),
        (np.zeros((2, 3), np.float64), np.array([0, 1], np.uint16), "float32"),
        (np.full((2, 3), np.nan, np.float32), np.array([0, 1], np.uint16), "finite"),
        (np.zeros(3, np.float32), np.array([0, 1], np.uint16), "matrix"),
        (np.zeros((2, 3), np.float32), np.array([0, 1], np.int64), "16-bit"),
    ],
)
def test_cells_that_do_not_fit_together(centroids: np.ndarray, cell_of: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Cells(centroids, cell_of)


def test_a_file_holds_what_was_written(tmp_path: Path) -> None:
    cells = make_cells(VECTORS, 30)
    save_cells(cells, tmp_path / "cells.safetensors", "digest")
    read = load_cells(tmp_path / "cells.safetensors", "digest", len(VECTORS), 16)
    assert np.array_equal(read.cell_of, cells.cell_of)
    assert np.array_equal(read.centroids, cells.centroids)


@pytest.mark.parametrize(
    ("digest", "size", "dimension"), [("other", 4000, 16), ("digest", 3999, 16), ("digest", 4000, 8)]
)
def test_cells_of_another_map_are_refused(tmp_path: Path, digest: str, size: int, dimension: int) -> None:
    path = tmp_path / "cells.safetensors"
    save_cells(make_cells(VECTORS, 30), path, "digest")
    with pytest.raises(CheckpointError, match=r"cells\.safetensors: .*another type map.*install the model again"):
        load_cells(path, digest, size, dimension)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cells.safetensors"
    with pytest.raises(CheckpointError, match="not the cells of this type map"):
        load_cells(path, "digest", 4000, 16)
    save_cells(make_cells(VECTORS, 30), path, "digest")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match="not the cells of this type map"):
        load_cells(path, "digest", 4000, 16)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cells.safetensors"
    save_cells(make_cells(VECTORS, 30), path, "digest")
    save_file(load_file(path), path, metadata={"format": "typilus-cells-0", "map": "digest"})
    with pytest.raises(CheckpointError, match="another version"):
        load_cells(path, "digest", 4000, 16)


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("")
    with pytest.raises(CheckpointError, match="cannot write the cells"):
        save_cells(make_cells(VECTORS, 3), tmp_path / "occupied" / "cells", "digest")
