"""Comprehensions bind names of their own."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_names_stay_inside_and_tests_narrow() -> None:
    found = inferred(
        """
        each = "outside"
        import re
        found = [each.group() for each in [re.match("a", "b")] if each is not None]
        after = each
        pairs = {key: value for key, (value, _) in {"a": (1, 2.0)}.items()}
        """
    )
    assert found["found"].rstrip("?") == "list[str]"
    assert found["after"] == "str"
    assert found["pairs"] == "dict[str, int]"


def test_a_name_of_a_comprehension_is_no_variable_of_the_function_around() -> None:
    found = inferred(
        """
        size = 1
        def f(sizes):
            [size for size in sizes]
            return size
        """
    )
    assert found["f()"] == "int"
