from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.typespace.clusters import clustered
from typilus.typespace.exact import ExactIndex
from typilus.typespace.quantization import Bits, quantize


@pytest.mark.parametrize("dimension", [1, 5, 8])
@pytest.mark.parametrize("bits", [4, 8])
def test_every_value_comes_back_within_half_a_step(bits: Bits, dimension: int) -> None:
    vectors = clustered(300, dimension)[0] * 10 ** np.arange(-2, dimension - 2, dtype=np.float32)
    quantized = quantize(vectors, bits)
    restored = quantized.restore()
    assert restored.shape == vectors.shape
    assert restored.dtype == np.float32
    assert (np.abs(restored - vectors) <= quantized.scale * 0.501).all()
    assert quantized.codes.nbytes == 300 * (dimension if bits == 8 else (dimension + 1) // 2)


def test_quantizing_what_was_quantized_changes_nothing() -> None:
    once = quantize(clustered(500, 6)[0]).restore()
    assert quantize(once).restore() == pytest.approx(once, abs=1e-5)


def test_a_dimension_without_variation_is_kept() -> None:
    vectors = np.tile(np.array([[3.0, -7.0]], np.float32), (4, 1))
    assert np.array_equal(quantize(vectors, 4).restore(), vectors)
    assert quantize(vectors[:0]).restore().shape == (0, 2)


def test_clipping_gives_the_bulk_more_levels() -> None:
    vectors = clustered(2000, 8)[0]
    vectors[0] = 100
    bulk = slice(1, None)
    whole, clipped = quantize(vectors, 4).restore(), quantize(vectors, 4, clip=0.001).restore()
    assert np.abs(clipped - vectors)[bulk].mean() < np.abs(whole - vectors)[bulk].mean() / 10


def test_eight_bits_keep_the_neighborhood() -> None:
    vectors, _ = clustered(5100)
    markers, queries = vectors[:5000], vectors[5000:]
    true, _ = ExactIndex(markers).query(queries, 10)
    found, _ = ExactIndex(quantize(markers).restore()).query(queries, 10)
    shared = [len(set(a) & set(b)) / 10 for a, b in zip(true.tolist(), found.tolist(), strict=True)]
    assert np.mean(shared) > 0.98


def test_values_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        quantize(np.array([[np.inf]], np.float32))
