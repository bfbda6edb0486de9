"""What the specifications of f-strings tell of the values that they format."""

from __future__ import annotations

import ast

import pytest

from tests.typilus.static_inference.inferring import inferred, objection_to
from typilus.static_inference.rules.formatting import formatting_of


@pytest.mark.parametrize(
    ("specification", "type_"),
    [
        (".3f", "float"),
        (">+10,.2f", "float"),
        (".1%", "float"),
        ("*^{width}.2e", "float"),
        ("03d", "int"),
        ("#x", "int"),
        ("%Y-%m-%d", "datetime.datetime"),
        ("%H:%M", "datetime.datetime"),
        (">10", None),
        ("<{width}", None),
        ("s", None),
        ("", None),
        (",", None),
        ("whatever else", None),
    ],
)
def test_specifications(specification: str, type_: str | None) -> None:
    tree = ast.parse(f"f'{{x:{specification}}}'", mode="eval").body
    assert isinstance(tree, ast.JoinedStr)
    value = tree.values[0]
    assert isinstance(value, ast.FormattedValue)
    rule = formatting_of(value.format_spec)
    assert (None if rule is None else str(rule.type)) == type_


def test_a_parameter_that_is_formatted() -> None:
    kinds = inferred("def f(mean, count, name, kept):\n    return f'{mean:.3f} {count:d} {name:>9} {kept!r:d}'\n")
    assert kinds == {"f()": "str", "f.mean": "float?", "f.count": "int?"}


def test_what_cannot_be_formatted_so() -> None:
    code = "def f(mean, count, day):\n    return f'{mean:.3f} {count:d} {day:%Y}'\n"
    allowed = {
        name: [
            kind for kind in ("str", "float", "int", "list[str]", "datetime.date") if not objection_to(code, name, kind)
        ]
        for name in ("mean", "count", "day")
    }
    assert allowed == {
        "mean": ["float", "int", "datetime.date"],
        "count": ["int", "datetime.date"],
        "day": ["datetime.date"],
    }
