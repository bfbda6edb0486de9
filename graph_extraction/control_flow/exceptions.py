"""`try` in all its forms, and `with`."""

from __future__ import annotations

import ast

from graph_extraction.control_flow.flow import ControlFlow, Parts
from graph_extraction.control_flow.state import Changes, Frame, Join, Level
from graph_extraction.syntax.nodes import last_name

__all__ = ["try_statement", "with_statement"]

# Context managers that swallow exceptions by their contract; any other is taken to let them pass.
_SUPPRESSING = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex"})


def try_statement(flow: ControlFlow, node: ast.Try) -> Parts:
    """A handler may begin before the first or after any occurrence of the body, and `finally` after all of them."""
    base = flow.level
    flow.level = body = Level(base)
    frame = Frame(base, body)
    if node.finalbody:
        flow.frames.append(frame)
    log = body.logging()
    start = len(log)
    yield node.body
    end = len(log)
    join = Join(base)
    yield node.orelse
    flow.leave(join, body)
    if node.handlers:
        caught = Level(base)
        caught.log = log
        caught.changes = base.interrupted(log[start:end])
        yield from _handlers(flow, node, caught, join)
    if node.finalbody:
        flow.frames.pop()
        yield from _finally(flow, node.finalbody, base.interrupted(log[start:]), frame, join)
    else:
        flow.resume(join)


def _handlers(flow: ControlFlow, node: ast.Try, caught: Level, join: Join) -> Parts:
    """Types are tried one after the other, and a body leaves or, with `except*`, returns to the next type."""
    starred = type(node).__name__ == "TryStar"
    handled = Join(caught)
    for handler in node.handlers:
        if handler.type is not None:
            flow.level = tried = Level(caught)
            yield handler.type
            handled.advance(tried.changes)
        flow.level = branch = Level(caught)
        if handler in flow.occurrences:
            yield flow.occurrences[handler]
        yield handler.body
        flow.leave(handled, branch)
        if starred:
            handled.exit({})
            handled.finish()
            handled = Join(caught)
    if handled.finish() or starred:
        join.exit(caught.changes)


def _finally(flow: ControlFlow, body: list[ast.stmt], covering: Changes, frame: Frame, join: Join) -> Parts:
    """Walk the body once, in the state that covers all paths into it, then let each path continue as it came."""
    base = frame.base
    frame.close()
    entry = Level(base)
    entry.changes = covering
    flow.level = final = Level(entry, flow.mark(entry, None))
    yield body
    ends = flow.level is final
    for again, ways in ((True, frame.again), (False, frame.breaks)) if ends else ():
        for way in ways:
            came = Level(base)
            came.changes = way
            flow.level = Level(came, final.marker)
            flow.level.changes = final.changes
            flow.jump(again)
    flow.resume(join)
    if not ends:
        flow.kill()
    elif flow.level is base:
        base.changes.update(base.resolved(final.changes, final.marker))


def with_statement(flow: ControlFlow, node: ast.With | ast.AsyncWith) -> Parts:
    """Managers are entered in order, and those that suppress exceptions may leave the body anywhere."""
    suppressing = False
    for item in node.items:
        yield item.context_expr
        if item.optional_vars is not None:
            yield item.optional_vars
        suppressing = suppressing or _suppresses(item.context_expr)
    if not suppressing:
        yield node.body
        return
    base = flow.level
    join = Join(base)
    flow.level = body = Level(base)
    log = body.logging()
    start = len(log)
    yield node.body
    flow.leave(join, body)
    join.exit(base.interrupted(log[start:]))
    flow.resume(join)


def _suppresses(manager: ast.expr) -> bool:
    function = manager.func if isinstance(manager, ast.Call) else manager
    return last_name(function) in _SUPPRESSING
