"""Expressions: every kind of the grammar is known."""

from __future__ import annotations

import ast

from typilus.static_inference.building.expression_nodes import _BUILDERS
from typilus.static_inference.graph.syntax_rules import OPERATIONS

INSIDE_OF_OTHERS = {"FormattedValue", "Interpolation", "TemplateStr"}


def test_every_expression_of_the_grammar_is_known() -> None:
    names = {each.__name__ for each in ast.expr.__subclasses__()} - INSIDE_OF_OTHERS
    assert names == {each.__name__ for each in (*_BUILDERS, *OPERATIONS)}
    assert not _BUILDERS.keys() & OPERATIONS.keys()
