"""The meaning of NEXT_MAY_USE, spelled out: all paths of a small program, and the pairs of uses that follow each other.

Loops run at most two rounds. Inside of `try` an exception may come before the first and after any occurrence.
"""

# ruff: noqa: N802 (methods are named after syntax classes, as in `ast.NodeVisitor`)

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

# How a path ends ("on" = goes on), and the occurrences on it.
Path: TypeAlias = tuple[str, tuple[int, ...]]
Paths: TypeAlias = frozenset[Path]

_MAX_PATHS = 600
_ON: Paths = frozenset({("on", ())})


class TooManyPathsError(Exception):
    """The program is too large for this."""


def next_uses(
    tree: ast.Module, occurrences: Mapping[ast.AST, tuple[int, int]]
) -> tuple[set[tuple[int, int]], set[int]]:
    """Pairs of occurrences of one symbol that follow each other on some path, and the occurrences on any path."""
    oracle = _Oracle(occurrences)
    symbol_of = dict(occurrences.values())
    pairs: set[tuple[int, int]] = set()
    reached: set[int] = set()
    for _, path in oracle.block(tree.body):
        last: dict[int, int] = {}
        for token in path:
            symbol = symbol_of[token]
            if symbol in last:
                pairs.add((last[symbol], token))
            last[symbol] = token
        reached.update(path)
    return pairs, reached


def _then(first: Paths, second: Callable[[], Paths]) -> Paths:
    if not any(end == "on" for end, _ in first):
        return first
    after = second()
    if len(first) * len(after) > _MAX_PATHS * 2:
        raise TooManyPathsError
    joined: set[Path] = set()
    for end, path in first:
        if end == "on":
            joined.update((later, path + more) for later, more in after)
        else:
            joined.add((end, path))
    return _bounded(joined)


def _bounded(paths: Iterable[Path]) -> Paths:
    result = frozenset(paths)
    if len(result) > _MAX_PATHS:
        raise TooManyPathsError
    return result


def _ending(paths: Paths, *ends: str) -> Paths:
    return frozenset(path for path in paths if path[0] in ends)


def _as(paths: Paths, end: str) -> Paths:
    return frozenset((end, path) for _, path in paths)


def _prefixes(paths: Paths) -> Paths:
    """All that may have run when an exception comes."""
    return _bounded(("on", path[:length]) for _, path in paths for length in range(len(path) + 1))


