"""The expressions that are a rule over their inner expressions, as each rule declares.

What also binds or narrows names is put into the graph by `building`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from typilus.static_inference.graph.dependency_graph import Rule

__all__ = ["OPERATIONS", "Operation", "reads_syntax"]


@dataclass(frozen=True, slots=True)
class Operation:
    """An expression as a rule and what that is applied to.

    Attributes:
        rule: Gives the expression's types.
        operands: The expressions that are its inputs, in order.
    """

    rule: Rule
    operands: Sequence[ast.expr]


OPERATIONS: dict[type[ast.expr], Callable[[Any], Operation]] = {}
"""By class of syntax, the function that reads an expression of the class."""
Reader = TypeVar("Reader", bound=Callable[[Any], Operation])


def reads_syntax(*syntax: type[ast.expr]) -> Callable[[Reader], Reader]:
    """Register a function as the one that reads expressions of some classes."""

    def register(read: Reader) -> Reader:
        OPERATIONS.update(dict.fromkeys(syntax, read))
        return read

    return register
