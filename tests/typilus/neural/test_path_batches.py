from __future__ import annotations

import numpy as np

from typilus.neural.encoded_paths import EncodedPaths
from typilus.neural.path_batches import collate_paths
from typilus.neural.ragged import Ragged


def random_paths(seed: int, num_symbols: int = 4, length: int = 3) -> EncodedPaths:
    """Paths of few different steps, so that some ways occur twice; the last symbol has none."""
    rng = np.random.default_rng(seed)
    counts = np.array([*rng.integers(1, 6, num_symbols - 1), 0], dtype=np.int32)
    total = int(counts.sum())
    steps = rng.integers(0, 3, (total, length)).astype(np.int32)
    steps[np.arange(length) >= rng.integers(1, length + 1, total)[:, None]] = -1
    return EncodedPaths(
        Ragged.of([rng.integers(0, 9, rng.integers(1, 4)).tolist() for _ in range(5)]),
        steps,
        rng.integers(0, 5, (total, 2)).astype(np.int32),
        rng.integers(0, 3, total).astype(np.uint8),
        counts,
    )


def test_paths_keep_their_steps_ends_and_symbols() -> None:
    parts = [random_paths(seed) for seed in range(3)]
    batch = collate_paths(parts)
    assert batch.size == sum(part.size for part in parts)
    assert batch.num_symbols == 12
    assert len(batch.ways) < batch.size
    ends = [*batch.piece_offset.tolist()[1:], len(batch.pieces)]
    words = [batch.pieces[a:b].tolist() for a, b in zip(batch.piece_offset.tolist(), ends, strict=True)]
    found = [
        (batch.ways[way, : batch.way_lengths[way]].tolist(), words[start], words[end], direction, symbol)
        for way, (start, end), direction, symbol in zip(
            batch.way.tolist(), batch.ends.tolist(), batch.direction.tolist(), batch.symbol.tolist(), strict=True
        )
    ]
    expected = []
    for number, part in enumerate(parts):
        symbols = [4 * number + symbol for symbol, count in enumerate(part.counts.tolist()) for _ in range(count)]
        for row, symbol in enumerate(symbols):
            steps = [step for step in part.steps[row].tolist() if step >= 0]
            start, end = (part.words.take(part.ends[row, side : side + 1]).values.tolist() for side in range(2))
            expected.append((steps, start, end, int(part.direction[row]), symbol))
    assert found == expected


def test_padding_is_a_piece_that_exists() -> None:
    batch = collate_paths([random_paths(0)])
    assert batch.ways.min() == 0
    assert batch.way_lengths.min() >= 1
