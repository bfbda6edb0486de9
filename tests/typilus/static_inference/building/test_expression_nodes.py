"""Expressions: every kind of the grammar is known."""

from __future__ import annotations

import ast

from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.building.expression_nodes import _BUILDERS
from typilus.static_inference.graph.syntax_rules import OPERATIONS

INSIDE_OF_OTHERS = {"FormattedValue", "Interpolation", "TemplateStr"}


def test_every_expression_of_the_grammar_is_known() -> None:
    names = {each.__name__ for each in ast.expr.__subclasses__()} - INSIDE_OF_OTHERS
    assert names == {each.__name__ for each in (*_BUILDERS, *OPERATIONS)}
    assert not _BUILDERS.keys() & OPERATIONS.keys()


def test_what_is_nested_too_deeply_costs_nothing_else() -> None:
    deep = " + ".join(f"'a{number}'" for number in range(3000))
    found = inferred(f"x = {deep}\ny = str(1)\n")
    assert found["y"] == "str"
