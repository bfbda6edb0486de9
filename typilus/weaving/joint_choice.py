"""One type for each of several symbols, so that they agree: a search over the candidates of all, under constraints.

The choice maximizes the sum of log-probabilities less a penalty for each constraint that does not hold. Symbols that
constraints bind are chosen one after the other along the constraints, with a beam of the best partial choices. Where a
constraint is still violated, all its symbols are then chosen anew, beside the choices of the others, as long as that is
better. The work is linear in the number of symbols. The search is pure: it knows symbols by number and candidates by
rank.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["JointProblem", "choose_jointly"]

WIDTH = 24
"""So many partial choices are followed."""
ROUNDS = 3
MAX_CHOICES = 128
"""So many choices of the symbols of one constraint are compared, of more those that change two of them."""
MAX_CHANGES = 30
"""So many symbols are chosen anew after one was changed."""
_LEAST = 1e-6


@dataclass(frozen=True)
class JointProblem:
    """Symbols with candidates, and what must fit together.

    Attributes:
        probabilities: Probabilities of the candidates of each symbol, by its number, best first.
        constraints: For each constraint the numbers of its symbols.
        holds: Tells of a constraint, by its number, whether it holds for the ranks of its symbols' candidates.
        penalty: What a violated constraint costs, in nats.
    """

    probabilities: Mapping[int, Sequence[float]]
    constraints: Sequence[tuple[int, ...]]
    holds: Callable[[int, tuple[int, ...]], bool]
    penalty: float
    _memory: dict[tuple[int, tuple[int, ...]], bool] = field(default_factory=dict)

    def is_violated(self, number: int, ranks: Mapping[int, int]) -> bool:
        """Return whether a constraint does not hold under ranks of all its symbols. Each answer is asked for once."""
        key = number, tuple(ranks[symbol] for symbol in self.constraints[number])
        if key not in self._memory:
            self._memory[key] = not self.holds(*key)
        return self._memory[key]

    def cost(self, symbol: int, rank: int) -> float:
        """The negative logarithm of a candidate's probability."""
        return -math.log(max(self.probabilities[symbol][rank], _LEAST))

    def by_symbol(self) -> dict[int, list[int]]:
        """For each symbol the numbers of its constraints."""
        numbers: dict[int, list[int]] = defaultdict(list)
        for number, symbols in enumerate(self.constraints):
            for symbol in symbols:
                numbers[symbol].append(number)
        return numbers


def choose_jointly(problem: JointProblem, width: int = WIDTH) -> dict[int, int]:
    """Return the rank of the candidate of each symbol: 0 for those that no constraint binds."""
    by_symbol = problem.by_symbol()
    ranks = dict.fromkeys(problem.probabilities, 0)
    for component in _components(problem, by_symbol):
        if any(problem.is_violated(number, ranks) for symbol in component for number in by_symbol[symbol]):
            ranks.update(_best_of(problem, by_symbol, component, width))
            _repair(problem, by_symbol, component, ranks)
    return ranks


