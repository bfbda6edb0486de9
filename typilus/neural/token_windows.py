"""The tokens around the occurrences of some symbols, as many as fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from typilus.neural.encoded_tokens import EncodedTokens
from typilus.neural.ragged import IntArray, Ragged

__all__ = ["token_windows"]


def token_windows(
    file: EncodedTokens, positions: npt.NDArray[np.integer], limit: int
) -> Iterator[tuple[npt.NDArray[np.integer], EncodedTokens]]:
    """Cut a file to at most `limit` tokens at a time.

    A file within the limit is read whole. The wanted symbols of a larger one are shared among as many groups as it has
    times the limit (they lie in source order, so that groups stay local), each with the `limit` tokens nearest to their
    occurrences: all parts together cost about as much as the whole file would. Each symbol's first occurrence is always
    among them.

    Args:
        file: The whole file.
        positions: `[s]` positions in `wanted` of the symbols to be embedded.
        limit: Greatest number of tokens of a part.

    Yields:
        The positions of the part and the part itself, its tokens in their order.
    """
    if len(positions) == 0:
        return
    if file.num_tokens <= limit:
        yield positions, replace(file, wanted=file.wanted[positions])
        return
    num_groups = min(-(-max(file.num_tokens, len(positions)) // limit), len(positions))
    for group in np.array_split(positions, num_groups):
        wanted = file.wanted[group]
        yield group, _part(file, _nearest_tokens(file, wanted, limit), wanted)


def _nearest_tokens(file: EncodedTokens, wanted: IntArray, limit: int) -> npt.NDArray[np.int64]:
    """The first occurrence of each symbol, then other occurrences, then what is nearest to these, ascending."""
    occurrences = file.occurrences.take(wanted)
    places = np.sort(occurrences.values)
    if len(places) == 0:
        return np.arange(limit)
    tokens = np.arange(file.num_tokens)
    after = np.searchsorted(places, tokens).clip(max=len(places) - 1)
    before = (np.searchsorted(places, tokens, side="right") - 1).clip(min=0)
    distance = np.minimum(abs(places[after] - tokens), abs(tokens - places[before]))
    distance[occurrences.values[occurrences.starts[occurrences.lengths > 0]]] = -1
    return np.sort(np.argsort(distance, kind="stable")[:limit])


def _part(file: EncodedTokens, tokens: npt.NDArray[np.int64], wanted: IntArray) -> EncodedTokens:
    """Some tokens of a file, and the symbols that occur among them or are wanted."""
    number = np.full(file.num_tokens, -1, dtype=np.int32)
    number[tokens] = np.arange(len(tokens), dtype=np.int32)
    run_starts = np.flatnonzero(np.diff(tokens, prepend=-2) != 1)
    symbol = np.repeat(np.arange(len(file.occurrences)), file.occurrences.lengths)
    token = number[file.occurrences.values]
    symbol, token = symbol[token >= 0], token[token >= 0]
    kept = np.zeros(len(file.occurrences), dtype=np.bool_)
    kept[symbol] = kept[wanted] = True
    new_symbol = np.cumsum(kept, dtype=np.int32) - 1
    return EncodedTokens(
        file.pieces.take(tokens),
        np.diff(run_starts, append=len(tokens)).astype(np.int32),
        Ragged.grouped(token, new_symbol[symbol], int(kept.sum())),
        new_symbol[wanted],
    )
