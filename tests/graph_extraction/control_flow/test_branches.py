"""Next uses past branches, and past what ends a path."""

from __future__ import annotations

from tests.graph_extraction.control_flow.uses import next_lines


def test_both_arms_of_an_if_lead_behind_it() -> None:
    text = """
        xx = 1
        if test:
            xx
        else:
            xx
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (1, 5), (3, 6), (5, 6)}


def test_an_if_without_an_else_may_be_passed_by() -> None:
    text = """
        xx = 1
        if test:
            xx
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (1, 4), (3, 4)}


def test_nothing_follows_a_return() -> None:
    text = """
        def function(xx):
            if test:
                xx
                return
            xx
    """
    assert next_lines(text, "xx") == {(1, 3), (1, 5)}


def test_the_right_side_of_and_may_be_left_out() -> None:
    text = """
        xx = 1
        (test and
            xx)
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (1, 4), (3, 4)}
