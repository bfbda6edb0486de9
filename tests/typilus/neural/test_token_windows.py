from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typilus.neural.random_tokens import random_tokens
from typilus.neural.encoded_tokens import EncodedTokens
from typilus.neural.ragged import Ragged
from typilus.neural.token_windows import token_windows


def row(lists: Ragged, number: int) -> list[int]:
    values: list[int] = lists.take(np.array([number])).values.tolist()
    return values


def numbered(file: EncodedTokens) -> EncodedTokens:
    """The same file, whose only piece of each token is its number, so that parts tell which tokens they hold."""
    pieces = Ragged.of([[number] for number in range(file.num_tokens)])
    return EncodedTokens(pieces, file.run_lengths, file.occurrences, file.wanted)


@given(st.integers(0, 10_000), st.integers(1, 130))
@settings(max_examples=60, deadline=None)
def test_parts_hold_every_wanted_symbol_once_and_keep_to_the_limit(seed: int, limit: int) -> None:
    file = numbered(random_tokens(seed, num_tokens=120, num_symbols=30, num_wanted=20))
    positions = np.arange(0, 20, 2)
    seen: list[int] = []
    for group, part in token_windows(file, positions, limit):
        seen.extend(group.tolist())
        assert part.num_tokens <= limit
        assert len(part.wanted) == len(group)
        tokens = part.pieces.values.tolist()
        runs = np.split(tokens, np.cumsum(part.run_lengths)[:-1])
        assert all(run.tolist() == list(range(run[0], run[-1] + 1)) for run in runs)
        assert all(before[-1] + 1 < after[0] for before, after in itertools.pairwise(runs))
        for position, symbol in zip(group.tolist(), part.wanted.tolist(), strict=True):
            occurrences = row(file.occurrences, file.wanted[position])
            assert [tokens[token] for token in row(part.occurrences, symbol)] == [
                token for token in occurrences if token in tokens
            ]
            assert occurrences[:1] == [tokens[token] for token in row(part.occurrences, symbol)[:1]]
    assert seen == positions.tolist()


def test_a_file_within_the_limit_is_read_whole() -> None:
    file = random_tokens(1)
    ((positions, part),) = token_windows(file, np.array([2, 0]), 40)
    assert positions.tolist() == [2, 0]
    assert part.wanted.tolist() == file.wanted[[2, 0]].tolist()
    assert (part.pieces, part.occurrences) == (file.pieces, file.occurrences)


def test_tokens_nearest_to_the_occurrences_are_kept() -> None:
    file = EncodedTokens(
        Ragged.of([[number] for number in range(100)]),
        np.array([100], dtype=np.int32),
        Ragged.of([[10, 90], [50], [89]]),
        np.array([0], dtype=np.int32),
    )
    ((_, part),) = token_windows(file, np.array([0]), 6)
    assert part.pieces.values.tolist() == [9, 10, 11, 89, 90, 91]
    assert part.run_lengths.tolist() == [3, 3]
    assert row(part.occurrences, 0) == [1, 4]
    assert row(part.occurrences, 1) == [3], "another symbol that occurs in the window"
    assert len(part.occurrences) == 2, "a symbol that lies outside is left out"
    ((_, single),) = token_windows(file, np.array([0]), 1)
    assert single.pieces.values.tolist() == [10], "the first occurrence comes first"


def test_nothing_wanted_gives_nothing() -> None:
    assert list(token_windows(random_tokens(0), np.array([], dtype=np.int64), 10)) == []
