"""Vectors in few bits: a scale and an offset per dimension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["Bits", "QuantizedVectors", "quantize"]

Bits = Literal[4, 8]


@dataclass(frozen=True, slots=True, eq=False)
class QuantizedVectors:
    """`[M, D]` vectors as small integers: value = code * scale + offset.

    Attributes:
        codes: `[M, D]` uint8 (8 bits), or `[M, ceil(D / 2)]` with two codes a byte, the even dimension low (4 bits).
        scale, offset: `[D]` float32.
        bits: Bits per code.
    """

    codes: npt.NDArray[np.uint8]
    scale: npt.NDArray[np.float32]
    offset: npt.NDArray[np.float32]
    bits: Bits

    @property
    def shape(self) -> tuple[int, int]:
        """M and D."""
        return len(self.codes), len(self.scale)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The vectors of some rows, as `restore` gives them."""
        return QuantizedVectors(self.codes[rows], self.scale, self.offset, self.bits).restore()

    def restore(self) -> npt.NDArray[np.float32]:
        """`[M, D]` float32: each value within half a scale of what was quantized (if inside the range)."""
        codes = self.codes
        if self.bits == 4:
            wide = np.empty((len(codes), 2 * codes.shape[1]), np.uint8)
            wide[:, 0::2] = codes & 0x0F
            wide[:, 1::2] = codes >> 4
            codes = wide[:, : len(self.scale)]
        vectors = codes.astype(np.float32)
        vectors *= self.scale
        vectors += self.offset
        return vectors


def quantize(vectors: npt.NDArray[np.float32], bits: Bits = 8, clip: float = 0.0) -> QuantizedVectors:
    """Quantize `[M, D]` vectors evenly between each dimension's extremes.

    Args:
        vectors: Finite vectors.
        bits: 8 or 4 per value.
        clip: Share of the values to cut off at either end of each dimension before the range is computed. With few bits
            a narrower range is worth more than the rare outlier.

    Raises:
        ValueError: A value is not finite.
    """
    if not np.isfinite(vectors).all():
        raise ValueError("vectors must be finite")
    levels = 2**bits - 1
    if len(vectors) == 0:
        low = high = np.zeros(vectors.shape[1], np.float32)
    elif clip > 0:
        low, high = np.quantile(vectors, [clip, 1 - clip], axis=0).astype(np.float32)
    else:
        low, high = vectors.min(axis=0), vectors.max(axis=0)
    scale = ((high - low) / levels).astype(np.float32)
    scale[scale == 0] = 1.0
    codes = np.clip(np.rint((vectors - low) / scale), 0, levels).astype(np.uint8)
    if bits == 4:
        if codes.shape[1] % 2:
            codes = np.concatenate([codes, np.zeros((len(codes), 1), np.uint8)], axis=1)
        codes = codes[:, 0::2] | (codes[:, 1::2] << 4)
    return QuantizedVectors(np.ascontiguousarray(codes), scale, low.astype(np.float32), bits)
