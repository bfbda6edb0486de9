"""A partition of the markers into cells, so that a search looks only into the cells near a query."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from typilus.errors import CheckpointError, RewriteError
from typilus.files import write_file
from typilus.typespace.neighbors import FloatMatrix

__all__ = ["CELLS_FROM", "Cells", "load_cells", "make_cells", "save_cells"]

CELLS_FROM = 50_000
"""Vectors from which on cells are worth their file: a scan of fewer takes a millisecond a query."""
_FORMAT = "typilus-cells-1"
_SEED = 20_200_615
_ROUNDS = 8
_SAMPLES_PER_CELL = 120
_BLOCK = 8192
_MAX_CELLS = 1 << 16
_VECTORS_PER_CELL = 750


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cell of each of M vectors.

    Attributes:
        centroids: `[C, D]` float32, the mean of each cell.
        cell_of: `[M]` uint16, index into them.

    Raises:
        ValueError: A vector lies in no cell, or the arrays have other shapes or types.
    """

    centroids: FloatMatrix
    cell_of: npt.NDArray[np.uint16]

    def __post_init__(self) -> None:
        if self.centroids.ndim != 2 or self.centroids.dtype != np.float32 or not np.isfinite(self.centroids).all():
            raise ValueError("the centroids are not a finite float32 matrix")
        if self.cell_of.ndim != 1 or self.cell_of.dtype != np.uint16:
            raise ValueError("the cells of the vectors are not 16-bit numbers")
        if len(self.cell_of) and int(self.cell_of.max()) >= len(self.centroids):
            raise ValueError(f"a vector lies in cell {int(self.cell_of.max())} of {len(self.centroids)}")


def make_cells(vectors: FloatMatrix, count: int | None = None) -> Cells:
    """Partition `[M, D]` vectors by Lloyd's algorithm on a sample of them. The same vectors give the same cells.

    Args:
        vectors: Finite vectors.
        count: Number of cells, of which at most M and 65,536 are made. By default a cell has some 750 vectors:
            with half or twice as many a search of the embedded map takes about as long.
    """
    count = max(1, min(len(vectors) // _VECTORS_PER_CELL if count is None else count, len(vectors), _MAX_CELLS))
    random = np.random.default_rng(_SEED)
    sample = vectors[np.sort(random.permutation(len(vectors))[: count * _SAMPLES_PER_CELL])]
    centroids = sample[random.permutation(len(sample))[:count]].copy()
    for _ in range(_ROUNDS):
        nearest = _nearest(sample, centroids)
        filled, starts = np.unique(nearest[order := np.argsort(nearest, kind="stable")], return_index=True)
        sums = np.add.reduceat(sample[order], starts, axis=0, dtype=np.float64)
        centroids[filled] = sums / np.diff([*starts, len(sample)])[:, None]
    return Cells(centroids, _nearest(vectors, centroids).astype(np.uint16))


def save_cells(cells: Cells, path: Path | str, digest: str) -> None:
    """Write cells beside the type map that they partition.

    Args:
        cells: Cells to write.
        path: File to write atomically.
        digest: The map's `map_digest`.

    Raises:
        CheckpointError: The file cannot be written.
    """
    tensors: dict[str, npt.NDArray[Any]] = {"centroids": cells.centroids, "cell_of": cells.cell_of}
    try:
        write_file(path, save(tensors, metadata={"format": _FORMAT, "map": digest}))
    except RewriteError as error:
        raise CheckpointError(f"{path}: cannot write the cells: {error}") from error


def load_cells(path: Path | str, digest: str, size: int, dimension: int) -> Cells:
    """Read the cells of a type map.

    Args:
        path: File that `save_cells` wrote.
        digest: The map's `map_digest`.
        size: Its number of markers, M.
        dimension: D.

    Raises:
        CheckpointError: The file is missing or damaged, or belongs to another map.
    """
    try:
        with safe_open(os.fspath(path), framework="numpy") as file:
            metadata: dict[str, Any] = file.metadata() or {}
            cells = Cells(file.get_tensor("centroids"), file.get_tensor("cell_of"))
        if metadata.get("format") != _FORMAT:
            raise ValueError("of another version")
        if metadata.get("map") != digest or cells.centroids.shape[1:] != (dimension,) or len(cells.cell_of) != size:
            raise ValueError("the cells of another type map")
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path}: not the cells of this type map: {error}; install the model again") from error
    return cells


def _nearest(vectors: FloatMatrix, centroids: FloatMatrix) -> npt.NDArray[np.int64]:
    """`[M]`: the nearest centroid of each vector by Euclidean distance, which their means minimize."""
    nearest = np.empty(len(vectors), np.int64)
    squares = (centroids**2).sum(axis=1)
    for start in range(0, len(vectors), _BLOCK):
        products = vectors[start : start + _BLOCK] @ centroids.T
        nearest[start : start + _BLOCK] = np.argmin(squares - 2 * products, axis=1)
    return nearest