def _components(problem: JointProblem, by_symbol: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Return the symbols that constraints bind, directly or by way of others, each after one that it is bound to.

    The surest of a component comes first, then always the surest of its neighbors.
    """
    left = set(by_symbol)
    components = []
    while left:
        frontier = {min(left, key=lambda symbol: (problem.cost(symbol, 0), symbol))}
        component: list[int] = []
        while frontier:
            symbol = min(frontier, key=lambda symbol: (problem.cost(symbol, 0), symbol))
            component.append(symbol)
            left.discard(symbol)
            frontier |= {other for number in by_symbol[symbol] for other in problem.constraints[number]}
            frontier &= left
        components.append(component)
    return components


def _best_of(
    problem: JointProblem, by_symbol: Mapping[int, Sequence[int]], component: Sequence[int], width: int
) -> dict[int, int]:
    order = {symbol: position for position, symbol in enumerate(component)}
    beam: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for symbol in component:
        # What is decided once this symbol is: the constraints of which it is the last.
        decided = [
            number
            for number in dict.fromkeys(by_symbol[symbol])
            if max(problem.constraints[number], key=order.__getitem__) == symbol
        ]
        extended = []
        for cost, prefix in beam:
            partial = dict(zip(component, prefix, strict=False))
            for rank in range(len(problem.probabilities[symbol])):
                partial[symbol] = rank
                violated = sum(problem.is_violated(number, partial) for number in decided)
                extended.append((cost + problem.cost(symbol, rank) + problem.penalty * violated, (*prefix, rank)))
        beam = sorted(extended)[:width]
    return dict(zip(component, beam[0][1], strict=True))


def _repair(
    problem: JointProblem, by_symbol: Mapping[int, Sequence[int]], component: Sequence[int], ranks: dict[int, int]
) -> None:
    """Choose the symbols of violated constraints anew, in place."""
    numbers = sorted({number for symbol in component for number in by_symbol[symbol]})
    for _ in range(ROUNDS):
        before = dict(ranks)
        for number in numbers:
            if problem.is_violated(number, ranks):
                ranks.update(_best_nearby(problem, by_symbol, problem.constraints[number], ranks))
            if problem.is_violated(number, ranks):
                ranks.update(_best_far(problem, by_symbol, problem.constraints[number], ranks))
        for symbol in component:
            ranks[symbol] = _best_of_one(problem, by_symbol, symbol, ranks)
        if ranks == before:
            return


def _best_nearby(
    problem: JointProblem, by_symbol: Mapping[int, Sequence[int]], symbols: Sequence[int], ranks: Mapping[int, int]
) -> dict[int, int]:
    """Return the best ranks of a few symbols, beside those of all others."""
    around = sorted({number for symbol in symbols for number in by_symbol[symbol]})

    def cost(choice: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
        tried = {**ranks, **dict(zip(symbols, choice, strict=True))}
        violated = sum(problem.is_violated(number, tried) for number in around)
        own = sum(map(problem.cost, symbols, choice))
        return own + problem.penalty * violated, choice

    counts = [len(problem.probabilities[symbol]) for symbol in symbols]
    if math.prod(counts) <= MAX_CHOICES:
        choices: Iterable[tuple[int, ...]] = itertools.product(*map(range, counts))
    else:
        choices = _changed_in_two(counts, [ranks[symbol] for symbol in symbols])
    return dict(zip(symbols, min(map(cost, choices))[1], strict=True))


def _best_far(
    problem: JointProblem, by_symbol: Mapping[int, Sequence[int]], symbols: Sequence[int], ranks: Mapping[int, int]
) -> Mapping[int, int]:
    """Return the best ranks after one of a few symbols is changed, and then what no longer fits, if better."""
    best: tuple[float, Mapping[int, int]] = (0.0, ranks)
    for symbol in symbols:
        for rank in range(len(problem.probabilities[symbol])):
            if rank != ranks[symbol]:
                changed = _carried_on(problem, by_symbol, symbol, {**ranks, symbol: rank})
                tried = {**ranks, **changed}
                numbers = {number for one in changed for number in by_symbol[one]}
                cost = sum(problem.cost(one, tried[one]) - problem.cost(one, ranks[one]) for one in changed)
                for number in numbers:
                    cost += problem.penalty * problem.is_violated(number, tried)
                    cost -= problem.penalty * problem.is_violated(number, ranks)
                if cost < best[0] - _LEAST:
                    best = cost, tried
    return best[1]


def _carried_on(
    problem: JointProblem, by_symbol: Mapping[int, Sequence[int]], symbol: int, ranks: dict[int, int]
) -> dict[int, int]:
    """Return the ranks of a symbol that was changed and of those that were chosen anew as something did not fit."""
    changed = {symbol: ranks[symbol]}
    pending = deque([symbol])
    while pending and len(changed) < MAX_CHANGES:
        for number in by_symbol[pending.popleft()]:
            if not problem.is_violated(number, ranks):
                continue
            for other in problem.constraints[number]:
                if other not in changed:
                    ranks[other] = changed[other] = _best_of_one(problem, by_symbol, other, ranks)
                    pending.append(other)
    return changed


def _best_of_one(
    problem: JointProblem, by_symbol: Mapping[int, Sequence[int]], symbol: int, ranks: Mapping[int, int]
) -> int:
    def cost(rank: int) -> tuple[float, int]:
        tried = {**ranks, symbol: rank}
        violated = sum(problem.is_violated(number, tried) for number in by_symbol[symbol])
        return problem.cost(symbol, rank) + problem.penalty * violated, rank

    return min(range(len(problem.probabilities[symbol])), key=cost)


def _changed_in_two(counts: Sequence[int], before: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the choices that differ from one in two places at most."""
    for one, other in itertools.combinations(range(len(counts)), 2):
        for pair in itertools.product(range(counts[one]), range(counts[other])):
            choice = list(before)
            choice[one], choice[other] = pair
            yield tuple(choice)
