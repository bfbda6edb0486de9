"""Random encoded tokens for tests of windows and tensors."""

from __future__ import annotations

import numpy as np

from typilus.neural.encoded_tokens import EncodedTokens
from typilus.neural.ragged import Ragged


def random_tokens(seed: int, num_tokens: int = 40, num_symbols: int = 6, num_wanted: int = 4) -> EncodedTokens:
    """One run of tokens; some mean no symbol, some two, and some symbols have no occurrence."""
    rng = np.random.default_rng(seed)
    num_occurrences = num_tokens // 2
    pairs = np.unique(
        np.stack([rng.integers(0, num_symbols, num_occurrences), rng.integers(0, num_tokens, num_occurrences)]), axis=1
    )
    return EncodedTokens(
        Ragged.of([rng.integers(0, 50, rng.integers(1, 5)).tolist() for _ in range(num_tokens)]),
        np.array([num_tokens], dtype=np.int32),
        Ragged.grouped(pairs[1], pairs[0], num_symbols),
        rng.choice(num_symbols, num_wanted, replace=False).astype(np.int32),
    )
