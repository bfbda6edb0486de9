"""A budget is kept by the plan, used as far as it goes, and chosen anew as it was before."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from typilus.lab.exhibits.training_plan import Amount, RunCost, choose_amount

COSTS = [RunCost(1.0, 10.0, 0.5), RunCost(1.0, 40.0, 0.5)]
MOST = 9


def seconds(costs: list[RunCost], amount: Amount) -> float:
    return sum(cost.seconds(amount) for cost in costs)


@pytest.mark.parametrize("seed", range(20))
def test_the_plan_keeps_the_budget_if_any_does(seed: int) -> None:
    chance = random.Random(seed)
    costs = [
        RunCost(chance.uniform(0, 50), chance.uniform(0, 50), chance.uniform(0, 50))
        for _ in range(chance.randint(1, 6))
    ]
    budget = chance.uniform(0, 5000)
    amount = choose_amount(costs, budget, MOST)
    assert seconds(costs, amount) <= budget or amount == choose_amount(costs, 0.0, MOST)


def test_the_slow_and_the_fast_get_the_same_and_the_budget_is_used() -> None:
    assert choose_amount(COSTS, 1e9, MOST) == Amount(MOST)
    assert choose_amount(COSTS, 200.0, MOST) == Amount(3)  # 3 * 51 + 2 = 155 of the 170 that are planned with
    assert choose_amount(COSTS, 60.0, MOST) == Amount(1, 0.5)
    assert choose_amount(COSTS, 0.0, MOST).size < 0.01


def test_what_is_finished_is_taken_where_it_is_more_than_the_budget_allows() -> None:
    finished = [replace(cost, finished={Amount(8)}) for cost in COSTS]
    assert choose_amount(finished, 0.0, MOST) == Amount(8)
    assert choose_amount(finished, 200.0, MOST) == Amount(8)


def test_what_only_some_have_finished_must_be_affordable_for_the_others() -> None:
    costs = [replace(COSTS[0], finished={Amount(8)}), COSTS[1]]
    assert choose_amount(costs, 200.0, MOST) == Amount(3)
    assert choose_amount(costs, 400.0, MOST) == Amount(8)


def test_without_a_budget_most_rows_have_numbers() -> None:
    costs = [
        replace(COSTS[0], finished={Amount(2), Amount(8)}),
        replace(COSTS[1], finished={Amount(2)}),
        COSTS[1],
    ]
    assert choose_amount(costs, 0.0, MOST) == Amount(2)


@pytest.mark.parametrize("budget", [0.0, 30.0, 200.0, 400.0])
def test_an_interrupted_command_chooses_as_before(budget: float) -> None:
    amount = choose_amount(COSTS, budget, MOST)
    assert choose_amount([replace(COSTS[0], finished={amount}), COSTS[1]], budget, MOST) == amount


def test_a_run_prepares_its_share_alone() -> None:
    cost = RunCost(1.0, 10.0, 0.5, preparing=8.0)
    assert cost.planned_seconds(Amount(1, 0.25)) == 1.0 + 2.0 + 2.5 + 0.5
    assert cost.planned_seconds(Amount(3)) == 1.0 + 8.0 + 30.0 + 1.5
