"""Literals, displays and comprehensions."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("1", "int"),
        ("1.5", "float"),
        ("1j", "complex"),
        ("True", "bool"),
        ("b'a'", "bytes"),
        ("f'{1}'", "str"),
        ("[1, 2]", "list[int]"),
        ("[1, 'a']", "list[int | str]"),
        ("[]", "list?"),
        ("[1, None]", "list[int | None]"),
        ("[*'ab', 1]", "list[int | str]"),
        ("{1}", "set[int]"),
        ("{'a': 1}", "dict[str, int]"),
        ("{**{'a': 1}, 'b': 2.0}", "dict[str, float]"),
        ("(1, 'a')", "tuple[int, str]"),
        ("(*[1], 2)", "tuple[int, ...]"),
        ("[each for each in 'ab']", "list[str]"),
        ("{each: len(each) for each in ['a']}", "dict[str, int]"),
        ("{each for each in (1, 2)}", "set[int]"),
        ("(each for each in [1])", "collections.abc.Iterator[int]"),
        ("[left + right for left, right in zip([1], [2])]", "list[int]"),
    ],
)
def test_values(value: str, kind: str) -> None:
    assert inferred(f"x = {value}")["x"] == kind


def test_an_ellipsis_and_none_alone_say_nothing() -> None:
    assert "x" not in inferred("x = ...")
    assert "x" not in inferred("x = None")
