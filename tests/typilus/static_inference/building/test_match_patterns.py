"""`match`."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_captures() -> None:
    found = inferred(
        """
        def f(value):
            match value:
                case {"a": inner, **others}:
                    return 1
                case [int() as first, *_] | (str() as first, *_):
                    return first
                case float(number):
                    return number
                case None:
                    return b""
                case other:
                    return other
        f([1])
        """
    )
    # An int beside a float is one, too.
    assert {"float", "bytes", "str"} <= set(found["f()"].rstrip("?").split(" | "))


def test_a_match_that_takes_all_does_not_fall_through() -> None:
    found = inferred(
        """
        def f(a):
            match a:
                case 1:
                    return 1
                case _:
                    return 2
        """
    )
    assert found["f()"] == "int"


def test_sequence_patterns_are_for_sequences() -> None:
    found = inferred(
        """
        def f(value: int | list[str]):
            match value:
                case [first, *rest]:
                    return first, rest
        """
    )
    assert found["f.first"] == "str"
    assert found["f.rest"] == "list[str]"
