"""Matrix products that stay on one thread.

A file is some hundred small products, each with little to do for a second thread and a barrier at its end: on a
machine with other work that costs a hundred times what it saves. How many threads BLAS has is settled when numpy is
imported, which may have been long before this package was; but OpenBLAS takes one thread for a product that is small
enough, and any product is many small ones.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["product"]

Array = npt.NDArray[np.float32]

_MOST_FOR_ONE_THREAD: Final = 1 << 18
"""Multiplications of a product up to which OpenBLAS takes one thread (SMP_THRESHOLD_MIN times
GEMM_MULTITHREAD_THRESHOLD), whatever it has been told."""
_LEAST_HEIGHT: Final = 4
"""Of a piece. Matrices that leave less have work for several threads."""


def product(rows: Array, weights: Array) -> Array:
    """`[..., N, M]`, the rows times each of the matrices, in pieces of a few rows that take one thread each.

    Args:
        rows: `[N, K]`.
        weights: `[..., K, M]`.
    """
    inner, outer = weights.shape[-2:]
    height = _MOST_FOR_ONE_THREAD // (inner * outer)
    if height < _LEAST_HEIGHT:
        height = max(len(rows), 1)
    size, stack = len(rows), weights.shape[:-2]
    whole = size - size % height
    products: Array = np.empty((*stack, size, outer), np.float32)
    if whole:
        pieces = products[..., :whole, :].reshape(*stack, -1, height, outer)  # a view
        np.matmul(rows[:whole].reshape(-1, height, inner), weights[..., None, :, :], out=pieces)
    if whole < size:
        np.matmul(rows[whole:], weights, out=products[..., whole:, :])
    return products
