"""Types chosen together: the best total under constraints."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Mapping, Sequence

import pytest

from typilus.weaving.joint_choice import JointProblem, choose_jointly

Holds = Callable[[int, tuple[int, ...]], bool]


def problem(
    probabilities: Sequence[Sequence[float]], constraints: Sequence[tuple[int, ...]], holds: Holds, penalty: float = 3.0
) -> JointProblem:
    return JointProblem(dict(enumerate(probabilities)), constraints, holds, penalty)


def equal(_: int, ranks: tuple[int, ...]) -> bool:
    return len(set(ranks)) == 1


def total(given: JointProblem, ranks: Mapping[int, int]) -> float:
    violated = sum(given.is_violated(number, ranks) for number in range(len(given.constraints)))
    return sum(given.cost(symbol, rank) for symbol, rank in ranks.items()) + given.penalty * violated


def test_nothing_binds() -> None:
    assert choose_jointly(problem([[0.5, 0.4], [0.9]], [], equal)) == {0: 0, 1: 0}


def test_the_surer_symbol_decides() -> None:
    assert choose_jointly(problem([[0.9, 0.05], [0.2, 0.3]], [(0, 1)], lambda _, ranks: ranks == (0, 1))) == {
        0: 0,
        1: 1,
    }


def test_a_constraint_is_violated_where_that_costs_less() -> None:
    given = problem([[0.98, 0.001], [0.98, 0.001]], [(0, 1)], lambda _, ranks: ranks[0] != ranks[1])
    assert choose_jointly(given) == {0: 0, 1: 0}


def test_what_holds_is_asked_only_once_and_not_of_what_agrees() -> None:
    asked: list[tuple[int, tuple[int, ...]]] = []

    def holds(number: int, ranks: tuple[int, ...]) -> bool:
        asked.append((number, ranks))
        return True

    choose_jointly(problem([[0.5, 0.5]] * 3, [(0, 1), (1, 2)], holds))
    assert asked == [(0, (0, 0)), (1, (0, 0))]


def test_a_long_chain_agrees() -> None:
    # The first is surely what only the others' second candidates fit, though each of them prefers its first.
    given = problem(
        [[1.0], *[[0.5, 0.48]] * 200],
        [(index, index + 1) for index in range(200)],
        lambda number, ranks: ranks[1] == 1 if number == 0 else len(set(ranks)) == 1,
        penalty=20.0,
    )
    assert choose_jointly(given) == {0: 0, **dict.fromkeys(range(1, 201), 1)}


@pytest.mark.parametrize("seed", range(25))
def test_small_problems_are_solved_exactly(seed: int) -> None:
    drawn = random.Random(seed)
    count = drawn.randrange(2, 6)
    probabilities = [sorted((drawn.random() for _ in range(3)), reverse=True) for _ in range(count)]
    constraints = [tuple(drawn.sample(range(count), drawn.choice([1, 2, min(3, count)]))) for _ in range(count + 2)]
    tables = [
        {ranks: drawn.random() < 0.5 for ranks in itertools.product(range(3), repeat=len(c))} for c in constraints
    ]
    given = problem(probabilities, constraints, lambda number, ranks: tables[number][ranks], drawn.choice([0.5, 2.0]))
    choices = (dict(enumerate(ranks)) for ranks in itertools.product(range(3), repeat=count))
    assert math.isclose(total(given, choose_jointly(given, width=243)), min(total(given, choice) for choice in choices))


def test_a_narrow_beam_is_repaired() -> None:
    # What the beam drops early, as it is improbable, is found again where a constraint stays violated.
    probabilities = [[0.6, 0.05], *[[0.5, 0.4]] * 6, [0.3, 0.2]]
    given = problem(probabilities, [(0, 7), *((index, index + 1) for index in range(7))], equal, penalty=1.5)
    narrow = choose_jointly(given, width=1)
    assert total(given, narrow) <= total(given, dict.fromkeys(range(8), 0))
