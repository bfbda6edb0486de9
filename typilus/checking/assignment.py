"""The most probable assignment of types to symbols that a judge accepts, in few judgements.

Pure: knows symbols by number, candidates by rank, and a judge who says of an assignment which new errors it causes.
Three steps, each of which may use up the judgements that are allowed. *Descent*: whoever an error points at falls to
the next candidate, the least probable first, and in later rounds is left out, until all passes; this takes few
judgements and may wrong the innocent. *Recovery*: those that fell are tried again, all together and by halves, with
their first candidates; then those left out with their second, and so on. *Proof*: what fails is explained by
conflicts, smallest sets of (symbol, candidate) that fail by themselves, as in QuickXplain (Junker, AAAI 2004); the
best assignment that contains no known conflict is judged next, and when it passes, nothing better can, provided that
adding annotations never repairs what fewer of them break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Assignment", "Judge", "Literal", "SearchResult", "Suspects", "find_assignment", "total_probability"]

# For each symbol the rank of its candidate, or none.
Assignment = tuple[int | None, ...]
# The symbols that may have caused one new error; empty where nothing points at any.
Suspects = frozenset[int]
# One entry for each new error; nothing: the assignment passes.
Judge = Callable[[Assignment], Sequence[Suspects]]
# A symbol and the rank of the candidate that it has.
Literal = tuple[int, int]
Conflict = frozenset[Literal]
# Errors that still come after so many rounds of accusing whom they point at are not cured by it.
MOST_ROUNDS = 8
ROUNDS_OF_FALLING = 2


@dataclass(frozen=True)
class SearchResult:
    """An assignment that has been judged whole, and what that took.

    `proved`: no assignment of a higher total passes (see the module); otherwise the judgements allowed ran out, and
    it is the best of those that passed.
    """

    assignment: Assignment
    runs: int
    proved: bool
    conflicts: tuple[Conflict, ...]


def total_probability(probabilities: Sequence[Sequence[float]], assignment: Assignment) -> float:
    return sum(ranked[rank] for ranked, rank in zip(probabilities, assignment, strict=True) if rank is not None)


def find_assignment(
    probabilities: Sequence[Sequence[float]], judge: Judge, most_runs: int | None = None
) -> SearchResult:
    """The assignment of highest total probability that `judge` accepts; a symbol may end with none.

    `probabilities` are each symbol's candidates, best first. With `most_runs` it is the best found by then.
    """
    search = _Search(probabilities, judge, most_runs)
    conflicts: list[Conflict] = []
    try:
        search.recover(search.descend())
        while True:
            best = _best_without(conflicts, probabilities)
            literals = frozenset(_literals(best))
            suspicions = search.judged(literals)
            if not suspicions:
                return SearchResult(best, search.runs, True, tuple(conflicts))
            conflicts.extend(search.explain(literals, suspicions))
    except _OutOfRunsError:
        return SearchResult(search.best_passed(), search.runs, False, tuple(conflicts))


class _OutOfRunsError(Exception):
    """No judgement is left."""


class _Search:
    """Judgements with a memory: what contains a failure fails, what is part of a success passes."""

    def __init__(self, probabilities: Sequence[Sequence[float]], judge: Judge, most_runs: int | None) -> None:
        self.probabilities, self.judge, self.most_runs = probabilities, judge, most_runs
        self.runs = 0
        # Nothing added is nothing new.
        self.passed: list[Conflict] = [frozenset()]
        self.failed: dict[Conflict, Sequence[Suspects]] = {}

    def judged(self, literals: Conflict) -> Sequence[Suspects]:
        """Judged as it stands, unless exactly this has been judged already."""
        if literals in self.passed:
            return ()
        if literals in self.failed:
            return self.failed[literals]
        if self.most_runs is not None and self.runs >= self.most_runs:
            raise _OutOfRunsError
        self.runs += 1
        suspicions = self.judge(self._assignment(literals))
        if suspicions:
            self.failed[literals] = suspicions
        else:
            self.passed.append(literals)
        return suspicions

    def fails(self, literals: Conflict) -> bool:
        """Judged only if what is known does not tell."""
        if any(failed <= literals for failed in self.failed):
            return True
        if any(literals <= passed for passed in self.passed):
            return False
        return bool(self.judged(literals))

    def descend(self) -> Assignment:
        """All first candidates, without those that are accused, until what is left passes; nothing if it goes on."""
        ranks: list[int | None] = [0 if ranked else None for ranked in self.probabilities]
        for number in range(MOST_ROUNDS):
            literals = frozenset(_literals(ranks))
            suspicions = self.judged(literals)
            accused = self._accused(literals, suspicions)
            if not suspicions:
                return tuple(ranks)
            if not accused:
                break
            for symbol, rank in accused:
                falls = number < ROUNDS_OF_FALLING and rank + 1 < len(self.probabilities[symbol])
                ranks[symbol] = rank + 1 if falls else None
        return (None,) * len(ranks)

    def recover(self, base: Assignment) -> None:
        """Try those that are left out again, rank by rank; what passes is kept."""
        ranks = list(base)
        for rank in range(max(map(len, self.probabilities), default=0)):
            fallen = [
                (-ranked[rank], symbol)
                for symbol, ranked in enumerate(self.probabilities)
                if rank < len(ranked) and (ranks[symbol] is None or (rank == 0 and ranks[symbol] != 0))
            ]
            left_out = [symbol for _, symbol in sorted(fallen)]
            pending = [left_out] if left_out else []
            while pending:
                group = pending.pop()
                tried = [rank if symbol in group else known for symbol, known in enumerate(ranks)]
                if not self.fails(frozenset(_literals(tried))):
                    ranks = tried
                elif len(group) > 1:
                    middle = len(group) // 2
                    pending += (group[middle:], group[:middle])

    def explain(self, failing: Conflict, suspicions: Iterable[Suspects]) -> list[Conflict]:
        """At least one smallest conflict within `failing`: of those suspected, else of all."""
        found: list[Conflict] = []
        for group in _groups(failing, suspicions):
            if not any(conflict & group for conflict in found) and self.fails(group):
                found.extend(self._split(group))
        return found or self._split(failing)

    def best_passed(self) -> Assignment:
        best = max(self.passed, key=lambda literals: sum(self._probability(literal) for literal in literals))
        return self._assignment(best)

    def _accused(self, failing: Conflict, suspicions: Iterable[Suspects]) -> set[Literal]:
        """One of each error's suspects, the least probable."""
        accused: set[Literal] = set()
        for group in _groups(failing, suspicions):
            if not accused & group:
                accused.add(min(group, key=self._by_probability))
        return accused

    def _by_probability(self, literal: Literal) -> tuple[float, Literal]:
        return self._probability(literal), literal

    def _split(self, failing: Conflict) -> list[Conflict]:
        """Group testing: the conflicts within either half; where both halves pass, one across them."""
        ordered = sorted(failing, key=self._by_probability)
        if len(ordered) == 1:
            return [failing]
        # Those least probable together, for they are guilty most often, and the other half may then pass.
        halves = frozenset(ordered[: len(ordered) // 2]), frozenset(ordered[len(ordered) // 2 :])
        found = [conflict for half in halves if self.fails(half) for conflict in self._split(half)]
        return found or [frozenset(self._guilty([], False, ordered))]

    def _guilty(self, background: list[Literal], extended: bool, group: list[Literal]) -> list[Literal]:
        """QuickXplain: the part of `group` that fails together with `background`, by halves."""
        if extended and self.fails(frozenset(background)):
            return []
        if len(group) == 1:
            return group
        left, right = group[: len(group) // 2], group[len(group) // 2 :]
        from_right = self._guilty(background + left, True, right)
        from_left = self._guilty(background + from_right, bool(from_right), left)
        return from_left + from_right

    def _probability(self, literal: Literal) -> float:
        return self.probabilities[literal[0]][literal[1]]

    def _assignment(self, literals: Conflict) -> Assignment:
        ranks = dict(literals)
        return tuple(ranks.get(symbol) for symbol in range(len(self.probabilities)))


def _groups(failing: Conflict, suspicions: Iterable[Suspects]) -> list[Conflict]:
    """The part of `failing` that each error points at, small groups first, without those that point at nobody."""
    groups = {frozenset(literal for literal in failing if literal[0] in suspects) for suspects in suspicions}
    return sorted(groups - {frozenset()}, key=lambda group: (len(group), sorted(group)))


def _literals(assignment: Sequence[int | None]) -> list[Literal]:
    return [(symbol, rank) for symbol, rank in enumerate(assignment) if rank is not None]


def _best_without(conflicts: Sequence[Conflict], probabilities: Sequence[Sequence[float]]) -> Assignment:
    """The assignment of highest total that contains none of `conflicts`, by branch and bound.

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
    for place in reversed(range(len(bound))):
        rest[place] = rest[place + 1] + value(bound[place], options[bound[place]][0])
    record, record_total = [None] * len(bound), -1.0  # type: list[int | None], float

    def extend(chosen: list[int | None], total: float) -> None:
        nonlocal record, record_total
        if total + rest[len(chosen)] <= record_total:
            return
        if len(chosen) == len(bound):
            record, record_total = list(chosen), total
            return
        symbol = bound[len(chosen)]
        for rank in options[symbol]:
            has = {*zip(bound, chosen, strict=False), (symbol, rank)}
            if not any(conflict <= has for conflict in joint):
                extend([*chosen, rank], total + value(symbol, rank))

    extend([], 0.0)
    for symbol, rank in zip(bound, record, strict=True):
        best[symbol] = rank
    return tuple(best)
