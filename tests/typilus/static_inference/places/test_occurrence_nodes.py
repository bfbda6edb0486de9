"""The types of occurrences: each binding and each use by itself."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.places.marked import type_at

BINDINGS = [
    ("first, ^second = 1, 'a'", "str"),
    ("[first, (^second, third)] = 1, ('a', 2.0)", "str"),
    ("first, *^rest = [1, 2]", "list[int]"),
    ("pair = (1, 'a')\nfirst, ^second = pair", "str"),
    ("for ^number, name in [(1, 'a')]: pass", "int"),
    ("for ^name in ['a']: pass", "str"),
    ("print([^name for name in ['a']])", "str"),
    ("print([name for ^name in ['a']])", "str"),
    ("with open('a') as ^file: pass", "io.TextIOWrapper"),
    ("try:\n    pass\nexcept (OSError, KeyError) as ^error:\n    pass", "KeyError | OSError"),
    ("if (^name := 'a'): pass", "str"),
    ("total = 1\n^total += 2.0", "float"),
    ("^price: float = 1", "float"),
    ("^price: float", "float"),
    ("def price() -> None:\n    ^net: float = 1", "float"),
    ("class Shop:\n    ^price: float = 1", "float"),
    ("def add(^price=1): pass", "int?"),
    ("def add(*^prices): pass\nadd(1)", "tuple[int, ...]"),
    ("add = lambda ^price: price\nadd(1)", "int?"),
    ("class Shop:\n    def add(self):\n        ^self.price = 1", "Shop"),
    ("class Shop:\n    def add(self):\n        self.^price = 1", "int"),
    ("class ^Shop: pass", "type[Shop]"),
    ("def ^add(): return 1", "collections.abc.Callable[[], int]"),
    ("import os.path as ^p", "types.ModuleType"),
    ("import os, ^sys", "types.ModuleType"),
    ("from math import floor, ^pi", "float"),
    ("match 1:\n    case ^number: pass", "int"),
    ("match 1:\n    case int() as ^number: pass", "int"),
    ("match [1]:\n    case [^number, *rest]: pass", "int"),
    ("match [1]:\n    case [number, *^rest]: pass", "list[int]"),
    ("print(^end='a')", "str"),
]
USES = [
    ("name = None\nname = 'a'\nprint(^name)", "str"),
    ("name = None\nprint(^name)\nname = 'a'", "None"),
    ("import os\nname = os.environ.get('a')\nif name:\n    print(^name)", "str"),
    ("import os\nname = os.environ.get('a')\nif ^name:\n    print(name)", "str | None"),
    ("names = ['a']\nprint(names^[0])", "str"),
    ("print('a'.upper^())", "str"),
    ("print(1 ^+ 2.0)", "float"),
    ("def add(price): return ^price\nadd(1)", "int?"),
    ("print(^unknown)", None),
    ("name: ^str", None),
]


@pytest.mark.parametrize(("source", "type_"), [*BINDINGS, *USES])
def test_occurrences(source: str, type_: str | None) -> None:
    assert type_at(source) == type_
