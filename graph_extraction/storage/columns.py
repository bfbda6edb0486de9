"""Columns of whole numbers and of text as bytes, laid out so that a general compressor does well on them.

Numbers take the 1, 2 or 4 bytes that their largest needs, all low bytes first, then all higher ones. Reading checks
every length against the bytes that are there, so that no input makes it ask for memory out of proportion.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from graph_extraction.source.source_errors import GraphFormatError

__all__ = ["ColumnReader", "ColumnWriter"]

_WIDTHS = (1, 2, 4)


class ColumnWriter:
    """Collects columns, whose bytes are in `parts`."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def number(self, value: int) -> None:
        """One whole number from 0 on, as a little-endian base-128 varint."""
        encoded = bytearray()
        while value > 0x7F:
            encoded.append(value & 0x7F | 0x80)
            value >>= 7
        encoded.append(value)
        self.parts.append(bytes(encoded))

    def unsigned(self, values: npt.ArrayLike) -> None:
        """`[n]` whole numbers from 0 to 2**32 - 1."""
        column = np.asarray(values, dtype=np.int64)
        largest = int(column.max()) if column.size else 0
        width = next(width for width in _WIDTHS if largest < 1 << 8 * width)
        self.number(len(column))
        if column.size:
            planes = column.astype(f"<u{width}").view(np.uint8).reshape(-1, width).T
            self.parts += [bytes([width]), planes.tobytes()]

    def signed(self, values: npt.ArrayLike) -> None:
        """`[n]` integers from -2**31 to 2**31 - 1, of which those near 0 take few bytes."""
        column = np.asarray(values, dtype=np.int64)
        self.unsigned(column << 1 ^ column >> 63)

    def novel(self, values: npt.ArrayLike) -> None:
        """`[n]` whole numbers from 0 on, of which many are one more than the largest before."""
        column = np.asarray(values, dtype=np.int64)
        beyond = column > np.maximum.accumulate(np.concatenate([[-1], column]))[:-1]
        self.unsigned(np.where(beyond, 0, column + 1))
        self.unsigned(np.diff(column[beyond], prepend=-1) - 1)

    def texts(self, values: Iterable[str]) -> None:
        """Strings, stored as a column of lengths and a column of UTF-8 bytes."""
        encoded = [value.encode("utf-8", "surrogatepass") for value in values]
        self.unsigned([len(value) for value in encoded])
        self.parts.append(b"".join(encoded))


class ColumnReader:
    """Reads what `ColumnWriter` wrote, in the same order.

    Every method raises `GraphFormatError` where the bytes end too early or make no sense.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """Return the number of bytes that have not been read."""
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        """The next bytes."""
        end = self._at + count
        if end > len(self._data):
            raise GraphFormatError(f"ends after {len(self._data)} bytes where {end} are needed")
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def number(self) -> int:
        """One whole number."""
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 35:
                raise GraphFormatError("contains a number that is too large")

    def unsigned(self) -> npt.NDArray[np.int64]:
        """A column of whole numbers from 0 on."""
        count = self.number()
        if count == 0:
            return np.zeros(0, dtype=np.int64)
        width = self.take(1)[0]
        if width not in _WIDTHS:
            raise GraphFormatError(f"contains a column of {width}-byte numbers")
        planes = np.frombuffer(self.take(count * width), dtype=np.uint8).reshape(width, count)
        return np.ascontiguousarray(planes.T).view(f"<u{width}").reshape(count).astype(np.int64)

    def signed(self) -> npt.NDArray[np.int64]:
        """A column of whole numbers of either sign."""
        column = self.unsigned()
        return column >> 1 ^ -(column & 1)

    def novel(self) -> npt.NDArray[np.int64]:
        """A column of whole numbers from 0 on, written by `novel`."""
        column = self.unsigned() - 1
        beyond = np.cumsum(self.unsigned() + 1) - 1
        if int((column < 0).sum()) != len(beyond):
            raise GraphFormatError("contains a column that is too short")
        column[column < 0] = beyond
        return column

    def texts(self) -> list[str]:
        """Strings."""
        ends = np.cumsum(self.unsigned()).tolist()
        blob = self.take(ends[-1] if ends else 0)
        try:
            return [blob[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise([0, *ends])]
        except UnicodeDecodeError as error:
            raise GraphFormatError("contains text that is not UTF-8") from error

    def finish(self) -> None:
        """All bytes must have been read."""
        if self.left:
            raise GraphFormatError(f"has {self.left} bytes too many")
