"""Search for the most probable assignment of types to symbols that a checker accepts, in few checks.

The search is pure: it knows symbols by number, candidates by rank, and a function that returns the new errors of an
assignment. Proposals, whole assignments in the order in which they are preferred, are checked first: the first that
passes is taken. Else there are three steps, each of which may use up the checks that are allowed. *Descent*: a symbol
that an error points at falls to its next candidate, the least probable symbol first, and in later rounds loses its
type, until the rest passes; this takes few checks and may wrong the innocent. *Recovery*: the symbols that fell are
tried again with their first candidates, all together and then by halves; then those without a type with their second,
and so on. *Proof*: a failure is explained by conflicts, smallest sets of (symbol, candidate) that fail by themselves,
as in QuickXplain (Junker, AAAI 2004); the best assignment without a known conflict is checked next. When it passes, no
better one can, provided that adding annotations never repairs what fewer of them break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from typilus.halving import offer_by_halves

__all__ = [
    "Assignment",
    "AssignmentCheck",
    "Literal",
    "SearchResult",
    "Suspects",
    "find_assignment",
    "total_probability",
]

# For each symbol the rank of its candidate, or none.
Assignment = tuple[int | None, ...]
# The symbols that may have caused one new error; empty where nothing points at any.
Suspects = frozenset[int]
# One entry for each new error; nothing: the assignment passes.
AssignmentCheck = Callable[[Assignment], Sequence[Suspects]]
# A symbol and the rank of the candidate that it has.
Literal = tuple[int, int]
Conflict = frozenset[Literal]
# Errors that still come after so many rounds of accusing whom they point at are not cured by it.
MAX_ROUNDS = 8
ROUNDS_OF_FALLING = 2


@dataclass(frozen=True)
class SearchResult:
    """An assignment that was checked as a whole, and the cost of finding it.

    Attributes:
        assignment: Rank of the candidate of each symbol, None for a symbol without a type.
        runs: Number of checks.
        proved: Whether no assignment of a higher total passes. Otherwise the checks ran out, and this is the best of
            those that passed.
        conflicts: Smallest sets of candidates that fail together.
        proposal: Index of the proposal that was taken, None if there was a search.
    """

    assignment: Assignment
    runs: int
    proved: bool
    conflicts: tuple[Conflict, ...]
    proposal: int | None = None


def total_probability(probabilities: Sequence[Sequence[float]], assignment: Assignment) -> float:
    return sum(ranked[rank] for ranked, rank in zip(probabilities, assignment, strict=True) if rank is not None)


def find_assignment(
    probabilities: Sequence[Sequence[float]],
    check: AssignmentCheck,
    max_runs: int | None = None,
    proposals: Sequence[Assignment] = (),
) -> SearchResult:
    """Return the first proposal that `check` accepts, else the assignment of highest total probability.

    Args:
        probabilities: Probabilities of the candidates of each symbol, best first.
        check: Function that returns the new errors of an assignment.
        max_runs: Number of checks after which the best assignment so far is returned.
        proposals: Assignments, the preferred one first. What their checks tell is known to the search, too.
    """
    search = _Search(probabilities, check, max_runs)
    conflicts: list[Conflict] = []
    try:
        for index, proposal in enumerate(proposals):
            if not search.errors_of(frozenset(_literals(proposal))):
                return SearchResult(tuple(proposal), search.runs, False, (), index)
        search.recover(search.descend())
        while True:
            best = _best_without(conflicts, probabilities)
            literals = frozenset(_literals(best))
            errors = search.errors_of(literals)
            if not errors:
                return SearchResult(best, search.runs, True, tuple(conflicts))
            conflicts.extend(search.explain(literals, errors))
    except _RunLimitError:
        return SearchResult(search.best_passed(), search.runs, False, tuple(conflicts))


class _RunLimitError(Exception):
    """No check is left."""


class _Search:
    """Checks with a memory: what contains a failure fails, and what is part of a success passes."""

    def __init__(self, probabilities: Sequence[Sequence[float]], check: AssignmentCheck, max_runs: int | None) -> None:
        self.probabilities, self.check, self.max_runs = probabilities, check, max_runs
        self.runs = 0
        # Nothing added is nothing new.
        self.passed: list[Conflict] = [frozenset()]
        self.failed: dict[Conflict, Sequence[Suspects]] = {}

    def errors_of(self, literals: Conflict) -> Sequence[Suspects]:
        """Return the new errors of an assignment, from memory if exactly this one was checked before."""
        if literals in self.passed:
            return ()
        if literals in self.failed:
            return self.failed[literals]
        if self.max_runs is not None and self.runs >= self.max_runs:
            raise _RunLimitError
        self.runs += 1
        errors = self.check(self._assignment(literals))
        if errors:
            self.failed[literals] = errors
        else:
            self.passed.append(literals)
        return errors

    def fails(self, literals: Conflict) -> bool:
        """Return whether an assignment fails, and check it only if no earlier result implies the answer."""
        if any(failed <= literals for failed in self.failed):
            return True
        if any(literals <= passed for passed in self.passed):
            return False
        return bool(self.errors_of(literals))

    def descend(self) -> Assignment:
        """Return the first candidates without those that errors accuse, or the empty assignment if errors remain."""
        ranks: list[int | None] = [0 if ranked else None for ranked in self.probabilities]
        for number in range(MAX_ROUNDS):
            literals = frozenset(_literals(ranks))
            errors = self.errors_of(literals)
            accused = self._accused(literals, errors)
            if not errors:
                return tuple(ranks)
            if not accused:
                break
            for symbol, rank in accused:
                falls = number < ROUNDS_OF_FALLING and rank + 1 < len(self.probabilities[symbol])
                ranks[symbol] = rank + 1 if falls else None
        return (None,) * len(ranks)

    def recover(self, base: Assignment) -> None:
        """Try the symbols that were left out again, rank by rank, and keep what passes."""
        ranks = list(base)
        for rank in range(max(map(len, self.probabilities), default=0)):
            fallen = [
                (-ranked[rank], symbol)
                for symbol, ranked in enumerate(self.probabilities)
                if rank < len(ranked) and (ranks[symbol] is None or (rank == 0 and ranks[symbol] != 0))
            ]
            offer_by_halves([symbol for _, symbol in sorted(fallen)], partial(self._passes_with, ranks, rank))

    def _passes_with(self, ranks: list[int | None], rank: int, group: Sequence[int]) -> bool:
        """Give a rank to a group of symbols, beside the `ranks` of the others. Return whether that passes."""
        tried = [rank if symbol in group else current for symbol, current in enumerate(ranks)]
        if self.fails(frozenset(_literals(tried))):
            return False
        ranks[:] = tried
        return True

    def explain(self, failing: Conflict, errors: Iterable[Suspects]) -> list[Conflict]:
        """Return at least one smallest conflict within `failing`, among the suspects if they fail by themselves."""
        conflicts: list[Conflict] = []
        for group in _groups(failing, errors):
            if not any(conflict & group for conflict in conflicts) and self.fails(group):
                conflicts.extend(self._split(group))
        return conflicts or self._split(failing)

    def best_passed(self) -> Assignment:
        best = max(self.passed, key=lambda literals: sum(self._probability(literal) for literal in literals))
        return self._assignment(best)

    def _accused(self, failing: Conflict, errors: Iterable[Suspects]) -> set[Literal]:
        """Return the least probable suspect of each error."""
        accused: set[Literal] = set()
        for group in _groups(failing, errors):
            if not accused & group:
                accused.add(min(group, key=self._by_probability))
        return accused

    def _by_probability(self, literal: Literal) -> tuple[float, Literal]:
        return self._probability(literal), literal

    def _split(self, failing: Conflict) -> list[Conflict]:
        """Return the conflicts within either half of `failing`, or one across the halves if both pass."""
        ordered = sorted(failing, key=self._by_probability)
        if len(ordered) == 1:
            return [failing]
        # Those least probable together, for they are guilty most often, and the other half may then pass.
        halves = frozenset(ordered[: len(ordered) // 2]), frozenset(ordered[len(ordered) // 2 :])
        conflicts = [conflict for half in halves if self.fails(half) for conflict in self._split(half)]
        return conflicts or [frozenset(self._minimal_conflict([], False, ordered))]

    def _minimal_conflict(self, background: list[Literal], extended: bool, group: list[Literal]) -> list[Literal]:
        """Return the part of `group` that fails together with `background`, found by halving (QuickXplain)."""
        if extended and self.fails(frozenset(background)):
            return []
        if len(group) == 1:
            return group
        left, right = group[: len(group) // 2], group[len(group) // 2 :]
        from_right = self._minimal_conflict(background + left, True, right)
        from_left = self._minimal_conflict(background + from_right, bool(from_right), left)
        return from_left + from_right

    def _probability(self, literal: Literal) -> float:
        return self.probabilities[literal[0]][literal[1]]

    def _assignment(self, literals: Conflict) -> Assignment:
        ranks = dict(literals)
        return tuple(ranks.get(symbol) for symbol in range(len(self.probabilities)))


def _groups(failing: Conflict, errors: Iterable[Suspects]) -> list[Conflict]:
    """Return the part of `failing` that each error points at, small groups first, empty ones left out."""
    groups = {frozenset(literal for literal in failing if literal[0] in suspects) for suspects in errors}
    return sorted(groups - {frozenset()}, key=lambda group: (len(group), sorted(group)))


def _literals(assignment: Sequence[int | None]) -> list[Literal]:
    return [(symbol, rank) for symbol, rank in enumerate(assignment) if rank is not None]


def _best_without(conflicts: Sequence[Conflict], probabilities: Sequence[Sequence[float]]) -> Assignment:
    """Return the assignment of highest total that contains none of `conflicts`, by branch and bound.

    Symbols that are only in conflicts by themselves take their best candidate left; only the others are searched.
    """
    struck = {next(iter(conflict)) for conflict in conflicts if len(conflict) == 1}
    joint = [conflict for conflict in conflicts if len(conflict) > 1 and not conflict & struck]
    options: list[list[int | None]] = [
        [*(rank for rank in range(len(ranked)) if (symbol, rank) not in struck), None]
        for symbol, ranked in enumerate(probabilities)
    ]
    best = [ranks[0] for ranks in options]
    bound = sorted({symbol for conflict in joint for symbol, _ in conflict})

    def value(symbol: int, rank: int | None) -> float:
        return 0.0 if rank is None else probabilities[symbol][rank]

    # The most that the symbols from each place on can still add.
    rest = [0.0] * (len(bound) + 1)
    for index in reversed(range(len(bound))):
        rest[index] = rest[index + 1] + value(bound[index], options[bound[index]][0])
    record, record_total = [None] * len(bound), -1.0  # type: list[int | None], float

    def extend(prefix: list[int | None], total: float) -> None:
        nonlocal record, record_total
        if total + rest[len(prefix)] <= record_total:
            return
        if len(prefix) == len(bound):
            record, record_total = list(prefix), total
            return
        symbol = bound[len(prefix)]
        for rank in options[symbol]:
            has = {*zip(bound, prefix, strict=False), (symbol, rank)}
            if not any(conflict <= has for conflict in joint):
                extend([*prefix, rank], total + value(symbol, rank))

    extend([], 0.0)
    for symbol, rank in zip(bound, record, strict=True):
        best[symbol] = rank
    return tuple(best)
