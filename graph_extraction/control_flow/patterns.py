"""`match`."""

from __future__ import annotations

import ast

from graph_extraction.control_flow.flow import ControlFlow, Parts
from graph_extraction.control_flow.state import Join, Level, unite

__all__ = ["alternatives", "match_statement"]


def match_statement(flow: ControlFlow, node: ast.Match) -> Parts:
    """A pattern may fail before or after any of its occurrences, a guard after its last."""
    yield node.subject
    base = flow.level
    join = Join(base)
    for case in node.cases:
        flow.level = attempt = Level(base)
        log = attempt.logging()
        start = len(log)
        yield case.pattern
        certain = _irrefutable(case.pattern)
        failed = {} if certain else base.interrupted(log[start:])
        if case.guard is not None:
            yield case.guard
            for symbol, uses in attempt.changes.items():
                failed[symbol] = uses if certain else unite(failed.get(symbol) or base.lookup(symbol), uses)
        yield case.body
        flow.leave(join, attempt)
        if certain and case.guard is None:
            break
        join.advance(failed)
    else:
        join.exit({})
    flow.resume(join)


def alternatives(flow: ControlFlow, node: ast.MatchOr) -> Parts:
    """The first alternative that matches leaves."""
    base = flow.level
    join = Join(base)
    for pattern in node.patterns:
        flow.level = attempt = Level(base)
        log = attempt.logging()
        start = len(log)
        yield pattern
        join.exit(attempt.changes)
        join.advance(base.interrupted(log[start:]))
    flow.resume(join)


def _irrefutable(pattern: ast.pattern) -> bool:
    if isinstance(pattern, ast.MatchOr):
        return _irrefutable(pattern.patterns[-1])
    return isinstance(pattern, ast.MatchAs) and (pattern.pattern is None or _irrefutable(pattern.pattern))
