"""Branches of stubs."""

from __future__ import annotations

import ast

import pytest

from typilus.static_inference.definitions.conditions import live


@pytest.mark.parametrize(
    ("test", "alive"),
    [
        ("sys.version_info >= (3, 8)", "first"),
        ("sys.version_info < (3, 8)", "second"),
        ("sys.version_info >= (4,)", "second"),
        ("sys.platform == 'no such system'", "second"),
        ("sys.platform != 'no such system'", "first"),
        ("not sys.version_info >= (3, 8)", "second"),
        ("sys.version_info >= (3, 8) and sys.platform == 'none'", "second"),
        ("sys.version_info >= (3, 8) or unknown", "first"),
        ("TYPE_CHECKING", "first"),
        ("unknown", "first second"),
    ],
)
def test_which_branch_counts(test: str, alive: str) -> None:
    (statement,) = ast.parse(f"if {test}:\n    first\nelse:\n    second\n").body
    assert isinstance(statement, ast.If)
    assert " ".join(ast.unparse(each) for each in live(statement)) == alive
