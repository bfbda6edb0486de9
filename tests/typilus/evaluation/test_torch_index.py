"""The same neighbours as the scan."""

from __future__ import annotations

import numpy as np
import pytest

from typilus.evaluation import torch_index
from typilus.evaluation.torch_index import TorchIndex
from typilus.typespace import ExactIndex


def test_same_neighbours_as_the_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch_index, "_DISTANCES", 700)
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
