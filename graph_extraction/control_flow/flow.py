"""The current state of control, and the enclosing constructs.

A construct that forks is a generator: it yields its parts (syntax nodes, lists of them, occurrences) in the order of
evaluation and moves `ControlFlow.level` between them. Nothing here recurses.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from graph_extraction.control_flow.state import Changes, Frame, Join, Level, Marker

__all__ = ["ControlFlow", "Parts"]

Parts: TypeAlias = Iterator[Any]


class ControlFlow:
    """The state of the analysis.

    Attributes:
        occurrences: Token and symbol of each syntax node that carries an identifier.
        level: Current state of control.
        sources, targets: Edges so far.
        pending: Functions and lambdas still to walk, each as its parts, the last first.
        frames: Loops and `try`s with `finally` around the current position, the innermost last.
        markers: Level below each marker of this function; marker -1 is the first.
    """

    def __init__(self, occurrences: Mapping[ast.AST, tuple[int, int]]) -> None:
        self.occurrences = occurrences
        self.level = Level(None)
        self.sources: list[int] = []
        self.targets: list[int] = []
        self.pending: list[list[Any]] = []
        self.frames: list[Frame] = []
        self.markers: list[Marker] = []

    def enter_through(self, marker: int, symbol: int, token: int) -> None:
        """An occurrence that may be the first of its symbol since a loop's round or a `finally` began."""
        markers = [marker]
        while markers:
            below = self.markers[-1 - markers.pop()]
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
        self.frames.clear()
        self.markers.clear()

    def kill(self) -> None:
        """Control never comes here: what follows is walked from an empty state, and nothing joins it."""
        self.level = Level(None)

    def mark(self, below: Level, first: dict[int, list[int]] | None) -> int:
        """A new marker, above this state."""
        self.markers.append(Marker(below, first))
        return -len(self.markers)

    def leave(self, join: Join, branch: Level) -> None:
        """The way that began as `branch` leaves the construct, unless it died."""
        if self.level is branch:
            join.exit(branch.changes)

    def resume(self, join: Join) -> None:
        """Go on behind the construct."""
        self.level = join.level
        if not join.finish():
            self.kill()

    def jump(self, again: bool) -> None:
        """`continue` or `break`: leave for the innermost frame."""
        if not self.frames:
            return
        frame = self.frames[-1]
        chain = []
        level: Level | None = self.level
        while level is not frame.base:
            if level is None:
                return  # unreachable code
            chain.append(level)
            level = level.parent
        if frame.exhausted(again):
            return
        merged: Changes = {}
        for level in chain:
            for symbol, uses in level.changes.items():
                merged.setdefault(symbol, uses)
            if level.marker and self.markers[-1 - level.marker].first is None and level.parent is not None:
                merged = level.parent.resolved(merged, level.marker)
        frame.jump(again, merged)
