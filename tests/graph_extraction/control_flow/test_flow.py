"""The state of the analysis: jumps, joins, code that control never reaches."""

from __future__ import annotations

import pytest

from graph_extraction.control_flow.flow import ControlFlow
from graph_extraction.control_flow.state import Join, Level
from tests.graph_extraction.control_flow.uses import next_lines


@pytest.fixture
def flow() -> ControlFlow:
    return ControlFlow({})


def test_a_function_begins_with_nothing(flow: ControlFlow) -> None:
    flow.level.changes[1] = (10,)
    flow.mark(flow.level, {})
    flow.start()
    assert flow.level.lookup(1) == ()
    assert flow.markers == []


def test_markers_are_numbered_downwards(flow: ControlFlow) -> None:
    assert [flow.mark(flow.level, None) for _ in range(3)] == [-1, -2, -3]


def test_a_use_behind_a_marker_follows_what_lies_below_it(flow: ControlFlow) -> None:
    below = Level(None)
    below.changes = {1: (10, 11)}
    first: dict[int, list[int]] = {}
    outer = flow.mark(below, first)
    inner = flow.mark(Level(below, outer), None)
    flow.enter_through(inner, 1, 20)
    assert list(zip(flow.sources, flow.targets, strict=True)) == [(10, 20), (11, 20)]
    assert first == {1: [20]}


def test_a_way_that_died_does_not_leave(flow: ControlFlow) -> None:
    join = Join(flow.level)
    branch = flow.level = Level(join.level)
    branch.changes = {1: (10,)}
    flow.kill()
    flow.leave(join, branch)
    flow.resume(join)
    assert flow.level.lookup(1) == ()
    assert flow.level is not join.level


def test_ways_meet_behind_a_construct(flow: ControlFlow) -> None:
    join = Join(flow.level)
    for token in (10, 11):
        branch = flow.level = Level(join.level)
        branch.changes = {1: (token,)}
        flow.leave(join, branch)
    flow.resume(join)
    assert flow.level is join.level
    assert flow.level.lookup(1) == (10, 11)


def test_a_jump_outside_of_a_loop_goes_nowhere(flow: ControlFlow) -> None:
    level = flow.level
    flow.jump(again=True)
    assert flow.level is level


@pytest.mark.parametrize("jump", ["return", "raise A", "assert False and b or raises()"])
def test_what_follows_a_return_is_never_reached(jump: str) -> None:
    text = f"""
        def f(a):
            xx = 1
            if a:
                {jump}
                xx
            xx
    """
    reached = jump.startswith("assert")
    assert next_lines(text, "xx") == {(2, 6)} | ({(2, 5), (5, 6)} if reached else set())
