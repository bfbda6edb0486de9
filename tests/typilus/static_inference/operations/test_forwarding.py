"""Functions that libraries call with what they are handed."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    "call",
    [
        "import threading\nthreading.Thread(target=work, args=(1, 'a')).start()",
        "import threading\nthreading.Timer(1, work, [1], kwargs={'name': 'a'})",
        "import threading\noptions = (1, 'a')\nthreading.Thread(target=work, args=options)",
        "import functools\nfunctools.partial(work, 1, name='a')",
        "import atexit\natexit.register(work, 1, name='a')",
        "import multiprocessing\nmultiprocessing.Process(target=work, args=(1,), kwargs={'name': 'a'})",
        "from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit(work, 1, 'a')",
        "from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().map(work, [1], ['a'])",
        "import asyncio\nasync def run():\n    await asyncio.to_thread(work, 1, name='a')",
        "import asyncio\nasyncio.get_event_loop().call_later(1.5, work, 1, 'a')",
    ],
)
def test_arguments_are_handed_on(call: str) -> None:
    kinds = inferred(f"def work(count, name):\n    print(count, name)\n{call}\n")
    assert (kinds.get("work.count"), kinds.get("work.name")) == ("int?", "str?")


@pytest.mark.parametrize("call", ["sorted([1], key=work)", "max(1, 2, key=work)", "print(work, 'a')"])
def test_what_is_not_handed_on(call: str) -> None:
    assert inferred(f"def work(name): ...\n{call}\n").get("work.name") != "str?"
