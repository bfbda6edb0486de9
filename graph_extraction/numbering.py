"""Numbers of nodes while a graph grows, before anybody knows how many tokens it will have.

A number holds the kind of its node above one bit, and its position among its kind below.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import NodeKind

__all__ = ["NON_TERMINAL", "SYMBOL", "VOCABULARY", "final_indices", "position_of"]

_KIND_SHIFT = 28
_POSITION_MASK = (1 << _KIND_SHIFT) - 1
NON_TERMINAL = NodeKind.NON_TERMINAL << _KIND_SHIFT
VOCABULARY = NodeKind.VOCABULARY << _KIND_SHIFT
SYMBOL = NodeKind.SYMBOL << _KIND_SHIFT


def position_of(number: int) -> int:
    """The position of a node among its kind."""
    return number & _POSITION_MASK


def final_indices(numbers: Sequence[Sequence[int]], first: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """`[2, E]` numbers to indices, where `first` `[4]` is the index of the first node of each kind."""
    column = np.array(numbers, dtype=np.int32).reshape(2, -1)
    indices: npt.NDArray[np.int32] = first[column >> _KIND_SHIFT] + (column & _POSITION_MASK)
    return indices
