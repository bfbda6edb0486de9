from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.lab.infiller_training.causal_masking import Sentinels, mask_spans, masked_parts, sample_spans

SENTINELS = Sentinels(first=1000, count=16, end=999)


def test_one_span_is_equation_1() -> None:
    """[Left; <Mask:0>; Right; <Mask:0>; Span; <EOM>]"""
    masked = mask_spans([1, 2, 3, 4, 5], [(1, 3)], SENTINELS)
    assert masked.tokens == (1, 1000, 4, 5, 1000, 2, 3, 999)
    assert masked.counts == (True, False, True, True, False, True, True, True)
    assert masked.span == (False, False, False, False, False, True, True, True)


def test_two_spans_with_the_extra_sentinel_are_section_2_2() -> None:
    """[A; <Mask:0>; C; <Mask:1>; E; <Mask:2>; <Mask:0>; B; <EOM>; <Mask:1>; D; <EOM>]"""
    masked = mask_spans([1, 2, 3, 4, 5], [(1, 2), (3, 4)], SENTINELS, is_cut=True)
    assert masked.tokens == (1, 1000, 3, 1001, 5, 1002, 1000, 2, 999, 1001, 4, 999)
    assert masked == masked_parts([[1], [3], [5]], [[2], [4]], SENTINELS)


@given(st.integers(1, 400), st.integers(0, 2**32))
def test_masking_loses_nothing(length: int, seed: int) -> None:
    spans = sample_spans(length, np.random.default_rng(seed), 4)
    assert 1 <= len(spans) <= 4
    assert all(start < end <= length for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    masked = mask_spans(list(range(length)), spans, SENTINELS)
    fillings: dict[int, list[int]] = {}
    current = None
    document: list[int] = []
    for token in masked.tokens:
        if token >= 1000 and token in document:
            current = fillings.setdefault(token, [])
        elif token == 999:
            current = None
        elif current is not None:
            current.append(token)
        else:
            document.append(token)
    restored = [token for place in document for token in fillings.get(place, [place])]
    assert restored == list(range(length))
    assert all(counts == (token < 1000) for token, counts in zip(masked.tokens, masked.counts, strict=True))


def test_the_number_of_spans_is_poisson_truncated_and_lengths_are_uniform() -> None:
    """Of sets that are drawn until they fit, the number is the one drawn first."""
    random = np.random.default_rng(0)
    drawn = [sample_spans(1000, random) for _ in range(2000)]
    counts = Counter(map(len, drawn))
    for number in (1, 2, 3):
        expected = math.exp(-1) / math.factorial(number) / (1 - math.exp(-1))
        assert counts[number] / 2000 == pytest.approx(expected, abs=0.04)
    lengths = [spans[0][1] - spans[0][0] for spans in drawn if len(spans) == 1]
    assert np.histogram(lengths, 4, (1, 1001))[0] / len(lengths) == pytest.approx([0.25] * 4, abs=0.05)


def test_a_document_of_nothing_has_no_span() -> None:
    assert sample_spans(0, np.random.default_rng(0)) == []
    assert sample_spans(1, np.random.default_rng(0)) == [(0, 1)]


def test_sentinels_are_limited() -> None:
    with pytest.raises(ValueError, match="sentinel 16 of 16"):
        masked_parts([[1]] * 17, [[2]] * 16, SENTINELS)
