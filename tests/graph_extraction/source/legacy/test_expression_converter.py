from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from tests.graph_extraction.source.legacy.spans import faults, segment

pytest.importorskip("typed_ast.ast27")


def _segments(expression: str) -> list[str]:
    """Source of every expression node, outer before inner, left before right."""
    source = parse_source(f"x = {expression}\nprint 2")
    assert source.grammar == "2.7"
    assert faults(source.tree, source.text) == []
    statement = source.tree.body[0]
    assert isinstance(statement, ast.Assign)
    return [segment(source.text, node) for node in ast.walk(statement.value) if isinstance(node, ast.expr)]


@pytest.mark.parametrize(
    ("expression", "segments"),
    [
        ("a + b + c", ["a + b + c", "a + b", "c", "a", "b"]),
        ("((a) + (b)) * c", ["((a) + (b)) * c", "(a) + (b)", "c", "a", "b"]),
        ("(a, b)", ["(a, b)", "a", "b"]),
        ("((a), (b),)", ["((a), (b),)", "a", "b"]),
        ("(a), b", ["(a), b", "a", "b"]),
        ("(f)(x).y[(z)]", ["(f)(x).y[(z)]", "(f)(x).y", "z", "(f)(x)", "f", "x"]),
        ("f(*(a), **(b))", ["f(*(a), **(b))", "f", "*(a)", "a", "b"]),
        ("f(i for (i) in (a))", ["f(i for (i) in (a))", "f", "(i for (i) in (a))", "i", "i", "a"]),
        ("[(i) for i in 1, 2]", ["[(i) for i in 1, 2]", "i", "i", "1, 2", "1", "2"]),
        ("{(k): v for k in a}", ["{(k): v for k in a}", "k", "v", "k", "a"]),
        ('"""a\nb""" "c" % d', ['"""a\nb""" "c" % d', '"""a\nb""" "c"', "d"]),
        ('("a"\n  "b").join((c))', ['("a"\n  "b").join((c))', '("a"\n  "b").join', "c", '"a"\n  "b"']),
        ("a[::] + b[1:2:]", ["a[::] + b[1:2:]", "a[::]", "b[1:2:]", "a", "::", "b", "1:2:", "1", "2"]),
        ("a[b, ..., (c):]", ["a[b, ..., (c):]", "a", "b, ..., (c):", "b", "...", "(c):", "c"]),
        ("- 1 ** 2", ["- 1 ** 2", "1 ** 2", "1", "2"]),
        ("-0777", ["-0777", "0777"]),
        ("not (a) if (b) else (c)", ["not (a) if (b) else (c)", "b", "not (a)", "c", "a"]),
        ("lambda (a, b), c=(d): (a)", ["lambda (a, b), c=(d): (a)", "a", "d"]),
        ("a < (b) <> c", ["a < (b) <> c", "a", "b", "c"]),
        ("`(a)`", ["`(a)`", "`(a)`", "a"]),
        ("'ä', u'ö' 'ü', z", ["'ä', u'ö' 'ü', z", "'ä'", "u'ö' 'ü'", "z"]),
    ],
)
def test_spans(expression: str, segments: list[str]) -> None:
    assert _segments(expression) == segments


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("0777", 511),
        ("-0777", -511),
        ("-10L", -10),
        ("0xFFl", 255),
        ("-2J", -2j),
        ("'\\xff'", "\xff"),
        ("'ä'", "ä"),
        ("b'a' 'c'", "ac"),
        ("ur'\\d'", "\\d"),
        ("None", None),
        ("True", True),
    ],
)
def test_values(literal: str, value: object) -> None:
    statement = parse_source(f"x = {literal}\nprint 2").tree.body[0]
    assert isinstance(statement, ast.Assign)
    found = ast.literal_eval(statement.value)
    if isinstance(found, bytes):  # of strings beside each other the first decides
        found = found.decode()
    assert found == value
    assert type(found) is type(value)


def test_true_can_be_assigned() -> None:
    statement = parse_source("True = 1\nprint True").tree.body[0]
    assert isinstance(statement, ast.Assign)
    assert isinstance(statement.targets[0], ast.Name)
