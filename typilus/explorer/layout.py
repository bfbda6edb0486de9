"""The markers of a type map in two dimensions.

t-SNE (openTSNE) lays out a sample of the markers; the others go where their nearest in the sample are. All of the
embedded map's 390,000 markers would take it half an hour, the sample takes a minute.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from typilus.errors import TypilusError
from typilus.typespace import Cells, FloatMatrix, TypeMap, make_cells

__all__ = ["SIDE", "Positions", "between", "lay_out"]

Positions = npt.NDArray[np.uint16]

SIDE = 65_535
"""The picture is a square from 0 to this."""
_SAMPLE = 20_000
_SEED = 20_200_615
_PERPLEXITY = 30.0
_EARLY, _LATE = 250, 500
"""Iterations with exaggerated attraction, and without."""
_FEWEST = 8
_FFT_FROM = 5_000
"""Points from which on interpolation (FIt-SNE) is faster than a tree (Barnes-Hut)."""
_NEAREST = 5
_CANDIDATES = 600
_REACH = 0.02 * SIDE


def lay_out(
    type_map: TypeMap,
    cells: Cells | None = None,
    sample: int = _SAMPLE,
    announce: Callable[[str], None] = lambda text: None,
) -> Positions:
    """Return `[M, 2]` positions in which neighbors in the TypeSpace (L1) are neighbors. The same map gives the same.

    Args:
        type_map: M markers.
        cells: Their cells, if they are there already.
        sample: How many of them t-SNE lays out.
        announce: Called with a line about each step.

    Raises:
        TypilusError: The library that does it is not installed.
    """
    count = len(type_map)
    rows = np.sort(np.random.default_rng(_SEED).permutation(count)[:sample])
    announce(f"laying out {len(rows):,} of {count:,} markers in two dimensions (t-SNE)")
    vectors = type_map.vectors
    anchors = _scaled(_embedded(vectors[rows], announce))
    if len(rows) == count:
        return anchors.astype(np.uint16)
    announce(f"placing the other {count - len(rows):,} markers near these")
    return _placed(vectors, cells or make_cells(vectors), rows, anchors)


def between(anchors: npt.NDArray[np.floating], distances: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Return positions `[Q, 2]` among the nearest neighbors of Q points.

    Near ones count more, and those that the picture shows elsewhere than the nearest do not count: a mean of two
    islands lies in the sea.

    Args:
        anchors: `[Q, k, 2]`, where the neighbors are, nearest first.
        distances: `[Q, k]`, how far away they are in the TypeSpace; infinity where there is none.
    """
    weights = 1.0 / np.maximum(distances.astype(np.float64), 1e-6) ** 2
    away = np.abs(anchors - anchors[:, :1]).max(axis=2)
    weights[:, 1:] *= away[:, 1:] <= _REACH
    weights[:, 0] += np.float64(1e-12)  # without any neighbor: where the first would be
    return np.asarray((anchors * weights[:, :, None]).sum(axis=1) / weights.sum(axis=1)[:, None], np.float64)


def _embedded(vectors: FloatMatrix, announce: Callable[[str], None]) -> npt.NDArray[np.float64]:
    """`[N, 2]`: the sample by t-SNE."""
    if len(vectors) < _FEWEST:
        return np.stack([np.arange(len(vectors)), np.zeros(len(vectors))], axis=1).astype(np.float64)
    try:
        from openTSNE import TSNEEmbedding
        from openTSNE.affinity import PerplexityBasedNN
        from openTSNE.initialization import pca
    except ImportError as error:
        raise TypilusError(
            "this model has no two-dimensional layout yet, and making one needs openTSNE: "
            "pip install 'typilus[explorer]'"
        ) from error
    perplexity = min(_PERPLEXITY, (len(vectors) - 1) / 3)
    near = PerplexityBasedNN(
        vectors, perplexity=perplexity, metric="manhattan", method="annoy", n_jobs=1, random_state=_SEED
    )
    start = pca(vectors, random_state=_SEED)
    method = "fft" if len(vectors) >= _FFT_FROM else "bh"
    layout = TSNEEmbedding(start, near, n_jobs=1, random_state=_SEED, negative_gradient_method=method)
    layout = layout.optimize(_EARLY, exaggeration=12, momentum=0.5)
    announce("the sample has its rough shape")
    return np.asarray(layout.optimize(_LATE, momentum=0.8), np.float64)


def _scaled(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The points in the square, their proportions kept."""
    if not len(points):
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    extent = max(float((high - low).max()), 1e-9)
    return np.asarray(np.rint(SIDE / 2 + (points - (low + high) / 2) * (SIDE / extent)), np.float64).clip(0, SIDE)


def _placed(
    vectors: FloatMatrix, cells: Cells, rows: npt.NDArray[np.int64], anchors: npt.NDArray[np.float64]
) -> Positions:
    """`[M, 2]`: the sample where it is, and the others among their nearest in the sample, looked for cell by cell."""
    from scipy.spatial.distance import cdist

    positions = np.empty((len(vectors), 2), np.uint16)
    sampled = vectors[rows]
    cell_of_sample = cells.cell_of[rows]
    sizes = np.bincount(cell_of_sample, minlength=len(cells.centroids))
    by_cell = np.split(
        np.argsort(cells.cell_of, kind="stable"), np.cumsum(np.bincount(cells.cell_of, minlength=len(sizes)))[:-1]
    )
    for members, near in zip(by_cell, np.argsort(cdist(cells.centroids, cells.centroids, "cityblock")), strict=True):
        if not len(members):
            continue
        enough = int(np.searchsorted(np.cumsum(sizes[near]), min(_CANDIDATES, len(rows)))) + 1
        candidates = np.flatnonzero(np.isin(cell_of_sample, near[:enough]))
        distances = cdist(vectors[members], sampled[candidates], "cityblock")
        nearest = np.argsort(distances, axis=1, kind="stable")[:, :_NEAREST]
        middle = between(anchors[candidates[nearest]], np.take_along_axis(distances, nearest, axis=1))
        positions[members] = np.rint(middle).astype(np.uint16)
    positions[rows] = anchors
    return positions
