"""The tests of parameters in a function: the types that a body provides for can be passed.

`if isinstance(title, bytes): title = title.decode()` shows that `title` may be `bytes`, and that it may be something
else. Only tests of passed values count, not those of values that the body has assigned to the name since.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from graph_extraction import FunctionNode
from typilus.semantics import own_nodes
from typilus.static_inference.building.endings import ends_in_error

_TRIES = (ast.Try, ast.TryStar) if sys.version_info >= (3, 11) else (ast.Try,)

__all__ = ["ParameterTest", "Tested", "parameter_tests"]


class Tested(Enum):
    """The subject of a test: a class, None, being callable, or having an attribute."""

    CLASS = "isinstance"
    NONE = "is None"
    CALLABLE = "callable"
    ATTRIBUTE = "hasattr"


@dataclass(frozen=True, slots=True)
class ParameterTest:
    """One test.

    Attributes:
        kind: Kind of the test.
        name: Name of the parameter.
        wanted: Classes, or the attribute's name as a constant; None for the other kinds.
        may_hold: Whether the function continues if the test holds, and does not just raise an error.
        may_fail: Whether it continues if the test fails.
        node: Expression of the test.
        is_positive: Whether the expression is true if the test holds.
    """

    kind: Tested
    name: str
    wanted: ast.expr | None
    may_hold: bool
    may_fail: bool
    node: ast.expr
    is_positive: bool = True


def parameter_tests(function: FunctionNode, names: frozenset[str]) -> list[ParameterTest]:
    """Return the tests of passed values, in the order of the text.

    Args:
        function: Function whose own statements are read, without those of inner functions.
        names: Names of its parameters.
    """
    reader = _Reader()
    reader.read(function.body, set(names))
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[ParameterTest] = []

    def read(self, body: Sequence[ast.stmt], passed: set[str]) -> set[str]:
        """Read a block, and return the names that may still hold the passed values, among those that did before."""
        for index, statement in enumerate(body):
            if not passed:
                break
            passed = self._statement(statement, passed, body[index + 1 :][:1])
        return passed

    def _statement(self, node: ast.stmt, passed: set[str], following: Sequence[ast.stmt]) -> set[str]:
        if isinstance(node, ast.If):
            refused = ends_in_error(node.orelse) if node.orelse else _refuses(following)
            self._test(node.test, passed, not _refuses(node.body), not (refused or _refuses(node.orelse)))
            ends = [
                self.read(body, passed)
                for body in (node.body, node.orelse)
                if not _leaves(body) or self._drop(body, passed)
            ]
            return set().union(*ends)
        if isinstance(node, ast.Assert):
            self._test(node.test, passed, True, False)
            return passed
        if isinstance(node, ast.While | ast.For | ast.AsyncFor):
            kept = passed - _stored(node)  # a later round tests what an earlier one has assigned
            self._expressions(node, kept)
            self.read(node.body, kept)
            return self.read(node.orelse, kept)
        if isinstance(node, _TRIES):
            return self._attempt(node, passed)
        if isinstance(node, ast.With | ast.AsyncWith):
            self._expressions(node, passed)
            bound = (item.optional_vars for item in node.items if item.optional_vars is not None)
            return self.read(node.body, passed.difference(*(_stored(ast.Expr(target)) for target in bound)))
        if isinstance(node, ast.Match):
            return self._match(node, passed)
        self._expressions(node, passed)
        return passed - _stored(node)

    def _drop(self, body: Sequence[ast.stmt], passed: set[str]) -> bool:
        """Read a block behind which nothing goes on."""
        self.read(body, passed)
        return False

    def _attempt(self, node: ast.Try | ast.TryStar, passed: set[str]) -> set[str]:
        ends = [self.read([*node.body, *node.orelse], passed)]
        for handler in node.handlers:
            end = self.read(handler.body, passed)
            ends += [] if _leaves(handler.body) else [end]
        return self.read(node.finalbody, set().union(*ends))

    def _match(self, node: ast.Match, passed: set[str]) -> set[str]:
        ends = [passed]
        name = node.subject.id if isinstance(node.subject, ast.Name) else ""
        for case in node.cases:
            for pattern in ast.walk(case.pattern) if name in passed else ():
                if isinstance(pattern, ast.MatchClass) and _is_whole(case.pattern, pattern):
                    may_hold = not _refuses(case.body)
                    self.found.append(ParameterTest(Tested.CLASS, name, pattern.cls, may_hold, False, pattern.cls))
            end = self.read(case.body, passed)
            ends += [] if _leaves(case.body) else [end]
        return set().union(*ends)

    def _expressions(self, node: ast.stmt, passed: set[str]) -> None:
        """Tests in expressions: either outcome is provided for."""
        pending: list[ast.AST] = [
            child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr | ast.withitem)
        ]
        while pending:
            child = pending.pop()
            if isinstance(child, ast.expr):
                self._atom(child, passed, True, True)
            if not isinstance(child, ast.Lambda):
                pending += [inner for inner in ast.iter_child_nodes(child) if not isinstance(inner, ast.expr_context)]

    def _test(self, node: ast.expr, passed: set[str], may_hold: bool, may_fail: bool) -> None:
        """A condition, and where the function goes on: `not` turns it round, of `and` and `or` a part decides less."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self._test(node.operand, passed, may_fail, may_hold)
        elif isinstance(node, ast.BoolOp):
            either = may_hold or may_fail
            for value in node.values:
                if isinstance(node.op, ast.And):
                    self._test(value, passed, either, may_fail)
                else:
                    self._test(value, passed, may_hold, either)
        else:
            self._atom(node, passed, may_hold, may_fail)

    def _atom(self, node: ast.expr, passed: set[str], may_hold: bool, may_fail: bool) -> None:
        read = _read(node)
        if read is not None and read[1] in passed:
            type_, name, wanted, is_positive = read
            holds, fails = (may_hold, may_fail) if is_positive else (may_fail, may_hold)
            self.found.append(ParameterTest(type_, name, wanted, holds, fails, node, is_positive))


