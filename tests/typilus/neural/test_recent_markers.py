"""The small type map that validation votes by."""

from __future__ import annotations

import torch

from typilus.neural.recent_markers import RecentMarkers


def test_the_nearest_markers_vote() -> None:
    markers = RecentMarkers()
    markers.add(torch.tensor([[0.0], [0.1], [5.0]]), torch.tensor([1, 1, 2]))
    symbols, types = torch.tensor([[0.05], [4.0], [0.2], [0.3]]), torch.tensor([1, 2, 1, 2])
    assert markers.accuracy(symbols, types) == 0.75


def test_one_near_marker_outvotes_several_far_ones() -> None:
    markers = RecentMarkers()
    markers.add(torch.tensor([[0.1], [3.0], [3.0], [3.0]]), torch.tensor([1, 2, 2, 2]))
    assert markers.accuracy(torch.zeros(1, 1), torch.tensor([1])) == 1.0


def test_without_markers_or_symbols_nothing_is_right() -> None:
    markers = RecentMarkers()
    assert markers.accuracy(torch.zeros(2, 1), torch.tensor([0, 0])) == 0.0
    markers.add(torch.zeros(1, 1), torch.tensor([0]))
    assert markers.accuracy(torch.zeros(0, 1), torch.tensor([], dtype=torch.long)) == 0.0


def test_old_markers_are_forgotten_as_soon_as_there_are_enough_others() -> None:
    markers = RecentMarkers(size=3)
    for number in range(4):
        markers.add(torch.full((2, 1), float(number)), torch.full((2,), number))
    assert [int(types[0]) for _, types in markers.parts] == [2, 3]
