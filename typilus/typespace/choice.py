"""The choice of an index for a map."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Literal

import numpy as np

from typilus.errors import CheckpointError
from typilus.files import cache_folder
from typilus.typespace.annoy_index import DEFAULT_TREES, AnnoyIndex, annoy_usable
from typilus.typespace.exact import ExactIndex
from typilus.typespace.neighbors import FloatMatrix, NeighborIndex

__all__ = ["ANNOY_FROM", "IndexKind", "build_index", "index_path"]

_LOG = logging.getLogger(__name__)

IndexKind = Literal["auto", "annoy", "exact"]

# By benchmarks/neighbors.py. On the embedded map (388,000 markers) Annoy answers in a sixth of the scan's time at a
# recall@10 of 0.96, but its forest takes 13 s to build and 200 MB of disk, for some 1.7 ms a symbol.
ANNOY_FROM = 500_000
_QUERIES_WORTH_A_FOREST = 20_000


def build_index(
    kind: IndexKind,
    vectors: FloatMatrix,
    folder: Path | None = None,
    expected_queries: int | None = None,
) -> NeighborIndex:
    """Return an index over `[M, D]` vectors.

    `exact` scans. `annoy` maps a forest from the cache folder, where it is built first if necessary. `auto` takes the
    index that finishes sooner, building included: the scan, unless the map is huge, Annoy runs here, and its forest
    either is in the cache or is worth building (some 100 s for a million markers) for the expected queries.

    Args:
        kind: Kind of index.
        vectors: `[M, D]` float32.
        folder: Folder of the forests, `indexes` in `cache_folder()` by default.
        expected_queries: Expected number of queries, None if it is unlimited.

    Raises:
        CheckpointError: `annoy` is requested and not usable here, or its file cannot be written.
        ValueError: There is no such kind of index.
    """
    if kind not in ("auto", "annoy", "exact"):
        raise ValueError(f"an index is auto, annoy or exact, not {kind!r}")
    if kind == "exact" or (kind == "auto" and len(vectors) < ANNOY_FROM):
        return ExactIndex(vectors)
    if not annoy_usable():
        if kind == "auto":
            return ExactIndex(vectors)
        raise CheckpointError(
            "annoy is not installed, or does not run on this processor: pip install 'typilus[annoy]', "
            "or use the exact index"
        )
    path = index_path(vectors, folder)
    try:
        return AnnoyIndex.load(path)
    except CheckpointError as error:
        if path.exists():
            _LOG.info("%s; it is made anew", error)
        if kind == "auto" and expected_queries is not None and expected_queries < _QUERIES_WORTH_A_FOREST:
            return ExactIndex(vectors)
    try:
        return AnnoyIndex.build(vectors, path)
    except CheckpointError:
        if kind == "auto":
            return ExactIndex(vectors)
        raise


def index_path(vectors: FloatMatrix, folder: Path | None = None) -> Path:
    """Return the path of the forest over these vectors, with a hash of them as its name."""
    digest = hashlib.sha256(f"{vectors.shape} {DEFAULT_TREES}".encode())
    digest.update(np.ascontiguousarray(vectors, np.float32).data)
    return (cache_folder() / "indexes" if folder is None else folder) / f"{digest.hexdigest()[:32]}.annoy"
