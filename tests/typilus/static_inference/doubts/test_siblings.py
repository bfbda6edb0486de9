"""Classes beside others of one base."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

SOURCE = """
class Tool: ...
class Pen(Tool): ...
class Brush(Tool): ...
def draw(pen=None):
    if pen is None:
        pen = Pen()
    return pen
"""


def test_what_takes_the_place_of_none_may_be_one_of_several_siblings() -> None:
    assert "draw.pen" not in inferred(SOURCE)
    assert inferred(SOURCE + "draw(Pen())\n")["draw.pen"] == "Pen | None?"


@pytest.mark.parametrize("other", ["class Brush: ...", ""])
def test_a_class_without_siblings_is_taken(other: str) -> None:
    assert inferred(SOURCE.replace("class Brush(Tool): ...", other))["draw.pen"] == "Pen | None?"


def test_an_unrelated_base_of_the_library_makes_no_siblings() -> None:
    source = SOURCE.replace("class Tool: ...\n", "").replace("(Tool)", "(Exception)")
    assert inferred(source)["draw.pen"] == "Pen | None?"
