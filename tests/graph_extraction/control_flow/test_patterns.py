"""Next uses between the cases of a match statement."""

from __future__ import annotations

from tests.graph_extraction.control_flow.uses import next_lines


def test_each_case_may_be_the_one() -> None:
    text = """
        xx = 1
        match value:
            case 1:
                xx
            case 2:
                xx
        xx
    """
    assert next_lines(text, "xx") == {(1, 4), (1, 6), (1, 7), (4, 7), (6, 7)}


def test_a_case_without_a_condition_is_the_last() -> None:
    text = """
        xx = 1
        match value:
            case 1:
                xx
            case _:
                xx
        xx
    """
    assert next_lines(text, "xx") == {(1, 4), (1, 6), (4, 7), (6, 7)}


def test_a_guard_is_evaluated_before_the_next_case() -> None:
    text = """
        xx = 1
        match value:
            case 1 if \\
                xx:
                pass
            case 2:
                xx
    """
    assert next_lines(text, "xx") == {(1, 4), (1, 7), (4, 7)}
