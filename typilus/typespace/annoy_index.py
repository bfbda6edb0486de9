"""Approximate nearest neighbors by Annoy's random-projection forest, memory-mapped from disk.

Annoy is compiled for the very processor that it was installed on, and kills the process on one that lacks an
instruction it uses (a container image moved to an older machine). `annoy_usable` finds that out in a process of its
own, once; where it says no, `build_index` falls back to the exact index.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from typilus.errors import CheckpointError
from typilus.files import whole_file
from typilus.isolation import isolated_command
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex

__all__ = ["DEFAULT_SEARCH", "DEFAULT_TREES", "AnnoyIndex", "annoy_usable"]

DEFAULT_TREES = 20
# On the embedded map this finds 0.978 of the 400 nearest, as the cells do; a quarter of it finds 0.86.
DEFAULT_SEARCH = 40_000
_SEED = 20_200_615
_FORMAT = "typilus-annoy-1"
_PROBE = """
import annoy
index = annoy.AnnoyIndex(64, "manhattan")
for row in range(300):
    index.add_item(row, [(row * 37 + place * 11) % 101 / 7 for place in range(64)])
index.build(2, 1)
assert index.get_nns_by_item(5, 1, 300) == [5]
"""


@functools.lru_cache(maxsize=1)
def annoy_usable() -> bool:
    """Return whether Annoy is installed and runs on this processor (tried once in a child process, about 50 ms)."""
    if importlib.util.find_spec("annoy") is None:
        return False
    if not sys.executable:
        return True
    import subprocess  # noqa: PLC0415 - most processes do not need it

    try:
        probe = subprocess.run(isolated_command(_PROBE), capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0


@dataclass(frozen=True)
class _Description:
    """The data that an Annoy file lacks, written beside it."""

    dimension: int
    size: int
    trees: int
    search: int
    bytes: int
    format: str = _FORMAT


class AnnoyIndex(NeighborIndex):
    """Annoy with Manhattan distance over a file that `build` wrote. See `build` and `load`.

    Attributes:
        search: Number of markers that Annoy looks at per query (its `search_k`). Its own default, k times the number of
            trees, finds only two thirds of the true ten nearest in type spaces; `tune_search` finds the smallest
            sufficient value.
    """

    def __init__(self, index: Any, description: _Description) -> None:
        self._index = index
        self._description = description
        self.search = description.search

    @classmethod
    def build(
        cls, vectors: FloatMatrix, path: Path | str, trees: int = DEFAULT_TREES, search: int = DEFAULT_SEARCH
    ) -> AnnoyIndex:
        """Index `[M, D]` vectors into a file, which appears whole or not at all, and open it.

        The same vectors give the same forest.

        Raises:
            CheckpointError: Annoy is not installed, or the file cannot be written.
        """
        target = Path(path)
        size, dimension = (int(extent) for extent in vectors.shape)
        index = _new_index(dimension)
        for start in range(0, size, 4096):
            for row, vector in enumerate(vectors[start : start + 4096].tolist(), start):
                index.add_item(row, vector)
        # One job: with more, which tree gets which random numbers is left to chance.
        index.build(trees, 1)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
                temporary = Path(folder) / "index"
                index.save(os.fspath(temporary))
                description = _Description(dimension, size, trees, search, temporary.stat().st_size)
                temporary.replace(target)
                cls(index, description).save_search(target, search)
        except OSError as error:
            raise CheckpointError(f"{target}: cannot write the index: {error}") from error
        return cls.load(target)

    @classmethod
    def load(cls, path: Path | str) -> AnnoyIndex:
        """Map an index that `build` wrote.

        Raises:
            CheckpointError: The file is missing, cut short or no such index, or Annoy is not installed.
        """
        target = Path(path)
        try:
            description = _Description(**json.loads(_beside(target).read_text("utf-8")))
            if description.format != _FORMAT or target.stat().st_size != description.bytes:
                raise ValueError("size or version differ from its description")
            index = _new_index(description.dimension)
            if description.size:
                index.load(os.fspath(target))
            if index.get_n_items() != description.size:
                raise ValueError(f"{index.get_n_items()} vectors, {description.size} expected")
        except (OSError, ValueError, TypeError) as error:
            raise CheckpointError(f"{target}: not an index that can be used, build it again: {error}") from error
        return cls(index, description)

    def save_search(self, path: Path | str, search: int) -> None:
        """Remember beside an index's file how many markers to look at per query.

        Raises:
            OSError: The description cannot be written.
        """
        description = _Description(**{**asdict(self._description), "search": search})
        target = _beside(Path(path))
        with whole_file(target) as file:
            file.write(json.dumps(asdict(description), indent=1, sort_keys=True).encode() + b"\n")
        self.search = search

    @property
    def size(self) -> int:
        """M."""
        return self._description.size

    @property
    def dimension(self) -> int:
        """D."""
        return self._description.dimension

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """Query as `NeighborIndex.query` does, except that a few true neighbors may be missing."""
        queries = self._checked(vectors, k)
        k = min(k, self.size)
        ids = np.full((len(queries), k), -1, np.int64)
        distances = np.full((len(queries), k), np.inf, np.float32)
        if k == 0:
            return ids, distances
        find = self._index.get_nns_by_vector
        for row, query in enumerate(queries.tolist()):
            nearest, far = find(query, k, self.search, include_distances=True)
            ids[row, : len(nearest)] = nearest
            distances[row, : len(far)] = far
        return ids, distances


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _new_index(dimension: int) -> Any:
    try:
        import annoy
    except ImportError as error:
        raise CheckpointError("annoy is not installed: pip install 'typilus[annoy]', or use the exact index") from error
    index = annoy.AnnoyIndex(dimension, "manhattan")
    index.set_seed(_SEED)
    return index
