"""Next uses where errors may jump."""

from __future__ import annotations

from tests.graph_extraction.control_flow.uses import next_lines


def test_a_handler_may_follow_every_use_in_the_body() -> None:
    text = """
        xx = 0
        try:
            xx
            xx
        except ValueError:
            xx
    """
    assert next_lines(text, "xx") == {(1, 3), (3, 4), (1, 6), (3, 6), (4, 6)}


def test_else_follows_the_whole_body_only() -> None:
    text = """
        try:
            xx
            xx
        except ValueError:
            pass
        else:
            xx
    """
    assert next_lines(text, "xx") == {(2, 3), (3, 7)}


def test_finally_follows_everything() -> None:
    text = """
        def function(xx):
            try:
                if test:
                    xx
                    return
                xx
            finally:
                xx
    """
    assert next_lines(text, "xx") == {(1, 4), (1, 6), (1, 8), (4, 8), (6, 8)}