class _Oracle:
    def __init__(self, occurrences: Mapping[ast.AST, tuple[int, int]]) -> None:
        self.occurrences = occurrences

    def own(self, node: ast.AST) -> Paths:
        found = self.occurrences.get(node)
        return _ON if found is None else frozenset({("on", (found[0],))})

    def block(self, nodes: Iterable[ast.AST | None]) -> Paths:
        paths = _ON
        for node in nodes:
            if node is not None:
                paths = _then(paths, lambda node=node: self.of(node))  # type: ignore[misc]
        return paths

    def of(self, node: ast.AST) -> Paths:
        method = getattr(self, "of_" + type(node).__name__, None)
        if method is not None:
            paths: Paths = method(node)
            return paths
        return _then(self.block(ast.iter_child_nodes(node)), lambda: self.own(node))

    # Expressions

    def of_NamedExpr(self, node: ast.NamedExpr) -> Paths:
        return self.block([node.value, node.target])

    def of_BoolOp(self, node: ast.BoolOp) -> Paths:
        return _bounded(path for count in range(len(node.values)) for path in self.block(node.values[: count + 1]))

    def of_Compare(self, node: ast.Compare) -> Paths:
        parts = [node.left, *node.comparators]
        return _bounded(path for count in range(2, len(parts) + 1) for path in self.block(parts[:count]))

    def of_IfExp(self, node: ast.IfExp) -> Paths:
        return self.block([node.test, node.body]) | self.block([node.test, node.orelse])

    def of_Lambda(self, node: ast.Lambda) -> Paths:
        return self.block(node.args.defaults)

    def of_ListComp(self, node: ast.ListComp) -> Paths:
        return self.clauses(node.generators, [node.elt])

    def of_DictComp(self, node: ast.DictComp) -> Paths:
        return self.clauses(node.generators, [node.key, node.value])

    def clauses(self, generators: list[ast.comprehension], elements: list[ast.expr]) -> Paths:
        if not generators:
            return self.block(elements)
        clause, *rest = generators
        once = self.of(clause.target)
        skipped: set[Path] = set()
        for condition in clause.ifs:
            once = _then(once, lambda condition=condition: self.of(condition))  # type: ignore[misc]
            skipped |= once
        once = _bounded({*_then(once, lambda: self.clauses(rest, elements)), *skipped})
        return _then(self.of(clause.iter), lambda: _then(_ON | once, lambda: _ON | once))

    # Statements

    def of_Assign(self, node: ast.Assign) -> Paths:
        return self.block([node.value, *node.targets])

    def of_Assert(self, node: ast.Assert) -> Paths:
        return self.of(node.test) | _as(self.block([node.test, node.msg]), "raise")

    def of_Return(self, node: ast.Return) -> Paths:
        return _as(self.block([node.value]), "return")

    def of_Raise(self, node: ast.Raise) -> Paths:
        return _as(self.block([node.exc]), "raise")

    def of_Break(self, node: ast.Break) -> Paths:
        return _as(_ON, "break")

    def of_Continue(self, node: ast.Continue) -> Paths:
        return _as(_ON, "continue")

    def of_If(self, node: ast.If) -> Paths:
        return self.block([node.test, *node.body]) | self.block([node.test, *node.orelse])

    def of_While(self, node: ast.While) -> Paths:
        always = isinstance(node.test, ast.Constant)
        return self.loop(self.of(node.test), self.block(node.body), self.block(node.orelse), always)

    def of_For(self, node: ast.For) -> Paths:
        body = self.block([node.target, *node.body])
        return _then(self.of(node.iter), lambda: self.loop(_ON, body, self.block(node.orelse), False))

    def loop(self, test: Paths, body: Paths, orelse: Paths, always: bool) -> Paths:
        ended: set[Path] = set()
        begun = _ON
        for _ in range(3):
            begun = _then(begun, lambda: test)
            ended |= _as(begun, "never") if always else _then(begun, lambda: orelse)
            after = _then(begun, lambda: body)
            ended |= _as(_ending(after, "break"), "on") | _ending(after, "return", "raise", "never")
            begun = _as(_ending(after, "on", "continue"), "on")
            ended |= _as(begun, "never")
        return _bounded(ended)

    def of_Try(self, node: ast.Try) -> Paths:
        body = self.block(node.body)
        handlers: set[Path] = set()
        raised = _prefixes(body)
        for handler in node.handlers:
            if handler.type is not None:
                raised = _then(raised, lambda handler=handler: self.of(handler.type))  # type: ignore[misc]
            inside = _then(self.own(handler), lambda handler=handler: self.block(handler.body))  # type: ignore[misc]
            handlers |= _then(raised, lambda inside=inside: inside)  # type: ignore[misc]
        unraised = body - _ending(body, "raise")
        paths = _bounded({*_then(unraised, lambda: self.block(node.orelse)), *handlers, *_as(raised, "raise")})
        if not node.finalbody:
            return paths
        final = self.block(node.finalbody)
        result: set[Path] = set()
        for end in {end for end, _ in paths} | {"raise"}:
            ways = _as(_ending(paths, end), "on")
            if end == "raise":
                ways = _prefixes(paths)
            after = _then(ways, lambda: final)
            result |= _as(_ending(after, "on"), end) | (after - _ending(after, "on"))
        return _bounded(result)

    def of_With(self, node: ast.With) -> Paths:
        parts = [part for item in node.items for part in (item.context_expr, item.optional_vars)]
        body = self.block(node.body)
        manager = node.items[0].context_expr
        if isinstance(manager, ast.Call) and isinstance(manager.func, ast.Name) and manager.func.id == "suppress":
            body = _bounded((body - _ending(body, "raise")) | _prefixes(body))
        return _then(self.block(parts), lambda: body)

    # Patterns

    def of_Match(self, node: ast.Match) -> Paths:
        ended: set[Path] = set()
        failed = self.of(node.subject)
        for case in node.cases:
            matched = _then(failed, lambda case=case: self.of(case.pattern))  # type: ignore[misc]
            certain = isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
            tried = _then(failed, lambda case=case: self.failures(case.pattern))  # type: ignore[misc]
            failed = frozenset() if certain else tried
            if case.guard is not None:
                matched = _then(matched, lambda case=case: self.of(case.guard))  # type: ignore[misc]
                failed |= matched
            ended |= _then(matched, lambda case=case: self.block(case.body))  # type: ignore[misc]
        return _bounded(ended | failed)

    def failures(self, pattern: ast.pattern) -> Paths:
        if not isinstance(pattern, ast.MatchOr):
            return _prefixes(self.of(pattern))
        paths = _ON
        for alternative in pattern.patterns:
            paths = _then(paths, lambda alternative=alternative: self.failures(alternative))  # type: ignore[misc]
        return paths

    def of_MatchOr(self, node: ast.MatchOr) -> Paths:
        matched: set[Path] = set()
        failed = _ON
        for alternative in node.patterns:
            matched |= _then(failed, lambda alternative=alternative: self.of(alternative))  # type: ignore[misc]
            failed = _then(failed, lambda alternative=alternative: self.failures(alternative))  # type: ignore[misc]
        return _bounded(matched)
