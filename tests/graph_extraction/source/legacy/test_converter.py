from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from graph_extraction.source.legacy import parse_legacy
from tests.graph_extraction.source.legacy.spans import is_placed, span

pytest.importorskip("typed_ast.ast27")


def test_deep_trees_are_converted_without_recursion() -> None:
    tree, _ = parse_legacy("print " + "+".join("1" * 2500))
    statement = tree.body[0]
    assert span(statement) == ((1, 0), (1, 5005))


def test_every_node_is_a_standard_one_with_all_its_fields() -> None:
    code = "@a\ndef f((b, c)=d, *e):\n  print >>g, `h`,\n  with i as j, k: exec l\n  return m[n:, ...], 'o' 'p'\n"
    nodes = list(ast.walk(parse_source(code).tree))
    assert len(nodes) >= 50
    for node in nodes:
        assert type(node).__module__ in ("ast", "_ast")
        assert all(hasattr(node, name) for name in node._fields)
        if is_placed(node):
            assert span(node)[0] <= span(node)[1]


def test_the_tree_compiles() -> None:
    tree = parse_source(
        "out = []\nfor (a, b) in [(1, 2)]:\n  out.append(`a` + 'x')\nexec 'out.append(c)' in {'c': 3, 'out': out}"
    ).tree
    names: dict[str, object] = {}
    exec(compile(tree, "a.py", "exec"), names)
    assert names["out"] == ["1x", 3]
