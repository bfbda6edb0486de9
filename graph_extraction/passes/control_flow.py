"""How control runs through each construct of Python, as seen by the last uses of symbols.

A construct that forks is a generator: it hands out its parts (syntax nodes, lists of them, occurrences) in the order of
evaluation and moves `ControlFlow.level` between them. Nothing here recurses.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from graph_extraction.flow_state import Changes, Frame, Join, Level, Marker, unite

Parts: TypeAlias = Iterator[Any]

# Context managers that swallow exceptions by their contract; any other is taken to let them pass.
_SUPPRESSING = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex"})


class ControlFlow:
    """The state of the analysis.

    Attributes:
        occurrences: token and symbol of each syntax node that carries an identifier.
        level: the state where control is now.
        sources, targets: the edges found.
        pending: functions and lambdas still to walk, each as its parts, the last first.
    """

    def __init__(self, occurrences: Mapping[ast.AST, tuple[int, int]]) -> None:
        self.occurrences = occurrences
        self.level = Level(None)
        self.sources: list[int] = []
        self.targets: list[int] = []
        self.pending: list[list[Any]] = []
        self._frames: list[Frame] = []
        self._markers: list[Marker] = []

    def enter_through(self, marker: int, symbol: int, token: int) -> None:
        """An occurrence that may be the first of its symbol since a loop's round or a `finally` began."""
        markers = [marker]
        while markers:
            below = self._markers[-1 - markers.pop()]
            if below.first is not None:
                below.first.setdefault(symbol, []).append(token)
            for use in below.below.lookup(symbol):
                if use < 0:
                    markers.append(use)
                else:
                    self.sources.append(use)
                    self.targets.append(token)

    def start(self) -> None:
        """A new function: nothing is known yet."""
        self.level = Level(None)
        self._frames.clear()
        self._markers.clear()

    def kill(self) -> None:
        """Control never comes here: what follows is walked from an empty state, and nothing joins it."""
        self.level = Level(None)

    def _mark(self, below: Level, first: dict[int, list[int]] | None) -> int:
        self._markers.append(Marker(below, first))
        return -len(self._markers)

    def _exit(self, join: Join, branch: Level) -> None:
        """The way that began as `branch` leaves the construct, unless it died."""
        if self.level is branch:
            join.exit(branch.changes)

    def _resume(self, join: Join) -> None:
        """Go on behind the construct."""
        self.level = join.level
        if not join.finish():
            self.kill()

    def _changes_over(self, base: Level, changes: Changes) -> Changes | None:
        """All changes between `base` and the current level, then `changes`; None in unreachable code."""
        chain = []
        level: Level | None = self.level
        while level is not base:
            if level is None:
                return None
            chain.append(level)
            level = level.parent
        merged: Changes = {}
        for level in reversed(chain):
            own = level.changes
            if level.marker and self._markers[-1 - level.marker].first is None and level.parent is not None:
                own = level.parent.resolved(own, level.marker)
            merged.update(own)
        merged.update(changes)
        return merged

    def jump(self, again: bool, changes: Changes | None = None) -> None:
        """`continue` or `break`: leave for the innermost frame."""
        if not self._frames:
            return
        frame = self._frames[-1]
        over = self._changes_over(frame.base, changes or {})
        if over is not None:
            (frame.again if again else frame.breaks).append(over)

    # Branches

    def if_statement(self, node: ast.If) -> Parts:
        """Tests of an `elif` chain follow each other; bodies leave."""
        base = self.level
        join = Join(base)
        yield node.test
        while True:
            self.level = branch = Level(base)
            yield node.body
            self._exit(join, branch)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
                break
            node = node.orelse[0]
            self.level = test = Level(base)
            yield node.test
            join.advance(test.changes)
        if node.orelse:
            self.level = branch = Level(base)
            yield node.orelse
            self._exit(join, branch)
        else:
            join.exit({})
        self._resume(join)

    def conditional(self, node: ast.IfExp) -> Parts:
        """`a if b else c if d else e`: as an `elif` chain."""
        base = self.level
        join = Join(base)
        yield node.test
        while True:
            self.level = branch = Level(base)
            yield node.body
            self._exit(join, branch)
            if not isinstance(node.orelse, ast.IfExp):
                break
            node = node.orelse
            self.level = test = Level(base)
            yield node.test
            join.advance(test.changes)
        self.level = branch = Level(base)
        yield node.orelse
        self._exit(join, branch)
        self._resume(join)

    def boolean(self, node: ast.BoolOp) -> Parts:
        """Each operand may be the last."""
        return self._short_circuit(node.values[:1], node.values[1:])

    def comparison(self, node: ast.Compare) -> Parts | list[Any]:
        """`a < b < c` stops like `and`."""
        if len(node.comparators) == 1:
            return [node.left, node.comparators[0]]
        return self._short_circuit([node.left, node.comparators[0]], node.comparators[1:])

    def _short_circuit(self, always: list[ast.expr], rest: list[ast.expr]) -> Parts:
        yield always
        base = self.level
        join = Join(base)
        for operand in rest:
            join.exit({})
            self.level = level = Level(base)
            yield operand
            join.advance(level.changes)
        join.exit({})
        self._resume(join)

    def assertion(self, node: ast.Assert) -> Parts:
        """The message is evaluated only on the way to the exception."""
        yield node.test
        if node.msg is not None:
            base = self.level
            self.level = Level(base)
            yield node.msg
            self.level = base

    # Jumps

    def return_statement(self, node: ast.Return) -> Parts:
        """Nothing follows. (A `finally` on the way begins in a state that covers this one.)"""
        if node.value is not None:
            yield node.value
        self.kill()

    def raise_statement(self, node: ast.Raise) -> Parts:
        """Nothing follows but handlers, which begin in a state that covers this one."""
        yield [part for part in (node.exc, node.cause) if part is not None]
        self.kill()

    def break_statement(self, node: ast.Break) -> None:
        """Out of the loop, past its `else`."""
        self.jump(again=False)
        self.kill()

    def continue_statement(self, node: ast.Continue) -> None:
        """To the next round."""
        self.jump(again=True)
        self.kill()

    # Loops

    def _enter_loop(self) -> tuple[Frame, Level]:
        frame = Frame(self.level)
        self._frames.append(frame)
        self.level = Level(frame.base, self._mark(frame.base, {}))
        return frame, self.level

    def _leave_loop(self, frame: Frame, head: Level, leaving: Changes | None, orelse: list[ast.stmt]) -> Parts:
        """Link the ends of the rounds to the beginnings, and leave: by `leaving` and `orelse`, or by `break`."""
        base = frame.base
        self._frames.pop()
        if self.level is head:
            frame.again.append(head.changes)
        last: Changes = {}
        for changes in frame.again:
            for symbol, uses in changes.items():
                tokens = tuple(use for use in uses if use != head.marker)
                last[symbol] = unite(last[symbol], tokens) if symbol in last else tokens
        first = self._markers[-1 - head.marker].first or {}
        for symbol, uses in last.items():
            for token in first.get(symbol, ()):
                self.sources += uses
                self.targets += [token] * len(uses)
        base.changes.update({symbol: unite(base.lookup(symbol), uses) for symbol, uses in last.items()})
        join = Join(base)
        if leaving is None:
            self.kill()
            yield orelse
        else:
            self.level = branch = Level(base)
            branch.changes = base.resolved(leaving, head.marker)
            yield orelse
            self._exit(join, branch)
        for changes in frame.breaks:
            join.exit(base.resolved(changes, head.marker))
        self._resume(join)

    def while_loop(self, node: ast.While) -> Parts:
        """The test belongs to each round; `while True` is left by `break` only."""
        frame, head = self._enter_loop()
        yield node.test
        forever = isinstance(node.test, ast.Constant) and bool(node.test.value)
        leaving = None if forever else dict(head.changes)
        yield node.body
        yield from self._leave_loop(frame, head, leaving, node.orelse)

    def for_loop(self, node: ast.For | ast.AsyncFor) -> Parts:
        """The iterable is evaluated once, the target bound in each round."""
        yield node.iter
        frame, head = self._enter_loop()
        yield node.target
        yield node.body
        yield from self._leave_loop(frame, head, {}, node.orelse)

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Parts:
        """Nested loops around the element; a condition that fails begins the next round."""
        loops = []
        for clause in node.generators:
            yield clause.iter
            frame, head = self._enter_loop()
            loops.append((frame, head))
            yield clause.target
            for condition in clause.ifs:
                yield condition
                frame.again.append(dict(head.changes))
        yield [node.key, node.value] if isinstance(node, ast.DictComp) else node.elt
        for frame, head in reversed(loops):
            yield from self._leave_loop(frame, head, {}, [])

    # Exceptions

    def try_statement(self, node: ast.Try) -> Parts:
        """A handler may begin before the first or after any occurrence of the body; `finally` after all there is."""
        base = self.level
        frame = Frame(base)
        if node.finalbody:
            self._frames.append(frame)
        self.level = body = Level(base)
        log = body.logging()
        start = len(log)
        yield node.body
        end = len(log)
        join = Join(base)
        yield node.orelse
        self._exit(join, body)
        if node.handlers:
            caught = Level(base)
            caught.log = log if body.log is log else None
            caught.changes = base.interrupted(log[start:end])
            yield from self._handlers(node, caught, join)
        if node.finalbody:
            self._frames.pop()
            yield from self._finally(node.finalbody, base.interrupted(log[start:]), frame, join)
        else:
            self._resume(join)

    def _handlers(self, node: ast.Try, caught: Level, join: Join) -> Parts:
        """Types are tried one after the other; a body leaves, or with `except*` comes back to the next type."""
        starred = type(node).__name__ == "TryStar"
        handled = Join(caught)
        for handler in node.handlers:
            if handler.type is not None:
                self.level = tried = Level(caught)
                yield handler.type
                handled.advance(tried.changes)
            self.level = branch = Level(caught)
            if handler in self.occurrences:
                yield self.occurrences[handler]
            yield handler.body
            self._exit(handled, branch)
            if starred:
                handled.exit({})
                handled.finish()
                handled = Join(caught)
        if handled.finish() or starred:
            join.exit(caught.changes)

    def _finally(self, body: list[ast.stmt], covering: Changes, frame: Frame, join: Join) -> Parts:
        """Walk the body once, in the state that covers all ways into it; then let each way go on as it came."""
        base = frame.base
        entry = Level(base)
        entry.changes = covering
        self.level = final = Level(entry, self._mark(entry, None))
        yield body
        ends = self.level is final
        for again, ways in ((True, frame.again), (False, frame.breaks)) if ends else ():
            for way in ways:
                self.level = came = Level(base)
                came.changes = way
                self.jump(again, came.resolved(final.changes, final.marker))
        self._resume(join)
        if not ends:
            self.kill()
        elif self.level is base:
            base.changes.update(base.resolved(final.changes, final.marker))

    def with_statement(self, node: ast.With | ast.AsyncWith) -> Parts:
        """Managers are entered in order; those that suppress exceptions may leave the body anywhere."""
        suppressing = False
        for item in node.items:
            yield item.context_expr
            if item.optional_vars is not None:
                yield item.optional_vars
            suppressing = suppressing or _suppresses(item.context_expr)
        if not suppressing:
            yield node.body
            return
        base = self.level
        join = Join(base)
        self.level = body = Level(base)
        log = body.logging()
        start = len(log)
        yield node.body
        self._exit(join, body)
        join.exit(base.interrupted(log[start:]))
        self._resume(join)

    # Patterns

    def match_statement(self, node: ast.Match) -> Parts:
        """A pattern may fail before or after any of its occurrences, a guard after its last."""
        yield node.subject
        base = self.level
        join = Join(base)
        for case in node.cases:
            self.level = attempt = Level(base)
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
            self._exit(join, attempt)
            if certain and case.guard is None:
                break
            join.advance(failed)
        else:
            join.exit({})
        self._resume(join)

    def alternatives(self, node: ast.MatchOr) -> Parts:
        """The first alternative that matches leaves."""
        base = self.level
        join = Join(base)
        for pattern in node.patterns:
            self.level = attempt = Level(base)
            log = attempt.logging()
            start = len(log)
            yield pattern
            join.exit(attempt.changes)
            join.advance(base.interrupted(log[start:]))
        self._resume(join)

    # Names bound by more than a Name

    def capture(self, node: ast.MatchAs | ast.MatchMapping) -> list[Any]:
        """Parts of the pattern, then the name for the whole or the rest."""
        parts: list[Any] = []
        if isinstance(node, ast.MatchAs):
            parts += [] if node.pattern is None else [node.pattern]
        else:
            parts += [part for pair in zip(node.keys, node.patterns, strict=True) for part in pair]
        if node in self.occurrences:
            parts.append(self.occurrences[node])
        return parts

    def annotated(self, node: ast.AnnAssign) -> list[Any] | None:
        """A bare declaration does nothing."""
        return None if node.value is None else [node.value, node.target]

    def mapping(self, node: ast.Dict) -> list[Any]:
        """Keys and values in turn."""
        return [part for pair in zip(node.keys, node.values, strict=True) for part in pair if part is not None]

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[Any]:
        """What runs at the definition; the body waits."""
        self.pending.append([*node.body[::-1], *_parameters(node.args)[::-1]])
        parts: list[Any] = [*node.decorator_list, *_defaults(node.args)]
        if node in self.occurrences:
            parts.append(self.occurrences[node])
        return parts

    def lambda_expression(self, node: ast.Lambda) -> list[Any]:
        """What runs at the definition; the body waits."""
        self.pending.append([node.body, *_parameters(node.args)[::-1]])
        return _defaults(node.args)

    def class_statement(self, node: ast.ClassDef) -> list[Any]:
        """Decorators and bases, then the body, where it stands."""
        parts: list[Any] = [*node.decorator_list, *node.bases, *node.keywords, *node.body]
        if node in self.occurrences:
            parts.append(self.occurrences[node])
        return parts


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    """In the order of the source."""
    parameters = [*arguments.posonlyargs, *arguments.args]
    if arguments.vararg is not None:
        parameters.append(arguments.vararg)
    parameters += arguments.kwonlyargs
    if arguments.kwarg is not None:
        parameters.append(arguments.kwarg)
    return parameters


