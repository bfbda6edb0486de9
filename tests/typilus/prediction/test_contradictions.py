"""Annotations that control flow proves wrong."""

from __future__ import annotations

import pytest

from typilus.prediction.contradictions import Contradictions
from typilus.prediction.reading import read_text
from typilus.prediction.static_recommender import StaticRecommender


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
