"""What is left of a type where a value is true, and where it is false."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

CLASSES = """
class Plain: ...
class Sized:
    def __len__(self): return 0
class Heir(Sized): ...
class Truthful:
    def __bool__(self): return False
class Stranger(Unknown): ...
"""


def result(body: str, annotation: str) -> str:
    return inferred(f"{CLASSES}\ndef f(value: {annotation}):\n    found = {body}\n")["f.found"]


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        ("Plain | None", "Plain | int"),
        ("Sized | None", "Sized | int"),
        ("str | int", "int | str"),
        ("Plain", "Plain | int"),
    ],
)
def test_none_is_never_true(annotation: str, type_: str) -> None:
    assert sorted(result("value or 1", annotation).replace(" ", "").split("|")) == sorted(
        type_.replace(" ", "").split("|")
    )


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        ("Plain | None", "None | int"),
        ("Sized", "Sized | int"),
        ("Heir | None", "Heir | None | int"),
        ("Truthful", "Truthful | int"),
        ("Stranger", "Stranger | int"),
        ("int | None", "None | int"),
    ],
)
def test_objects_that_are_always_true_are_never_left_where_false(annotation: str, type_: str) -> None:
    assert sorted(result("value and 1", annotation).replace(" ", "").split("|")) == sorted(
        type_.replace(" ", "").split("|")
    )
