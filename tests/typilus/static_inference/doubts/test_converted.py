"""Parameters that a body converts."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("default", "body", "kind"),
    [
        ("0", "return int(a)", None),
        ("0", "return float(a)", None),
        ("'x'", "a = str(a)\n    return a", None),
        ("None", "return str(a)", None),
        ("0", "return str(a)", "int?"),
        ("'1'", "return int(a)", "str?"),
        ("0", "return a + 2", "int?"),
    ],
)
def test_a_default_alone_does_not_tell_what_is_converted(default: str, body: str, kind: str | None) -> None:
    assert inferred(f"def f(a={default}):\n    {body}\n").get("f.a") == kind


def test_what_calls_surely_hand_over_does() -> None:
    source = "def f(a=0):\n    return int(a)\n"
    assert inferred(f"{source}f(4)\n")["f.a"] == "int?"
    assert "f.a" not in inferred(f"{source}def g(x):\n    f(x)\n")