def _defaults(arguments: ast.arguments) -> list[Any]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]


def _suppresses(manager: ast.expr) -> bool:
    function = manager.func if isinstance(manager, ast.Call) else manager
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _SUPPRESSING


def _irrefutable(pattern: ast.pattern) -> bool:
    if isinstance(pattern, ast.MatchOr):
        return _irrefutable(pattern.patterns[-1])
    return isinstance(pattern, ast.MatchAs) and (pattern.pattern is None or _irrefutable(pattern.pattern))


HANDLERS: dict[type[ast.AST], Callable[[ControlFlow, Any], Parts | list[Any] | None]] = {
    ast.AnnAssign: ControlFlow.annotated,
    ast.Assert: ControlFlow.assertion,
    ast.AsyncFor: ControlFlow.for_loop,
    ast.AsyncFunctionDef: ControlFlow.function,
    ast.AsyncWith: ControlFlow.with_statement,
    ast.BoolOp: ControlFlow.boolean,
    ast.Break: ControlFlow.break_statement,
    ast.ClassDef: ControlFlow.class_statement,
    ast.Compare: ControlFlow.comparison,
    ast.Continue: ControlFlow.continue_statement,
    ast.Dict: ControlFlow.mapping,
    ast.DictComp: ControlFlow.comprehension,
    ast.For: ControlFlow.for_loop,
    ast.FunctionDef: ControlFlow.function,
    ast.GeneratorExp: ControlFlow.comprehension,
    ast.If: ControlFlow.if_statement,
    ast.IfExp: ControlFlow.conditional,
    ast.Lambda: ControlFlow.lambda_expression,
    ast.ListComp: ControlFlow.comprehension,
    ast.Match: ControlFlow.match_statement,
    ast.MatchAs: ControlFlow.capture,
    ast.MatchMapping: ControlFlow.capture,
    ast.MatchOr: ControlFlow.alternatives,
    ast.Raise: ControlFlow.raise_statement,
    ast.Return: ControlFlow.return_statement,
    ast.SetComp: ControlFlow.comprehension,
    ast.Try: ControlFlow.try_statement,
    ast.While: ControlFlow.while_loop,
    ast.With: ControlFlow.with_statement,
}
if hasattr(ast, "TryStar"):
    HANDLERS[ast.TryStar] = ControlFlow.try_statement
