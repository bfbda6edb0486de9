"""What the code proves against an annotation, and what it does not."""

from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from typilus.annotation_types import FileNames, canonicalize
from typilus.static_inference.inference import StaticInference


def refuted(source: str) -> dict[str, str]:
    """By name of the symbol, what the code gives in the place of its annotation."""
    parsed = parse_source(source)
    symbols = extract(parsed).symbols
    names = FileNames.from_tree(parsed.tree, "__main__")
    inference = StaticInference()
    inference.infer(parsed, "", symbols)
    found = {
        symbol.name: inference.judge.refuted("", symbol, canonicalize(symbol.annotation, names))
        for symbol in symbols
        if symbol.annotation is not None
    }
    return {name: str(each.type) for name, each in found.items() if each is not None}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(n) -> str:\n    return [n]\n", {"f": "list"}),
        ("def f(n) -> 'int | None':\n    if n:\n        return None\n    return f'{n}'\n", {"f": "str | None"}),
        ("def f() -> list[int]:\n    yield 1\n", {"f": "collections.abc.Iterator[int]"}),
        ("def f() -> None:\n    yield 1\n", {"f": "collections.abc.Iterator[int]"}),
        ("class A:\n    def __len__(self) -> str:\n        return size()\n", {"__len__": "int"}),
        ("class A:\n    def __init__(self) -> 'A': ...\n", {"__init__": "None"}),
        ("def f(size: int = ''): ...\n", {"size": "str"}),
        ("names: str = []\n", {"names": "list"}),
    ],
)
def test_refuted(source: str, expected: dict[str, str]) -> None:
    assert refuted(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "def f(n) -> str:\n    return g(n)\n",
        "def f(n) -> float:\n    return 1\n",
        "def f(n) -> int:\n    return True\n",
        "def f(n) -> object:\n    return []\n",
        "from typing import Sequence\ndef f(n) -> Sequence[int]:\n    return [1]\n",
        "from typing import Iterable\ndef f() -> Iterable[int]:\n    yield 1\n",
        "from typing import Any\ndef f() -> Any:\n    yield 1\n",
        "import tool\n@tool.inlineCallbacks\ndef f() -> int:\n    yield 1\n",
        "from typing import NoReturn\nclass A:\n    def __init__(self) -> NoReturn:\n        raise TypeError\n",
        "class A(str): ...\nclass B:\n    def __str__(self) -> A:\n        return A()\n",
        "class A:\n    name = None\n    def f(self) -> str:\n        return self.name\n",
        "def f(size: int = None): ...\n",
        "def f(size: int = ...): ...\n",
        "import tool\nclass A:\n    size: int = tool.Field()\n",
        "class A:\n    @property\n    def x(self) -> int:\n        return 1\n"
        "    @x.setter\n    def x(self, n) -> 'A':\n        return self\n",
        "from typing import overload\n@overload\ndef f(n: int) -> int: ...\n@overload\ndef f(n: str) -> str: ...\n"
        "def f(n):\n    return 'a'\n",
    ],
)
def test_not_refuted(source: str) -> None:
    assert refuted(source) == {}
