"""Approximate nearest neighbours by Annoy's random-projection forest, memory-mapped from disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from typilus.errors import CheckpointError
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex

__all__ = ["AnnoyIndex", "annoy_available"]

DEFAULT_TREES = 20
DEFAULT_SEARCH = 20_000
_SEED = 20_200_615


def annoy_available() -> bool:
    """Whether Annoy can be imported."""
    try:
        import annoy  # noqa: F401
    except ImportError:
        return False
    return True


class AnnoyIndex(NeighborIndex):
    """Annoy with Manhattan distance.

    Args:
        path: file that `build` wrote; mapped, not read.
        dimension: D.
        search: how many markers Annoy looks at per query (`search_k`). Annoy's own default, k times the number of
            trees, finds only two thirds of the true neighbours.

    Raises:
        CheckpointError: the file is missing or is no index of this dimension, or Annoy is not installed.
    """

    def __init__(self, path: Path | str, dimension: int, search: int = DEFAULT_SEARCH) -> None:
        self._dimension = dimension
        self.search = search
        self._index = _new_index(dimension)
        try:
            self._index.load(os.fspath(path))
        except OSError as error:
            raise CheckpointError(f"{path}: no Annoy index of dimension {dimension}: {error}") from error
        self._size = int(self._index.get_n_items())

    @classmethod
    def build(
        cls, vectors: FloatMatrix, path: Path | str, trees: int = DEFAULT_TREES, search: int = DEFAULT_SEARCH
    ) -> AnnoyIndex:
        """Build an index over `[M, D]` vectors into a file (written beside it, then renamed) and open it."""
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        index = _new_index(int(vectors.shape[1]))
        for row, vector in enumerate(np.asarray(vectors, np.float32).tolist()):
            index.add_item(row, vector)
        # One job: the forest depends on how many threads share the seed.
        index.build(trees, 1)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
        os.close(handle)
        try:
            index.save(temporary)
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
        return cls(target, int(vectors.shape[1]), search)

    @property
    def size(self) -> int:
        """M."""
        return self._size

    @property
    def dimension(self) -> int:
        """D."""
        return self._dimension

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """See `NeighborIndex.query`; a few true neighbours may be missing."""
        queries = self._checked(vectors, k)
        k = min(k, self.size)
        ids = np.full((len(queries), k), -1, np.int64)
        distances = np.full((len(queries), k), np.inf, np.float32)
        if k == 0:
            return ids, distances
        find = self._index.get_nns_by_vector
        for row, query in enumerate(queries.tolist()):
            found, far = find(query, k, self.search, include_distances=True)
            ids[row, : len(found)] = found
            distances[row, : len(far)] = far
        return ids, distances


def _new_index(dimension: int) -> Any:
    try:
        import annoy
    except ImportError as error:
        raise CheckpointError("annoy is not installed: pip install annoy, or use the exact index") from error
    index = annoy.AnnoyIndex(dimension, "manhattan")
    index.set_seed(_SEED)
    return index
