"""Next uses around and out of loops."""

from __future__ import annotations

import pytest

from tests.graph_extraction.control_flow.uses import next_lines


def test_the_end_of_a_round_leads_to_its_beginning() -> None:
    text = """
        xx = 1
        while test:
            xx
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (1, 4), (3, 3), (3, 4)}


def test_an_endless_loop_is_left_by_break_only() -> None:
    text = """
        xx = 1
        while True:
            xx
            if test:
                xx
                break
        xx
    """
    assert next_lines(text, "xx") == {(1, 3), (3, 5), (3, 3), (5, 7)}


def test_continue_leads_to_the_next_round_past_the_rest() -> None:
    text = """
        for item in items:
            if test:
                xx
                continue
            xx
    """
    assert next_lines(text, "xx") == {(3, 3), (3, 5), (5, 3), (5, 5)}


@pytest.mark.parametrize(("leaving", "after_else"), [("pass", {(2, 4), (4, 5)}), ("break", {(2, 5)})])
def test_else_of_a_loop_is_for_those_who_did_not_break(leaving: str, after_else: set[tuple[int, int]]) -> None:
    text = f"""
        while xx_test:
            xx; {leaving}
        else:
            xx
        xx
    """.replace("xx_test", "test")
    found = next_lines(text, "xx")
    assert after_else <= found
    assert ((2, 5) in found) == (leaving == "break")
