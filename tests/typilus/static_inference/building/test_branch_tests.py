"""Which tests narrow, and where."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("test", "inside"),
    [
        ("x", "int"),
        ("x is not None", "int"),
        ("not x is None", "int"),
        ("x is not None and y", "int"),
        ("isinstance(x, int)", "int"),
        ("type(x) == int", "int"),
        ("x == 1", "int"),
        ("(z := x) is not None", "int | None"),
    ],
)
def test_where_a_test_holds(test: str, inside: str) -> None:
    program = f"def f(y):\n    x = None\n    if y:\n        x = 1\n    if {test}:\n        got = x\n"
    assert inferred(program)["f.got"] == inside


def test_where_a_test_fails() -> None:
    found = inferred(
        """
        def f(y):
            x = 'a'
            if y:
                x = 1
            if isinstance(x, int):
                pass
            else:
                got = x
        """
    )
    assert found["f.got"] == "str"
