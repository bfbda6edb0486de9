"""Iteration, unpacking, `with`, and what fills an empty container."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("over", "kind"),
    [
        ("[1]", "int"),
        ("'ab'", "str"),
        ("{'a': 1}", "str"),
        ("{'a': 1}.items()", "tuple[str, int]"),
        ("range(3)", "int"),
        ("enumerate('ab')", "tuple[int, str]"),
        ("zip([1], 'a')", "tuple[int, str]"),
        ("(1, 'a')", "int | str"),
        ("open('x')", "str"),
    ],
)
def test_loops(over: str, kind: str) -> None:
    assert inferred(f"for each in {over}:\n    x = each\n")["x"].rstrip("?") == kind


def test_unpacking() -> None:
    found = inferred("a, (b, *c) = 1, ('x', 2.0, 3.0)\nfirst, *rest = [1, 2]\n")
    assert (found["a"], found["b"], found["c"]) == ("int", "str", "list[float]")
    assert (found["first"], found["rest"]) == ("int", "list[int]")


def test_rows_that_zip_turns_into_columns() -> None:
    found = inferred("names, counts = zip(*[('a', 1), ('b', 2)])\nleft, right = zip(*[[1, 2], [3, 4]])\n")
    assert (found["names"], found["counts"]) == ("tuple[str, ...]", "tuple[int, ...]")
    assert found["left"] == found["right"] == "tuple[int, ...]"


def test_with_binds_what_enter_returns() -> None:
    found = inferred(
        """
        class Door:
            def __enter__(self):
                return "open"
            def __exit__(self, *args):
                return None
        with Door() as state:
            x = state
        with open("a") as file:
            text = file.read()
        """
    )
    assert found["x"] == "str"
    assert found["text"].rstrip("?") == "str"


def test_what_is_put_in_tells_what_an_empty_container_holds() -> None:
    found = inferred(
        """
        from collections import defaultdict, deque
        names = []
        names.append("a")
        ages = {}
        ages["a"] = 1
        seen = set()
        seen.add(1.5)
        queue = deque()
        queue.append(b"")
        groups = defaultdict(list)
        groups["a"].append(1)
        more = {}
        more.setdefault("a", []).append(1)
        """
    )
    assert {name: kind.rstrip("?") for name, kind in found.items()} == {
        "names": "list[str]",
        "ages": "dict[str, int]",
        "seen": "set[float]",
        "queue": "collections.deque[bytes]",
        "groups": "collections.defaultdict[str, list[int]]",
        "more": "dict[str, list[int]]",
    }


def test_own_iterators() -> None:
    found = inferred(
        """
        class Countdown:
            def __iter__(self):
                return self
            def __next__(self):
                return 1
        for each in Countdown():
            x = each
        """
    )
    assert found["x"] == "int"


def test_a_container_of_what_is_not_all_known_is_not_proved() -> None:
    found = inferred("def f(price, count=1):\n    prices = {}\n    prices['a'] = price * count\n    return prices\n")
    assert found["f()"] == found["f.prices"] == "dict[str, int]?"


def test_what_is_put_in_again_and_again_is_known_as_far_as_each_of_it() -> None:
    source = """
        import unknown
        def some():
            yield "a"
            yield unknown.other()
        def filled():
            result = []
            for one in some():
                result.append(one)
            return result
        def listed():
            return list(some())
        def emptied():
            return list(unknown.some())
        """
    found = inferred(source)
    assert (found["filled()"], found["listed()"], found["emptied()"]) == ("list[str]?", "list[str]?", "list?")


def test_a_tuple_of_another_length_is_not_unpacked() -> None:
    found = inferred("def f(a):\n    return (1, 'a', None) if a else ([1.0], 'b')\nx, y = f(1)\n")
    assert found["x"].startswith("list[float]")


def test_what_is_put_into_a_container_that_held_something_counts() -> None:
    source = "def f(a):\n    found = [1]\n    if a:\n        found.append('a')\n    return found\n"
    assert inferred(source)["f()"] == "list[int | str]"
    assert inferred(source.replace("'a'", "2"))["f()"] == "list[int]"
    assert "f()" not in inferred(source.replace("'a'", "a"))


def test_all_that_a_dict_is_updated_with() -> None:
    source = """
    def f(a):
        b = {}
        b.update({'x': 1} if a else {b'y': ''})
        return b
    """
    assert inferred(source)["f()"] == "dict[bytes | str, int | str]"


def test_queues_hold_what_is_put_in() -> None:
    source = """
    import asyncio
    class Jobs:
        def __init__(self):
            self.queue = asyncio.PriorityQueue()
        def add(self, name: str):
            self.queue.put_nowait((1, name))
    """
    assert inferred(source)["Jobs.queue"] == "asyncio.PriorityQueue[tuple[int, str]]"


@pytest.mark.parametrize(
    "calls",
    [
        "table = {'a': show}\ndef run(name):\n    found = table.get(name)\n    if found is not None:\n        found(1)",
        "table = {'a': show}\nfor name, function in table.items():\n    function(1)",
        "table = {'a': show}\nfor function in table.values():\n    function(1)",
        "table = {'a': print}\ntable.get('b', show)(1)",
        "table = dict(a=show)\ntable['a'](1)",
        "functions = list(each for each in [show])\nfor number, function in enumerate(functions):\n    function(1)",
        "for function, value in zip([show], [1]):\n    function(value)",
        "import queue\njobs = queue.Queue()\njobs.put((show, 1))\nfunction, value = jobs.get()\nfunction(value)",
        "import heapq\njobs = []\nheapq.heappush(jobs, (1.5, show))\nwhen, function = heapq.heappop(jobs)\nfunction(1)",
        "class Bus:\n    def __init__(self):\n        self.all = set()\n    def add(self, function):\n"
        "        self.all.add(function)\n    def run(self):\n        for each in list(self.all):\n            each(1)\n"
        "bus = Bus()\nbus.add(show)",
        "from collections import defaultdict\ntable = defaultdict(list)\ndef on(name, function):\n"
        "    table[name].append(function)\non('a', show)\n"
        "def emit(name):\n    for each in table[name]:\n        each(1)",
    ],
)
def test_functions_are_called_out_of_containers(calls: str) -> None:
    assert inferred(f"def show(value):\n    print(value)\n{calls}\n").get("show.value") == "int?"


def test_classes_that_a_decorator_registers() -> None:
    found = inferred(
        """
        table = {}
        def register(cls):
            table[cls.__name__] = cls
            return cls
        @register
        class Shop:
            def __init__(self, name):
                self.name = name
        def make(kind):
            return table[kind]("a")
        """
    )
    assert found["Shop.name"] == "str?"
    assert found["make()"] == "Shop?"
