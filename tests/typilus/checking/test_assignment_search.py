"""The search against exhaustive search, and how many judgments it takes."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence

import pytest

from typilus.checking.assignment_search import (
    Assignment,
    Literal,
    Suspects,
    find_assignment,
    total_probability,
)

Conflict = frozenset[Literal]


class FakeJudge:
    """Rejects what contains a conflict; points at its symbols as `point` says; counts."""

    def __init__(self, conflicts: Sequence[Conflict], point: Callable[[Conflict], Suspects]) -> None:
        self.conflicts, self.point = conflicts, point
        self.asked: list[Assignment] = []

    def passes(self, assignment: Assignment) -> bool:
        has = {(symbol, rank) for symbol, rank in enumerate(assignment) if rank is not None}
        return not any(conflict <= has for conflict in self.conflicts)

    def __call__(self, assignment: Assignment) -> list[Suspects]:
        self.asked.append(assignment)
        has = {(symbol, rank) for symbol, rank in enumerate(assignment) if rank is not None}
        return [self.point(conflict) for conflict in self.conflicts if conflict <= has]


def rightly(conflict: Conflict) -> Suspects:
    return frozenset(symbol for symbol, _ in conflict)


def nobody(conflict: Conflict) -> Suspects:
    return frozenset()


def wrongly(conflict: Conflict) -> Suspects:
    return frozenset({min(symbol for symbol, _ in conflict) + 1})


def partly(conflict: Conflict) -> Suspects:
    return frozenset({min(symbol for symbol, _ in conflict)})


def exhaustive(probabilities: Sequence[Sequence[float]], judge: FakeJudge) -> float:
    options: list[list[int | None]] = [[None, *range(len(ranked))] for ranked in probabilities]
    return max(total_probability(probabilities, each) for each in itertools.product(*options) if judge.passes(each))


def random_problem(seed: int) -> tuple[list[list[float]], list[Conflict]]:
    """Up to six symbols of up to three candidates; conflicts of one, two and three of them."""
    rng = random.Random(seed)
    probabilities = [
        sorted((rng.random() for _ in range(rng.randint(0, 3))), reverse=True) for _ in range(rng.randint(1, 6))
    ]
    literals = [(symbol, rank) for symbol, ranked in enumerate(probabilities) for rank in range(len(ranked))]
    conflicts = []
    for _ in range(rng.randint(0, 7)):
        chosen = rng.sample(literals, min(len(literals), rng.choice((1, 1, 2, 2, 3))))
        if chosen and len({symbol for symbol, _ in chosen}) == len(chosen):
            conflicts.append(frozenset(chosen))
    return probabilities, conflicts


@pytest.mark.parametrize("point", [rightly, nobody, wrongly, partly])
def test_as_good_as_exhaustive_search(point: Callable[[Conflict], Suspects]) -> None:
    for seed in range(400):
        probabilities, conflicts = random_problem(seed)
        judge = FakeJudge(conflicts, point)
        result = find_assignment(probabilities, judge)
        assert judge.passes(result.assignment)
        assert result.proved
        assert result.runs == len(judge.asked) == len(set(judge.asked)), "nothing is judged twice"
        total = total_probability(probabilities, result.assignment)
        assert total == pytest.approx(exhaustive(probabilities, judge)), seed
        assert all(any(found == real for real in conflicts) for found in result.conflicts), "conflicts are smallest"


@pytest.mark.parametrize("point", [rightly, nobody, wrongly, partly])
def test_with_few_runs_what_is_found_still_passes(point: Callable[[Conflict], Suspects]) -> None:
    for seed in range(400):
        probabilities, conflicts = random_problem(seed)
        judge = FakeJudge(conflicts, point)
        for most in (1, 3, 8):
            result = find_assignment(probabilities, judge, most)
            assert judge.passes(result.assignment)
            assert result.runs <= most


def test_all_right_takes_one_run_and_nothing_to_judge_none() -> None:
    judge = FakeJudge([], nobody)
    assert find_assignment([[0.9, 0.1]] * 50, judge).assignment == (0,) * 50
    assert len(judge.asked) == 1
    assert find_assignment([[], []], FakeJudge([], nobody)).runs == 0


def test_a_rejected_candidate_falls_to_the_next_and_a_symbol_may_end_with_none() -> None:
    conflicts = [frozenset({(0, 0)}), frozenset({(1, 0)}), frozenset({(1, 1)})]
    result = find_assignment([[0.6, 0.3], [0.9, 0.1], [0.5]], FakeJudge(conflicts, rightly))
    assert result.assignment == (1, None, 0)


def test_of_two_that_do_not_go_together_the_less_probable_yields() -> None:
    result = find_assignment([[0.6, 0.1], [0.9, 0.5]], FakeJudge([frozenset({(0, 0), (1, 0)})], nobody))
    assert result.assignment == (0, 1), "0.6 + 0.5 is more than 0.1 + 0.9"


def test_repairs_by_others_are_found_where_all_are_judged_together() -> None:
    """Not monotone: the first fails alone, and passes with the second."""

    def judge(assignment: Assignment) -> list[Suspects]:
        return [frozenset({0})] if assignment[0] == 0 and assignment[1] is None else []

    assert find_assignment([[0.6], [0.6]], judge).assignment == (0, 0)


def test_any_judge_is_survived_and_the_result_is_always_one_that_passed() -> None:
    """Not monotone at all: a coin is thrown for every assignment."""
    for seed in range(200):
        rng, verdicts = random.Random(seed), dict[Assignment, bool]()

        def judge(
            assignment: Assignment, rng: random.Random = rng, known: dict[Assignment, bool] = verdicts
        ) -> list[Suspects]:
            assert assignment not in known, "nothing is judged twice"
            known[assignment] = rng.random() < 0.3
            return [] if known[assignment] else [frozenset({rng.randrange(5)})]

        assignment = find_assignment([[0.5, 0.2]] * 5, judge).assignment
        assert verdicts.get(assignment, assignment == (None,) * 5)


def test_when_runs_are_used_up_the_best_that_passed_is_kept() -> None:
    conflicts = [frozenset({(symbol, 0)}) for symbol in range(0, 20, 3)]
    probabilities = [[0.5, 0.1]] * 20
    for most in range(40):
        judge = FakeJudge(conflicts, nobody)
        result = find_assignment(probabilities, judge, max_runs=most)
        assert result.runs == len(judge.asked) <= most
        assert judge.passes(result.assignment)
        best = total_probability(probabilities, result.assignment) == pytest.approx(20 * 0.5 - 7 * 0.4)
        assert best or not result.proved
    assert best, "enough runs find it, proved or not"


def one_at_a_time(probabilities: Sequence[Sequence[float]], conflicts: Sequence[Conflict]) -> int:
    """Runs of the procedure that checks each candidate of each symbol until one passes."""
    alone = {literal for conflict in conflicts if len(conflict) == 1 for literal in conflict}
    runs = 0
    for symbol, ranked in enumerate(probabilities):
        for rank in range(len(ranked)):
            runs += 1
            if (symbol, rank) not in alone:
                break
    return runs


def file_like_problems() -> list[tuple[list[list[float]], list[Conflict]]]:
    """Sixty symbols of three candidates each, of which one in nine fails, as in the paper's Table 5."""
    problems = []
    for seed in range(20):
        rng = random.Random(seed)
        probabilities = [sorted((rng.random() for _ in range(3)), reverse=True) for _ in range(60)]
        conflicts = [frozenset({(s, r)}) for s in range(60) for r in range(3) if rng.random() < 0.11]
        problems.append((probabilities, conflicts))
    return problems


