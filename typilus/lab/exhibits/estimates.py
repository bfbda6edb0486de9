"""Numbers with their standard errors: over files of one run, and over seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from typilus.lab.experiments.network import bootstrap_interval

__all__ = ["Estimate", "over_files", "over_seeds"]

_ERRORS_IN_INTERVAL: Final = 2 * 1.96
"""The width of a 95 % interval in standard errors."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and one standard error of it, None where it is not known."""

    value: float
    error: float | None = None


def over_files(hits: npt.NDArray[np.bool_], files: npt.NDArray[np.int32]) -> Estimate | None:
    """Return the percentage of `[Q]` hits, None of nothing, with an error from resampling whole `[Q]` files.

    A single file says nothing about others: its number has no error.
    """
    if not len(hits):
        return None
    interval = bootstrap_interval(100.0 * hits.astype(np.float64), files)
    if len(np.unique(files)) < 2:
        return Estimate(interval.mean)
    return Estimate(interval.mean, (interval.high - interval.low) / _ERRORS_IN_INTERVAL)


def over_seeds(estimates: Sequence[Estimate | None]) -> Estimate | None:
    """Return the mean of several runs with its error over them, or what there is of a single one."""
    present = [estimate for estimate in estimates if estimate is not None]
    if len(present) < 2:
        return present[0] if present else None
    values = np.array([estimate.value for estimate in present])
    return Estimate(float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values))))
