"""Errors are those of the mean: over seeds by the textbook, over files by resampling."""

from __future__ import annotations

import numpy as np
import pytest

from typilus.lab.exhibits.estimates import Estimate, over_files, over_seeds


def test_several_seeds() -> None:
    estimate = over_seeds([Estimate(40.0, 9.0), Estimate(44.0), None])
    assert estimate is not None
    assert estimate.value == 42.0
    assert estimate.error == pytest.approx(2.0)  # the deviation of 2.83 over the root of 2


def test_one_seed_keeps_its_own_error_and_none_is_none() -> None:
    assert over_seeds([None, Estimate(40.0, 1.5)]) == Estimate(40.0, 1.5)
    assert over_seeds([None]) is None
    assert over_seeds([]) is None


def test_files_of_one_symbol_have_the_binomial_error() -> None:
    hits = np.arange(400) % 4 == 0
    estimate = over_files(hits, np.arange(400, dtype=np.int32))
    assert estimate is not None
    assert estimate.value == 25.0
    assert estimate.error == pytest.approx(100 * (0.25 * 0.75 / 400) ** 0.5, rel=0.1)


def test_symbols_of_one_file_are_not_independent() -> None:
    hits = np.repeat(np.arange(40) % 4 == 0, 10)
    by_file, by_symbol = (
        over_files(hits, np.repeat(np.arange(40), 10).astype(np.int32)),
        over_files(hits, np.arange(400, dtype=np.int32)),
    )
    assert by_file is not None
    assert by_symbol is not None
    assert by_file.error is not None
    assert by_file.error > 2 * (by_symbol.error or 0)


def test_no_symbols() -> None:
    assert over_files(np.zeros(0, np.bool_), np.zeros(0, np.int32)) is None


def test_a_single_file_has_no_error() -> None:
    assert over_files(np.array([True, False]), np.zeros(2, np.int32)) == Estimate(50.0)
