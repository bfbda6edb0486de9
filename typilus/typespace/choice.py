"""The choice of an index for a map."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import numpy as np

from typilus.errors import CheckpointError
from typilus.files import cache_folder
from typilus.typespace.annoy_index import DEFAULT_SEARCH, DEFAULT_TREES, AnnoyIndex, annoy_usable
from typilus.typespace.exact import ExactIndex
from typilus.typespace.neighbors import FloatMatrix, NeighborIndex
from typilus.typespace.quantization import QuantizedVectors

__all__ = ["ANNOY_FROM", "build_index"]

_LOG = logging.getLogger(__name__)

# By benchmarks/neighbors.py. On the embedded map (389,175 markers) Annoy takes 6.8 ms a symbol where it finds
# 0.978 of the 400 nearest, the scan 5.6; its forest takes 200 MB of disk.
ANNOY_FROM = 500_000
_QUERIES_WORTH_A_FOREST = 20_000


def build_index(
    index: str,
    points: FloatMatrix | QuantizedVectors,
    folder: Path | None = None,
    expected_queries: int | None = None,
    digest: str | None = None,
) -> NeighborIndex:
    """Return an index over M points.

    `exact` scans. `annoy` maps a forest from the cache folder, where it is built first if necessary. `auto` takes the
    index that finishes sooner, building included: the scan, unless the map is huge, Annoy runs here, and its forest
    either is in the cache or is worth building (some 100 s for a million markers) for the expected queries.

    Args:
        index: Name of the index.
        points: `[M, D]` float32, or the codes that stand for them, which a forest that is there leaves as they are.
        folder: Folder of the forests, `indexes` in `cache_folder()` by default.
        expected_queries: Expected number of queries, None if it is unlimited.
        digest: A hash of the points that names the forest's file, made here if it is not at hand.

    Raises:
        CheckpointError: `annoy` is requested and not usable here, or its file cannot be written.
        ValueError: There is no such index.
    """
    if index not in ("auto", "annoy", "exact"):
        raise ValueError(f"an index is auto, annoy or exact, not {index!r}")
    if index == "exact" or (index == "auto" and len(points) < ANNOY_FROM):
        return ExactIndex(_restored(points))
    if not annoy_usable():
        if index == "auto":
            return ExactIndex(_restored(points))
        raise CheckpointError(
            "annoy is not installed, or does not run on this processor: pip install 'typilus[annoy]', "
            "or use the exact index"
        )
    path = (cache_folder() / "indexes" if folder is None else folder) / _forest_name(points, digest)
    try:
        return AnnoyIndex.load(path)
    except CheckpointError as error:
        if path.exists():
            _LOG.info("%s; it is made anew", error)
        if index == "auto" and expected_queries is not None and expected_queries < _QUERIES_WORTH_A_FOREST:
            return ExactIndex(_restored(points))
    try:
        return AnnoyIndex.build(_restored(points), path)
    except CheckpointError:
        if index == "auto":
            return ExactIndex(_restored(points))
        raise


def _restored(points: FloatMatrix | QuantizedVectors) -> FloatMatrix:
    return points.restore() if isinstance(points, QuantizedVectors) else points


def _forest_name(points: FloatMatrix | QuantizedVectors, digest: str | None) -> str:
    """The name of a forest's file: whatever makes another forest of it makes another name."""
    name = hashlib.sha256(f"{points.shape} {DEFAULT_TREES} {DEFAULT_SEARCH} {digest}".encode())
    if digest is None:
        name.update(np.ascontiguousarray(_restored(points), np.float32).data)
    return f"{name.hexdigest()[:32]}.annoy"
