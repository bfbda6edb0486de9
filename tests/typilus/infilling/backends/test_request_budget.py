import pickle
from concurrent.futures import ThreadPoolExecutor

from typilus.infilling.backends.request_budget import RequestBudget


def test_no_more_than_there_are() -> None:
    budget = RequestBudget(100)
    with ThreadPoolExecutor(8) as threads:
        granted = sum(threads.map(lambda _: budget.take(), range(500)))
    assert granted == budget.used == 100


def test_another_process_counts_for_itself() -> None:
    budget = RequestBudget(2)
    assert budget.take()
    copy = pickle.loads(pickle.dumps(budget))
    assert [copy.take(), copy.take()] == [True, False]
    assert budget.take()


def test_without_a_limit_there_are_always_more() -> None:
    assert all(RequestBudget().take() for _ in range(1000))
    assert not RequestBudget(0).take()
