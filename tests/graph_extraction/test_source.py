from __future__ import annotations

import ast

from graph_extraction.source import parse_source


def test_type_comments_are_read() -> None:
    (statement,) = parse_source("x = []  # type: list[int]\r\n").tree.body
    assert isinstance(statement, ast.Assign)
    assert statement.type_comment == "list[int]"
