from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from tests.graph_extraction.source.legacy.spans import segment

pytest.importorskip("typed_ast.ast3")


@pytest.mark.parametrize(
    ("string", "inside"),
    [
        ("f'{a}'", ["a"]),
        ("rf'{{no}} {a!r:>{width}.{b}}{c}'", ["a", "width", "b", "c"]),
        ("'{no}' F\"{a['}']}\" '{no}' f'{b}'", ["a['}']", "b"]),
        ("f'ä{a != b}{(lambda: c)()}'", ["a != b", "(lambda: c)()"]),
        ("f'''\nä {a}\n  {b:\n{c}} {\nd}'''", ["a", "b", "c", "d"]),
        ("f'\\N{EN DASH} {a}'", ["a"]),
        ("f'{ {1: 2}[a] }{[b][0]:%H:%M}'", ["{1: 2}[a]", "[b][0]"]),
    ],
)
def test_fields_stand_where_they_are_written(string: str, inside: list[str]) -> None:
    source = parse_source(f"async = {string}")
    assert source.grammar == "3.6"
    fields = [node for node in ast.walk(source.tree) if isinstance(node, ast.FormattedValue)]
    assert sorted(segment(source.text, field.value) for field in fields) == sorted(inside)
    assert all(segment(source.text, field) == string for field in fields)
    for name in ast.walk(source.tree):
        if isinstance(name, ast.Name):
            assert segment(source.text, name) == name.id
