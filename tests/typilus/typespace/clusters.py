"""Vectors that lie as a trained network's embeddings do: Zipf types, several clusters a type, few directions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def clustered(
    count: int, dimension: int = 32, types: int = 300, seed: int = 0
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """`[count, dimension]` vectors and their types."""
    rng = np.random.default_rng(seed)
    frequency = 1 / np.arange(1, types + 1) ** 1.1
    type_ids = rng.choice(types, count, p=frequency / frequency.sum())
    modes = rng.standard_normal((types, 1, 12)) + 0.8 * rng.standard_normal((types, 6, 12))
    latent = modes[type_ids, rng.integers(0, 6, count)] + 0.4 * rng.standard_normal((count, 12))
    vectors = latent @ rng.standard_normal((12, dimension)) / 3 + 0.1 * rng.standard_normal((count, dimension))
    return np.tanh(vectors).astype(np.float32), type_ids.astype(np.int64)
