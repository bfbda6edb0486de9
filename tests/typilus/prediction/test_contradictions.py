"""Annotations that control flow proves wrong."""

from __future__ import annotations

import pytest

from typilus.prediction.contradictions import Contradictions
from typilus.project.reading import read_text
from typilus.recommenders.static_recommender import StaticRecommender


def contradicted(source: str) -> list[str]:
    file = read_text(source)
    inferred = StaticRecommender().infer(file, [() for _ in file.graph.symbols])
    contradictions = Contradictions(file, inferred)
    return [each.name for place, each in enumerate(file.graph.symbols) if contradictions.of(place) is not None]


@pytest.mark.parametrize(
    "body",
    ["    print(1)\n", "    print(1)\n    return\n", "    if x:\n        return None\n    print(x)\n"],
)
def test_a_function_that_hands_nothing_back(body: str) -> None:
    assert contradicted(f"def f(x) -> bool:\n{body}") == ["f"]
    assert contradicted(f"async def f(x) -> bool:\n{body}") == ["f"]
    assert contradicted(f"def f(x) -> 'bool | None':\n{body}") == []
    assert contradicted(f"def f(x) -> object:\n{body}") == []
    assert contradicted(f"from typing import NoReturn\ndef f(x) -> NoReturn:\n{body}") == []


@pytest.mark.parametrize(
    "source",
    [
        "def f() -> bool: ...\n",
        "def f() -> bool:\n    '''A stub.'''\n",
        "def f() -> bool:\n    pass\n",
        "def f() -> bool:\n    raise NotImplementedError\n",
        "def f() -> bool:\n    while True:\n        print(1)\n",
        "import sys\ndef f() -> bool:\n    print(1)\n    sys.exit(1)\n",
        "class A:\n    def f(self) -> bool:\n        return None\n",
        "from typing import Protocol\nclass A(Protocol):\n    def f(self) -> bool:\n        print(1)\n",
        "from abc import abstractmethod\nclass A:\n    @abstractmethod\n    def f(self) -> bool:\n        print(1)\n",
    ],
)
def test_what_says_nothing_or_never_ends(source: str) -> None:
    assert contradicted(source) == []


@pytest.mark.parametrize(
    ("annotation", "body"),
    [
        ("float", "    for x in range(n): print(x)\n"),
        ("'float | None'", "    if n: return 'x' * n\n"),
        ("float", "    return [0][n]\n"),
        ("float", "    rows = ['']\n    rows[n + 1] = ''\n"),
        ("float", "    while n > 0:\n        n -= 1\n        print('x' * n)\n"),
    ],
)
def test_what_takes_only_whole_numbers_is_given_no_float(annotation: str, body: str) -> None:
    assert contradicted(f"def f(n: {annotation}) -> object:\n{body}") == ["n"]


@pytest.mark.parametrize(
    ("annotation", "body"),
    [
        ("float", "    n = int(n)\n    for x in range(n): print(x)\n"),
        ("float", "    for x in range(int(n)): print(x)\n"),
        ("float", "    if isinstance(n, int): return 'x' * n\n"),
        ("float", "    if n.is_integer(): return round(n)\n"),
        ("'float | str'", "    return 2 * n\n"),
        ("'float | int'", "    return range(n)\n"),
        ("float", "    return range(n / 2)\n"),
        ("float", "    return {1: ''}[n]\n"),
        ("float", "    return n * [1][0]\n"),
        ("list[float]", "    return n * 2\n"),
    ],
)
def test_a_float_that_may_be_one(annotation: str, body: str) -> None:
    assert contradicted(f"def f(n: {annotation}) -> object:\n{body}") == []
