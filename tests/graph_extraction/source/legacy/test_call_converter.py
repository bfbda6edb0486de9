from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from tests.graph_extraction.source.legacy.spans import faults, segment

pytest.importorskip("typed_ast.ast27")


def _parameters(code: str) -> ast.arguments:
    source = parse_source(code + "\nprint 2")
    assert source.grammar == "2.7"
    assert faults(source.tree, source.text) == []
    return next(node for node in ast.walk(source.tree) if isinstance(node, ast.arguments))


@pytest.mark.parametrize(
    ("signature", "modern"),
    [
        ("", ""),
        ("a, b=1, *c, **d", "a, b=1, *c, **d"),
        ("a, (b, (c, d)), e=1", "a, b, c, d, e=1"),
        ("(a, b)=c", "a, b=c"),
        ("(a), b=lambda *c: c ** 2, *d", "a, b=lambda *c: c ** 2, *d"),
        ("a=1, (b, c)=d, **e", "a=1, *, b, c=d, **e"),
        ("a=1, (b, c)=d, *e, **f", "a=1, *, b, c=d, e, **f"),
        ("a=b * c, *d", "a=b * c, *d"),
    ],
)
def test_parameters(signature: str, modern: str) -> None:
    written = ast.parse("def f(): pass")
    function = written.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.args = _parameters(f"def f({signature}): pass")
    assert ast.unparse(written) == ast.unparse(ast.parse(f"def f({modern}): pass"))
    assert ast.dump(_parameters(f"x = lambda {signature}: 1")) == ast.dump(_parameters(f"def f({signature}): pass"))


@pytest.mark.parametrize(
    ("call", "parts"),
    [
        ("f(a, *b)", ["a", "*b"]),
        ("f(*(b), **(c))", ["*(b)", "**(c)"]),
        ("f(a, k = (1), *b, **{'c': d})", ["a", "*b", "k = (1)", "**{'c': d}"]),
        ("f(a ** b, *c[0])", ["a ** b", "*c[0]"]),
        ("(f)((a), (b, c),)", ["a", "(b, c)"]),
    ],
)
def test_arguments(call: str, parts: list[str]) -> None:
    source = parse_source(call + "\nprint 2")
    assert faults(source.tree, source.text) == []
    (node, *_) = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
    assert segment(source.text, node) == call
    assert [segment(source.text, part) for part in (*node.args, *node.keywords)] == parts
