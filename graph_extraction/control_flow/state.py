"""The state of the control-flow analysis at one point of a program: the last uses of each symbol.

A state is a stack of overlays. Where control forks, each branch writes into an overlay of its own, and where it joins,
only the changes of the branches are compared: the cost of a branch is the number of symbols that occur in it, however
many symbols are alive. Loops are walked once. Their body runs over an overlay that ends in a marker. A lookup that
falls through to the marker says that the use may follow the uses at the end of the body too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

__all__ = ["MAX_CARRIED", "MAX_USES", "Changes", "Frame", "Join", "Level", "Marker", "unite"]

# The last uses of a symbol, ascending: numbers of tokens and, negative, of markers.
Uses: TypeAlias = tuple[int, ...]
Changes: TypeAlias = dict[int, Uses]

# A long run of `if`s without `else` would pile up all uses of a variable before it, and edges quadratic in their
# number. Only the nearest are kept.
MAX_USES = 16

# What the jumps out of one loop may cost, counted in changes carried along. Beyond it (thousands of jumps past as many
# variables) further jumps are taken to happen anywhere, like exceptions, for which one look at all uses is enough.
MAX_CARRIED = 20_000


def unite(first: Uses, second: Uses) -> Uses:
    """Return both sets of uses, or beyond `MAX_USES` all markers and the uses that come last in the file."""
    if first == second:
        return first
    merged = sorted({*first, *second})
    if len(merged) > MAX_USES:
        markers = sum(use < 0 for use in merged)
        merged = merged[:markers] + merged[markers:][-MAX_USES:]
    return tuple(merged)


class Level:
    """One overlay of a state.

    Attributes:
        changes: Last uses of the symbols that occurred since the overlay began.
        parent: Overlay below, None at the start of a function and in unreachable code.
        marker: Negative number of the marker that ends lookups here, 0 without one.
        log: All (symbol, token) pairs in order, kept inside of loops, `try` and patterns, else None.
    """

    __slots__ = ("changes", "log", "marker", "parent")

    def __init__(self, parent: Level | None, marker: int = 0) -> None:
        self.changes: Changes = {}
        self.parent = parent
        self.marker = marker
        self.log: list[tuple[int, int]] | None = None if parent is None else parent.log

    def lookup(self, symbol: int) -> Uses:
        """Last uses of a symbol: those of the topmost overlay that knows it."""
        level: Level | None = self
        while level is not None:
            uses = level.changes.get(symbol)
            if uses is not None:
                return uses
            if level.marker:
                return (level.marker,)
            level = level.parent
        return ()

    def logging(self) -> list[tuple[int, int]]:
        """Begin a log, or go on with that of the construct around."""
        if self.log is None:
            self.log = []
        return self.log

    def resolved(self, changes: Mapping[int, Uses], marker: int) -> Changes:
        """Changes made over a marker, the marker replaced by the uses that this level has."""
        return {
            symbol: unite(tuple(use for use in uses if use != marker), self.lookup(symbol)) if marker in uses else uses
            for symbol, uses in changes.items()
        }

    def interrupted(self, events: Iterable[tuple[int, int]]) -> Changes:
        """Changes if control may leave before the first or after any of the occurrences."""
        changes: dict[int, list[int]] = {}
        for symbol, token in events:
            changes.setdefault(symbol, []).append(token)
        return {symbol: unite(self.lookup(symbol), unite((), tuple(tokens))) for symbol, tokens in changes.items()}


class Join:
    """The point where several paths through a construct meet again, above the level on which the construct began.

    While ways leave, the level itself may go on (the tests of an `elif` chain): each way that leaves takes the level as
    it is at that time. A version of a symbol counts if some way took it without a change of its own.
    """

    __slots__ = ("_changed", "_exits", "_since", "_uses", "level")

    def __init__(self, level: Level) -> None:
        self.level = level
        self._exits = 0
        self._uses: Changes = {}
        self._changed: dict[int, int] = {}  # ways that changed the symbol since its version began
        self._since: dict[int, int] = {}  # ways that had left when the version began

    def exit(self, changes: Mapping[int, Uses]) -> None:
        """One way leaves, with its changes over the level."""
        self._exits += 1
        for symbol, uses in changes.items():
            last_uses = self._uses.get(symbol)
            self._uses[symbol] = uses if last_uses is None else unite(last_uses, uses)
            self._changed[symbol] = self._changed.get(symbol, 0) + 1

    def advance(self, changes: Changes) -> None:
        """Apply these changes to all paths that have not left yet."""
        if self._exits:
            for symbol in changes:
                self._settle(symbol)
        self.level.changes.update(changes)

    def finish(self) -> bool:
        """Put the union of all paths into the level, and return False if no path left."""
        for symbol in tuple(self._uses):
            self._settle(symbol)
        self.level.changes.update(self._uses)
        return self._exits > 0

    def _settle(self, symbol: int) -> None:
        if self._exits - self._since.get(symbol, 0) > self._changed.get(symbol, 0):
            self._uses[symbol] = unite(self._uses.get(symbol, ()), self.level.lookup(symbol))
        self._since[symbol] = self._exits
        self._changed[symbol] = 0


class Marker:
    """The level below an overlay that is walked once but entered in several ways.

    Attributes:
        below: State at the first entry.
        first: Occurrences that may be the first of their symbol in a round of a loop, None for `finally`.
    """

    __slots__ = ("below", "first")

    def __init__(self, below: Level, first: dict[int, list[int]] | None) -> None:
        self.below = below
        self.first = first


class Frame:
    """The construct that `break` and `continue` leave: a loop, or a `try` with a `finally` around them.

    Attributes:
        base: Level below the construct.
        breaks, again: Changes over the base of the paths out by `break`, and by `continue` or the end of a round.
    """

    __slots__ = ("_anywhere", "_carried", "_log", "_marker", "_start", "again", "base", "breaks")

    def __init__(self, base: Level, body: Level) -> None:
        self.base = base
        self.breaks: list[Changes] = []
        self.again: list[Changes] = []
        self._marker = body.marker
        self._log = body.logging()
        self._start = len(self._log)
        self._carried = 0
        self._anywhere: set[bool] = set()

    def exhausted(self, again: bool) -> bool:
        """Return whether jumps are no longer distinguished, so that this one is done with."""
        if self._carried <= MAX_CARRIED:
            return False
        self._anywhere.add(again)
        return True

    def jump(self, again: bool, changes: Changes) -> None:
        """One more way out."""
        self._carried += len(changes)
        (self.again if again else self.breaks).append(changes)

    def close(self) -> None:
        """Add the jumps that were not told apart, as ways from before the first or after any occurrence."""
        if self._anywhere:
            changes = Level(self.base, self._marker).interrupted(self._log[self._start :])
            for again in self._anywhere:
                (self.again if again else self.breaks).append(changes)
