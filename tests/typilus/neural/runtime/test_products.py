"""Products in pieces: equal to the product, and none large enough for a second thread."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from typilus.neural.runtime.products import product

Array = npt.NDArray[np.float32]


def random(*shape: int) -> Array:
    return np.random.default_rng(len(shape)).standard_normal(shape).astype(np.float32)


@pytest.mark.parametrize("size", [0, 1, 39, 40, 41, 400, 1003])
@pytest.mark.parametrize("stack", [(), (1,), (3,)])
def test_it_is_the_product(size: int, stack: tuple[int, ...]) -> None:
    rows, weights = random(size, 80), random(*stack, 80, 80)
    found = product(rows, weights)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, rows.astype(np.float64) @ weights.astype(np.float64), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("inner", "outer"), [(80, 80), (16, 16), (160, 240), (100, 64)])
def test_each_piece_is_small_enough_for_one_thread(inner: int, outer: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By OpenBLAS's own rule; how many rows there are changes nothing."""
    sizes: list[int] = []
    matmul = np.matmul

    def noted(left: Array, right: Array, out: Array) -> Array:
        sizes.append(left.shape[-2] * right.shape[-2] * right.shape[-1])
        result: Array = matmul(left, right, out=out)
        return result

    monkeypatch.setattr(np, "matmul", noted)
    product(random(997, inner), random(2, inner, outer))
    assert 0 < max(sizes) <= 65536 * 4


def test_matrices_that_leave_no_rows_a_piece_are_multiplied_at_once() -> None:
    rows, weights = random(5, 600), random(600, 500)
    np.testing.assert_allclose(product(rows, weights), rows @ weights, rtol=1e-4, atol=1e-4)