def _read(node: ast.expr) -> tuple[Tested, str, ast.expr | None, bool] | None:
    """Return a test's kind, name, subject and whether it is true if that holds, None for other expressions."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        subject, function = node.args[0], node.func.id
        if not isinstance(subject, ast.Name):
            return None
        if function == "isinstance" and len(node.args) == 2:
            return Tested.CLASS, subject.id, node.args[1], True
        if function == "callable":
            return Tested.CALLABLE, subject.id, None, True
        if function == "hasattr" and len(node.args) == 2 and isinstance(node.args[1], ast.Constant):
            return Tested.ATTRIBUTE, subject.id, node.args[1], True
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return None
    left, operator, right = node.left, node.ops[0], node.comparators[0]
    is_positive = isinstance(operator, ast.Is | ast.Eq)
    if not is_positive and not isinstance(operator, ast.IsNot | ast.NotEq):
        return None
    if isinstance(left, ast.Name) and isinstance(right, ast.Constant) and right.value is None:
        return Tested.NONE, left.id, None, is_positive
    if isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "type" and left.args:
        subject = left.args[0]
        if isinstance(subject, ast.Name) and isinstance(right, ast.Name | ast.Attribute):
            return Tested.CLASS, subject.id, right, is_positive
    return None


def _refuses(body: Sequence[ast.stmt]) -> bool:
    """Return whether a block only reports that something is not accepted."""
    last = body[-1] if body else None
    if isinstance(last, ast.Return):
        return isinstance(last.value, ast.Name) and last.value.id == "NotImplemented"
    if isinstance(last, ast.Assert):
        return isinstance(last.test, ast.Constant) and not last.test.value
    return ends_in_error(body)


def _leaves(body: Sequence[ast.stmt]) -> bool:
    return bool(body) and isinstance(body[-1], ast.Return | ast.Raise | ast.Continue | ast.Break)


def _is_whole(pattern: ast.pattern, part: ast.pattern) -> bool:
    """Return whether a part of a pattern is matched with the subject itself."""
    if pattern is part:
        return True
    if isinstance(pattern, ast.MatchAs):
        return pattern.pattern is not None and _is_whole(pattern.pattern, part)
    return isinstance(pattern, ast.MatchOr) and any(_is_whole(pattern_, part) for pattern_ in pattern.patterns)


def _stored(node: ast.stmt) -> set[str]:
    return set(_names_stored(node))


def _names_stored(node: ast.stmt) -> Iterator[str]:
    for child in own_nodes(ast.Module([node], [])):
        if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load):
            yield child.id
        elif isinstance(child, ast.ExceptHandler) and child.name:
            yield child.name
