"""Overlays of last uses."""

from __future__ import annotations

from graph_extraction.control_flow.state import MAX_USES, Level, unite


def test_the_topmost_overlay_that_knows_a_symbol_answers() -> None:
    below = Level(None)
    below.changes = {1: (10,), 2: (20,)}
    above = Level(below)
    above.changes = {1: (11,)}
    assert [above.lookup(symbol) for symbol in (1, 2, 3)] == [(11,), (20,), ()]


def test_a_marker_ends_a_lookup() -> None:
    below = Level(None)
    below.changes = {1: (10,)}
    head = Level(below, -1)
    assert head.lookup(1) == (-1,)
    assert below.resolved({1: (-1, 15), 2: (16,)}, -1) == {1: (10, 15), 2: (16,)}


def test_only_the_nearest_uses_are_kept_and_all_markers() -> None:
    far, near = tuple(range(MAX_USES)), tuple(range(100, 100 + MAX_USES))
    assert unite((-2, *far), (-1, *near)) == (-2, -1, *near)
    assert unite((1, 2), (1, 2)) == (1, 2)


def test_an_interruption_may_come_before_the_first_use_and_after_each() -> None:
    level = Level(None)
    level.changes = {1: (10,)}
    assert level.interrupted([(1, 11), (2, 12), (1, 13)]) == {1: (10, 11, 13), 2: (12,)}
