"""An ideal network for these tests: symbols of one name and kind lie at one place."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph
from typilus.prediction.predictor import Predictor
from typilus.project import Embedding
from typilus.project.marker_cache import MarkerCache
from typilus.typespace import TypeMap, TypeMarker, TypeSpace, VotingRule

DIMENSION = 8


class NameEmbedder:
    dimension = DIMENSION
    fingerprint = "by name"

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        vectors = [[place(symbol.name) for symbol in graph.symbols] for graph in graphs]
        return [Embedding(np.array(rows, np.float32).reshape(-1, DIMENSION)) for rows in vectors]


def place(name: str) -> npt.NDArray[np.float32]:
    return np.random.default_rng(zlib.crc32(name.encode())).normal(size=DIMENSION).astype(np.float32)


def by_name(folder: Path) -> Predictor:
    """Six markers called `width`, all `int`, and one called `label`."""
    markers = [TypeMarker("int", "shop", "shop/box.py", line, "width") for line in range(1, 7)]
    markers.append(TypeMarker("str", "shop", "shop/box.py", 9, "label"))
    space = TypeSpace(
        TypeMap.build(np.stack([place(marker.name) for marker in markers]), markers), rule=VotingRule(k=6, p=4.0)
    )
    return Predictor(NameEmbedder(), space, cache=MarkerCache(folder))
