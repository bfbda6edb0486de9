"""Loops and comprehensions: each walked once."""

from __future__ import annotations

import ast

from graph_extraction.control_flow.flow import ControlFlow, Parts
from graph_extraction.control_flow.state import Changes, Frame, Join, Level, unite

__all__ = ["comprehension", "for_loop", "while_loop"]


def _enter_loop(flow: ControlFlow) -> tuple[Frame, Level]:
    base = flow.level
    flow.level = head = Level(base, flow.mark(base, {}))
    frame = Frame(base, head)
    flow.frames.append(frame)
    return frame, head


def _leave_loop(flow: ControlFlow, frame: Frame, head: Level, leaving: Changes | None, orelse: list[ast.stmt]) -> Parts:
    """Link the ends of the rounds to the beginnings, and leave: by `leaving` and `orelse`, or by `break`."""
    base = frame.base
    flow.frames.pop()
    if flow.level is head:
        frame.again.append(head.changes)
    frame.close()
    last: Changes = {}
    for changes in frame.again:
        for symbol, uses in changes.items():
            tokens = tuple(use for use in uses if use != head.marker)
            last[symbol] = unite(last[symbol], tokens) if symbol in last else tokens
    first = flow.markers[-1 - head.marker].first or {}
    for symbol, uses in last.items():
        for token in first.get(symbol, ()):
            flow.sources += uses
            flow.targets += [token] * len(uses)
    base.changes.update({symbol: unite(base.lookup(symbol), uses) for symbol, uses in last.items()})
    join = Join(base)
    if leaving is None:
        flow.kill()
        yield orelse
    else:
        flow.level = branch = Level(base)
        branch.changes = base.resolved(leaving, head.marker)
        yield orelse
        flow.leave(join, branch)
    for changes in frame.breaks:
        join.exit(base.resolved(changes, head.marker))
    flow.resume(join)


def while_loop(flow: ControlFlow, node: ast.While) -> Parts:
    """The test belongs to each round, and only `break` leaves `while True`."""
    frame, head = _enter_loop(flow)
    yield node.test
    forever = isinstance(node.test, ast.Constant) and bool(node.test.value)
    leaving = None if forever else dict(head.changes)
    yield node.body
    yield from _leave_loop(flow, frame, head, leaving, node.orelse)


def for_loop(flow: ControlFlow, node: ast.For | ast.AsyncFor) -> Parts:
    """The iterable is evaluated once, the target bound in each round."""
    yield node.iter
    frame, head = _enter_loop(flow)
    yield node.target
    yield node.body
    yield from _leave_loop(flow, frame, head, {}, node.orelse)


def comprehension(flow: ControlFlow, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Parts:
    """Nested loops around the element, where a condition that fails begins the next round."""
    loops = []
    for clause in node.generators:
        yield clause.iter
        frame, head = _enter_loop(flow)
        loops.append((frame, head))
        yield clause.target
        for condition in clause.ifs:
            yield condition
            flow.jump(again=True)
    yield [node.key, node.value] if isinstance(node, ast.DictComp) else node.elt
    for frame, head in reversed(loops):
        yield from _leave_loop(flow, frame, head, {}, [])
