"""The branch of an `if` of a stub that counts, from tests of the Python version and the platform."""

from __future__ import annotations

import ast
import sys

__all__ = ["live"]


def live(statement: ast.If) -> list[ast.stmt]:
    """Return the branch that counts for this interpreter's version, or both if the test is of something else."""
    answer = _answer(statement.test)
    if answer is None:
        return [*statement.body, *statement.orelse]
    return statement.body if answer else statement.orelse


def _answer(test: ast.expr) -> bool | None:
    if isinstance(test, ast.BoolOp):
        answers = [_answer(value) for value in test.values]
        decisive = isinstance(test.op, ast.Or)
        return decisive if decisive in answers else None if None in answers else not decisive
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        answer = _answer(test.operand)
        return None if answer is None else not answer
    if isinstance(test, ast.Name | ast.Attribute) and ast.unparse(test).endswith("TYPE_CHECKING"):
        return True
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    what, wanted = ast.unparse(test.left), test.comparators[0]
    if what == "sys.platform" and isinstance(wanted, ast.Constant):
        return (sys.platform == wanted.value) == isinstance(test.ops[0], ast.Eq)
    if what != "sys.version_info" or not isinstance(wanted, ast.Tuple):
        return None
    version = tuple(element.value for element in wanted.elts if isinstance(element, ast.Constant))
    current = sys.version_info[: len(version)]
    return current >= version if isinstance(test.ops[0], ast.GtE | ast.Gt) else current < version
