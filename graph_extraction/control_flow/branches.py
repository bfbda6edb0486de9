"""Branches, short circuits, and jumps out of a function."""

from __future__ import annotations

import ast
from typing import Any

from graph_extraction.control_flow.flow import ControlFlow, Parts
from graph_extraction.control_flow.state import Join, Level

__all__ = [
    "assertion",
    "boolean",
    "break_statement",
    "comparison",
    "conditional",
    "continue_statement",
    "if_statement",
    "raise_statement",
    "return_statement",
]


def if_statement(flow: ControlFlow, node: ast.If) -> Parts:
    """The tests of an `elif` chain follow each other, and bodies leave."""
    base = flow.level
    join = Join(base)
    yield node.test
    while True:
        flow.level = branch = Level(base)
        yield node.body
        flow.leave(join, branch)
        if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
            break
        node = node.orelse[0]
        flow.level = test = Level(base)
        yield node.test
        join.advance(test.changes)
    if node.orelse:
        flow.level = branch = Level(base)
        yield node.orelse
        flow.leave(join, branch)
    else:
        join.exit({})
    flow.resume(join)


def conditional(flow: ControlFlow, node: ast.IfExp) -> Parts:
    """`a if b else c if d else e`: as an `elif` chain."""
    base = flow.level
    join = Join(base)
    yield node.test
    while True:
        flow.level = branch = Level(base)
        yield node.body
        flow.leave(join, branch)
        if not isinstance(node.orelse, ast.IfExp):
            break
        node = node.orelse
        flow.level = test = Level(base)
        yield node.test
        join.advance(test.changes)
    flow.level = branch = Level(base)
    yield node.orelse
    flow.leave(join, branch)
    flow.resume(join)


def boolean(flow: ControlFlow, node: ast.BoolOp) -> Parts:
    """Each operand may be the last, and all of them may precede what follows, whichever branch it is in."""
    return _short_circuit(flow, node.values[:1], node.values[1:])


def comparison(flow: ControlFlow, node: ast.Compare) -> Parts | list[Any]:
    """`a < b < c` stops like `and`."""
    if len(node.comparators) == 1:
        return [node.left, node.comparators[0]]
    return _short_circuit(flow, [node.left, node.comparators[0]], node.comparators[1:])


def _short_circuit(flow: ControlFlow, always: list[ast.expr], rest: list[ast.expr]) -> Parts:
    yield always
    base = flow.level
    join = Join(base)
    for operand in rest:
        join.exit({})
        flow.level = level = Level(base)
        yield operand
        join.advance(level.changes)
    join.exit({})
    flow.resume(join)


def assertion(flow: ControlFlow, node: ast.Assert) -> Parts:
    """The message is evaluated only on the way to the exception."""
    yield node.test
    if node.msg is not None:
        base = flow.level
        flow.level = Level(base)
        yield node.msg
        flow.level = base


def return_statement(flow: ControlFlow, node: ast.Return) -> Parts:
    """Nothing follows. (A `finally` on the way begins in a state that covers this one.)"""
    if node.value is not None:
        yield node.value
    flow.kill()


def raise_statement(flow: ControlFlow, node: ast.Raise) -> Parts:
    """Nothing follows but handlers, which begin in a state that covers this one."""
    yield [part for part in (node.exc, node.cause) if part is not None]
    flow.kill()


def break_statement(flow: ControlFlow, node: ast.Break) -> None:
    """Out of the loop, past its `else`."""
    flow.jump(again=False)
    flow.kill()


def continue_statement(flow: ControlFlow, node: ast.Continue) -> None:
    """Continue with the next round."""
    flow.jump(again=True)
    flow.kill()
