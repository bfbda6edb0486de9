"""An exact index that computes where the network does: for experiments on a GPU."""

from __future__ import annotations

import numpy as np
import torch

from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex

__all__ = ["TorchIndex"]

_DISTANCES = 1 << 27
"""Distances held at once: half a gigabyte."""


class TorchIndex(NeighborIndex):
    """All L1 distances of all queries, block by block, on a device.

    Args:
        vectors: `[M, D]`.
        device: as torch names it.
    """

    def __init__(self, vectors: FloatMatrix, device: str = "cpu") -> None:
        self._markers = torch.from_numpy(np.ascontiguousarray(vectors, np.float32)).to(device)

    @property
    def size(self) -> int:
        """M."""
        return len(self._markers)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self._markers.shape[1])

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """See `NeighborIndex.query`; of equals any may come first."""
        queries = torch.from_numpy(self._checked(vectors, k)).to(self._markers.device)
        k = min(k, self.size)
        ids = np.empty((len(queries), k), np.int64)
        distances = np.empty((len(queries), k), np.float32)
        step = max(1, _DISTANCES // max(1, self.size))
        for start in range(0, len(queries), step):
            block = torch.cdist(queries[start : start + step], self._markers, p=1.0)
            near, found = block.topk(k, dim=1, largest=False)
            ids[start : start + step] = found.cpu().numpy()
            distances[start : start + step] = near.cpu().numpy()
        return ids, distances
