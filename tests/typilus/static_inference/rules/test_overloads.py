"""Which overload a call means."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("open('a').read()", "str"),
        ("open('a', 'rb').read()", "bytes"),
        ("sum([1.5])", "float"),
        ("sum([1, 2])", "int"),
        ("max(1, 2)", "int"),
        ("sorted({'a': 1})", "list[str]"),
        ("dict(a=1)", "dict[str, int]"),
        ("dict([('a', 1)])", "dict[str, int]"),
        ("{'a': 1}.get('a')", "int | None"),
        ("{'a': 1}.get('a', 2)", "int"),
        ("{'a': 1}.pop('a')", "int"),
        ("'a b'.split()", "list[str]"),
        ("round(1.5)", "int"),
        ("round(1.5, 1)", "float"),
        ("list(map(str, [1]))", "list[str]"),
        ("list(filter(None, [1, 2]))", "list[int]"),
        ("next(iter([1]))", "int"),
    ],
)
def test_values(value: str, kind: str) -> None:
    assert inferred(f"x = {value}")["x"].rstrip("?") == kind


def test_an_unknown_argument_leaves_open_which() -> None:
    assert inferred("def f(mode):\n    x = open('a', mode)\n")["f.x"].endswith("?")
