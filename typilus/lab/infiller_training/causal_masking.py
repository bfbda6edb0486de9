"""InCoder's objective (section 2.1, Eq. 1): spans of a document move to its end, behind sentinels.

A document A B C D E with the spans B and D becomes

    A <mask:0> C <mask:1> E <mask:0> B <endofmask> <mask:1> D <endofmask>

and a decoder learns to write all of it from left to right, without a loss on the sentinels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["MAX_SPANS", "MaskedTokens", "Sentinels", "mask_spans", "masked_parts", "sample_spans"]

MAX_SPANS: Final = 256
"""The upper end of the truncated Poisson distribution."""
_SETS_AT_ONCE = 256
_TRIES = 64


@dataclass(frozen=True, slots=True)
class Sentinels:
    """The numbers of the tokens of the objective.

    Attributes:
        first: Number of `<|mask:0|>`; the others follow.
        count: Number of mask sentinels.
        end: Number of the token that ends a span.
    """

    first: int
    count: int
    end: int

    def mask(self, number: int) -> int:
        """The token of a sentinel."""
        if not 0 <= number < self.count:
            raise ValueError(f"sentinel {number} of {self.count}")
        return self.first + number


@dataclass(frozen=True, slots=True)
class MaskedTokens:
    """A document as the decoder reads it.

    Attributes:
        tokens: Tokens in the permuted order.
        span: For each token whether it is of a moved span, or the token that ends one.
        counts: For each token whether the loss counts it: all but the mask sentinels.
    """

    tokens: tuple[int, ...]
    span: tuple[bool, ...]
    counts: tuple[bool, ...]


def sample_spans(length: int, random: np.random.Generator, most: int = MAX_SPANS) -> list[tuple[int, int]]:
    """Draw the spans of a document of `length` tokens, in their order.

    Their number is Poisson(1), truncated to [1, most]; each length is uniform over the document's, each start over
    those where the span fits; a set in which spans overlap is drawn again. Large sets hardly ever fit (of five spans
    one in some hundred thousand): after 16,384 sets the number is drawn anew.
    """
    if length < 1:
        return []
    while True:
        count = int(random.poisson(1.0))
        if not 1 <= count <= min(most, length):
            continue
        for _ in range(_TRIES):
            lengths = random.integers(1, length + 1, (_SETS_AT_ONCE, count))
            starts = random.integers(0, length - lengths + 1)
            order = np.argsort(starts, axis=1, kind="stable")
            starts = np.take_along_axis(starts, order, axis=1)
            ends = starts + np.take_along_axis(lengths, order, axis=1)
            fitting = np.flatnonzero((starts[:, 1:] >= ends[:, :-1]).all(axis=1))
            if fitting.size:
                first = int(fitting[0])
                return _pairs(starts[first], ends[first])


def mask_spans(
    tokens: Sequence[int], spans: Sequence[tuple[int, int]], sentinels: Sentinels, *, is_cut: bool = False
) -> MaskedTokens:
    """Move spans of a document to its end (Eq. 1).

    Args:
        tokens: Tokens of the document.
        spans: Starts and ends in their order.
        sentinels: Numbers of the sentinels.
        is_cut: Whether one more sentinel stands behind the right context, as at inference (footnote 3): the document
            goes on there.
    """
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(tokens)]
    parts = [tokens[start:end] for start, end in zip(ends, starts, strict=True)]
    return masked_parts(parts, [tokens[start:end] for start, end in spans], sentinels, is_cut=is_cut)


def masked_parts(
    parts: Sequence[Sequence[int]], fillings: Sequence[Sequence[int]], sentinels: Sentinels, *, is_cut: bool = True
) -> MaskedTokens:
    """The same of a document whose parts around the holes are tokens on their own, as text with holes has them."""
    pieces: list[tuple[Sequence[int], bool, bool]] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(([sentinels.mask(number - 1)], False, False))
        pieces.append((part, False, True))
    if is_cut:
        pieces.append(([sentinels.mask(len(fillings))], False, False))
    for number, filling in enumerate(fillings):
        pieces += (([sentinels.mask(number)], False, False), ([*filling, sentinels.end], True, True))
    return MaskedTokens(
        tuple(token for piece, _, _ in pieces for token in piece),
        tuple(span for piece, span, _ in pieces for _ in piece),
        tuple(counts for piece, _, counts in pieces for _ in piece),
    )


def _pairs(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]
