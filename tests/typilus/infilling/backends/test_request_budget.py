import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from typilus.infilling.backends.request_budget import RequestBudget

_TAKER = "import pickle, sys; budget = pickle.load(sys.stdin.buffer); print(sum(budget.take() for _ in range(60)))"


def test_no_more_than_there_are() -> None:
    budget = RequestBudget(100)
    with ThreadPoolExecutor(8) as threads:
        granted = sum(threads.map(lambda _: budget.take(), range(500)))
    assert granted == 100


def test_processes_take_from_one_budget() -> None:
    budget = RequestBudget(100)
    takers = [
        subprocess.Popen([sys.executable, "-c", _TAKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    granted = []
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write(pickle.dumps(budget))
        taker.stdin.close()
    for taker in takers:
        assert taker.stdout is not None
        granted.append(int(taker.stdout.read()))
        taker.stdout.close()
        assert taker.wait() == 0
    assert sum(granted) == 100
    assert not budget.take()


def test_another_machine_counts_for_itself() -> None:
    budget = RequestBudget(2)
    assert budget.take()
    sent = pickle.dumps(budget)
    folder = Path(str(budget.__getstate__()["path"])).parent
    del budget
    assert not folder.exists()
    copy = pickle.loads(sent)
    assert [copy.take(), copy.take(), copy.take()] == [True, True, False]


def test_without_a_limit_there_are_always_more() -> None:
    assert all(RequestBudget().take() for _ in range(1000))
    assert not RequestBudget(0).take()
    assert RequestBudget().__getstate__()["path"] is None