@pytest.mark.parametrize(("point", "share"), [(rightly, 0.35), (nobody, 1.1)])
def test_runs_to_the_proof_against_one_at_a_time(point: Callable[[Conflict], Suspects], share: float) -> None:
    taken = naive = 0
    for probabilities, conflicts in file_like_problems():
        taken += find_assignment(probabilities, FakeJudge(conflicts, point)).runs
        naive += one_at_a_time(probabilities, conflicts)
    assert taken / naive < share, (taken, naive)


@pytest.mark.parametrize("point", [rightly, partly])
def test_with_a_fifth_of_the_runs_nearly_the_best_is_found(point: Callable[[Conflict], Suspects]) -> None:
    for probabilities, conflicts in file_like_problems():
        judge = FakeJudge(conflicts, point)
        found = find_assignment(probabilities, judge, one_at_a_time(probabilities, conflicts) // 5).assignment
        best = find_assignment(probabilities, FakeJudge(conflicts, rightly)).assignment
        assert judge.passes(found)
        assert total_probability(probabilities, found) > 0.99 * total_probability(probabilities, best)


def test_the_first_proposal_that_passes_is_taken() -> None:
    judge = FakeJudge([frozenset({(0, 0)})], rightly)
    result = find_assignment([[0.9, 0.1], [0.8]], judge, proposals=[(0, 0), (1, 0), (None, 0)])
    assert (result.assignment, result.proposal, result.runs) == ((1, 0), 1, 2)
    assert judge.asked == [(0, 0), (1, 0)]


def test_without_a_proposal_that_passes_there_is_a_search() -> None:
    judge = FakeJudge([frozenset({(0, 0)}), frozenset({(0, 1)})], rightly)
    result = find_assignment([[0.9, 0.1], [0.8]], judge, proposals=[(0, 0), (1, 0)])
    assert (result.assignment, result.proposal) == ((None, 0), None)
    assert judge.asked.count((0, 0)) == 1  # the search remembers what the proposals have shown
