"""Which index for which map."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from typilus.typespace.annoy_index import AnnoyIndex, annoy_available
from typilus.typespace.exact import ExactIndex
from typilus.typespace.neighbors import FloatMatrix, NeighborIndex

__all__ = ["IndexKind", "build_index"]

IndexKind = Literal["auto", "annoy", "exact"]
_ANNOY_FROM = 50_000


def build_index(kind: IndexKind, vectors: FloatMatrix, path: Path | None = None) -> NeighborIndex:
    """An index over `[M, D]` vectors: exact for few, Annoy for many (`auto`)."""
    if kind == "exact" or (kind == "auto" and (len(vectors) < _ANNOY_FROM or not annoy_available())):
        return ExactIndex(vectors)
    if path is None:
        path = Path(tempfile.mkdtemp(prefix="typilus-")) / "index.annoy"
    return AnnoyIndex.build(vectors, path)
