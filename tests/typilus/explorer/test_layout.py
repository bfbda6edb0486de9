"""Two dimensions: near ones stay near, the same map gives the same picture."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from typilus.errors import TypilusError
from typilus.explorer import lay_out
from typilus.explorer.layout import SIDE, between
from typilus.typespace import Cells, TypeMap


def islands(count: int = 400) -> TypeMap:
    """Four groups, far from one another."""
    random = np.random.default_rng(1)
    group = np.arange(count) % 4
    vectors = random.normal(size=(count, 8)) + 40 * np.eye(8)[group]
    return TypeMap.build(vectors, [f"t{number}" for number in group])


def test_a_point_lies_among_its_neighbors_that_are_together() -> None:
    anchors = np.array([[[100.0, 100], [200, 200], [60_000, 60_000]], [[5, 5], [9, 9], [7, 7]]])
    placed = between(anchors, np.array([[1.0, 1, 1], [1e-9, 1, np.inf]]))
    assert np.allclose(placed[0], 150)  # without the one that is elsewhere
    assert np.allclose(placed[1], 5, atol=0.01)  # where the nearest is, if that is at the very point


def test_a_handful_of_markers_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openTSNE", None)
    few = TypeMap.build(np.arange(6.0).reshape(3, 2), ["a", "b", "c"])
    assert len(np.unique(lay_out(few), axis=0)) == 3
    assert lay_out(TypeMap.empty(4)).shape == (0, 2)
    with pytest.raises(TypilusError, match=r"typilus\[explorer\]"):
        lay_out(islands())


def test_neighbors_in_the_space_are_neighbors_in_the_picture() -> None:
    pytest.importorskip("openTSNE")
    space = islands()
    cells = Cells(
        np.stack([space.vectors[space.type_ids == number].mean(axis=0) for number in range(4)]),
        space.type_ids.astype(np.uint16),
    )
    announced: list[str] = []
    positions = lay_out(space, cells, sample=200, announce=announced.append)
    assert positions.dtype == np.uint16
    assert "200 of 400" in announced[0]
    assert positions.max() == SIDE
    away = np.abs(positions[:, None].astype(np.int64) - positions[None]).sum(axis=2)
    np.fill_diagonal(away, 10**9)
    assert (space.type_ids[away.argmin(axis=1)] == space.type_ids).mean() > 0.97
    assert np.array_equal(positions, lay_out(space, cells, sample=200))
