"""The same neighbors as the scan."""

from __future__ import annotations

import numpy as np
import pytest

from typilus.lab.experiments.network import torch_index
from typilus.lab.experiments.network.torch_index import TorchIndex
from typilus.typespace import ExactIndex


def test_same_neighbors_as_the_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch_index, "_MARKERS", 70)
    monkeypatch.setattr(torch_index, "_QUERIES", 8)
    generator = np.random.default_rng(0)
    markers, queries = (generator.normal(size=(n, 16)).astype(np.float32) for n in (200, 33))
    index, scan = TorchIndex(markers), ExactIndex(markers)
    assert (index.size, index.dimension) == (200, 16)
    (ids, far), (expected_ids, expected_far) = index.query(queries, 7), scan.query(queries, 7)
    assert (ids == expected_ids).all()
    assert np.allclose(far, expected_far, rtol=1e-4)
    assert index.query(queries, 500)[0].shape == (33, 200)
    with pytest.raises(ValueError, match="queries must be"):
        index.query(queries[:, :3], 1)


def test_nearest_of_clustered_markers_are_those_of_the_scan() -> None:
    generator = np.random.default_rng(1)
    centers = generator.normal(size=(40, 16)) * 3
    markers = (centers[generator.integers(0, 40, 6000)] + generator.normal(size=(6000, 16)) * 0.3).astype(np.float32)
    queries = (centers[generator.integers(0, 40, 50)] + generator.normal(size=(50, 16)) * 0.3).astype(np.float32)
    found, expected = TorchIndex(markers).query(queries, 10)[0], ExactIndex(markers).query(queries, 10)[0]
    shared = [len(set(one) & set(other)) for one, other in zip(found.tolist(), expected.tolist(), strict=True)]
    assert sum(shared) >= 0.98 * expected.size
