"""Two dimensions in which neighbors stay neighbors."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np
import pytest

from tests.typilus.explorer.pictures import grouped_map
from typilus.errors import TypilusError
from typilus.explorer import lay_out
from typilus.explorer.layout import SIDE, between


def test_groups_stay_together_and_apart() -> None:
    pytest.importorskip("openTSNE")
    type_map = grouped_map(240)
    positions = lay_out(type_map, sample=80).astype(np.float64)
    assert positions.shape == (240, 2)
    assert positions.min() >= 0
    assert positions.max() <= SIDE
    centers = np.stack([positions[group::4].mean(axis=0) for group in range(4)])
    nearest = np.absolute(positions[:, None] - centers).sum(axis=2).argmin(axis=1)
    assert (nearest == np.arange(240) % 4).mean() > 0.95


def test_the_same_map_has_the_same_layout() -> None:
    pytest.importorskip("openTSNE")
    type_map = grouped_map(60)
    assert (lay_out(type_map, sample=30) == lay_out(type_map, sample=30)).all()


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_few_markers_need_no_library(count: int) -> None:
    positions = lay_out(grouped_map(count))
    assert positions.dtype == np.uint16
    assert len(np.unique(positions, axis=0)) == count


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **keywords: Any) -> Any:
        if name.startswith("openTSNE"):
            raise ImportError(name)
        return real(name, *arguments, **keywords)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(TypilusError, match=r"typilus\[explorer\]"):
        lay_out(grouped_map(20))


def test_a_point_lies_among_its_neighbors_but_not_between_islands() -> None:
    together = np.array([[[100.0, 100.0], [300.0, 100.0]]])
    assert between(together, np.array([[1.0, 1.0]]))[0] == pytest.approx([200.0, 100.0])
    assert between(together, np.array([[0.0, 1.0]]))[0] == pytest.approx([100.0, 100.0])
    islands = np.array([[[100.0, 100.0], [60000.0, 100.0]]])
    assert between(islands, np.array([[1.0, 1.0]]))[0] == pytest.approx([100.0, 100.0])
    assert between(islands, np.array([[np.inf, np.inf]]))[0] == pytest.approx([100.0, 100.0])
