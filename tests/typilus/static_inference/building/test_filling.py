"""Calls that fill containers, and what follows for these."""

from __future__ import annotations

import ast

import pytest

from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.building.filling import (
    attribute_fillers,
    filling_of,
    makes_empty_container,
    variable_fillers,
)
from typilus.static_inference.definitions.module_text import ModuleText


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x.append(1)", "x"),
        ("self.x.update(y)", "self.x"),
        ("heapq.heappush(heap, 1)", "heap"),
        ("insort(x, 1)", "x"),
        ("heapq.heappush(*both)", None),
        ("x.pop()", None),
        ("x + 1", None),
    ],
)
def test_fillings(text: str, expected: str | None) -> None:
    filling = filling_of(ast.parse(text, mode="eval").body)
    assert (None if filling is None else ast.unparse(filling.container)) == expected


def test_what_fills_a_container_tells_what_it_holds() -> None:
    source = "import heapq\ndef f():\n    heap = []\n    heapq.heappush(heap, (1, 'a'))\n    return heap\n"
    assert inferred(source)["f()"] == "list[tuple[int, str]]"


def test_a_loop_that_fills_a_container_leaves_it_filled() -> None:
    source = "def f(n):\n    done = []\n    while len(done) < 3:\n        done.append('a')\n    return done\n"
    assert inferred(source)["f()"] == "list[str]"


LIBRARY = """\
SHOPS = []
BY_NAME = {}
class Shop:
    def add(self, item):
        self.items.append(item)
        self.by_name[item.name] = item
    def sell(self, other):
        other.items.append(1)
        return self.items.pop()
    def fill(self):
        def inner():
            self.items += [1]
            self.items.extend([2])
        return inner
def register(shop):
    SHOPS.append(shop)
    SHOPS.append(shop)
    BY_NAME[shop.name] = shop
def shadow():
    SHOPS = []
    SHOPS.append(1)
"""


def test_functions_that_fill_are_known_by_what_they_fill() -> None:
    module = ModuleText("library", "library.py", ast.parse(LIBRARY), is_package=False, is_stub=False)
    (shop,) = (node for node in module.tree.body if isinstance(node, ast.ClassDef))
    of_class = attribute_fillers(module.class_of(shop, ""))
    assert {name: [each.scope for each in functions] for name, functions in of_class.items()} == {
        "items": ["Shop.add", "Shop.fill"],
        "by_name": ["Shop.add"],
    }
    of_module = variable_fillers(module)
    assert {name: [each.scope for each in functions] for name, functions in of_module.items()} == {
        "SHOPS": ["register"],
        "BY_NAME": ["register"],
    }


@pytest.mark.parametrize(
    ("text", "is_empty"),
    [
        ("x = []", True),
        ("x: dict = {}", True),
        ("x = set()", True),
        ("x = [1]", False),
        ("x: list", False),
        ("x", False),
    ],
)
def test_statements_that_make_something_to_fill(text: str, is_empty: bool) -> None:
    assert makes_empty_container(ast.parse(text).body[0]) == is_empty


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("LOG = []\ndef add(x: str):\n    LOG.append(x)\ndef f():\n    return LOG\n", "f()"),
        ("LOG = []\ndef add(x: str):\n    global LOG\n    LOG.append(x)\ndef f():\n    return LOG\n", "f()"),
        (
            "def g():\n    log = []\n    def add(x: str):\n        log.append(x)\n    def f():\n        return log\n",
            "g.f()",
        ),
    ],
)
def test_functions_fill_variables_around_them(text: str, reader: str) -> None:
    assert inferred(text)[reader] == "list[str]"


def test_a_function_fills_its_own_variable_of_a_name_alone() -> None:
    text = "LOG = []\ndef add():\n    LOG = []\n    LOG.append(1)\ndef f():\n    return LOG\n"
    assert inferred(text).get("f()") != "list[int]"


def test_a_variable_that_a_loop_binds_later_is_the_function_s() -> None:
    loop = "def add(n):\n    for i in n:\n        if i:\n            LOG.append(b'x')\n        LOG = []\n"
    assert inferred("LOG = []\nLOG.append(1)\n" + loop)["LOG"] == "list[int]"


def test_a_global_variable_that_a_function_makes_anew_is_filled() -> None:
    text = "LOG = []\ndef add(x: str):\n    global LOG\n    LOG = []\n    LOG.append(x)\n"
    assert inferred(text)["LOG"] == "list[str]"


def test_names_of_comprehensions_are_their_own() -> None:
    text = "LOG = []\ndef add(logs):\n    return [LOG.append(1) for LOG in logs]\ndef f():\n    return LOG\n"
    assert inferred(text).get("f()") != "list[int]"


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("def f(shop: Shop):\n    shop.items.append('a')\n", "Shop.items", "list[str]"),
        ("def f(shop: Shop):\n    shop.prices['a'] = 1\n", "Shop.prices", "dict[str, int]"),
        ("def f(shop: Shop):\n    shop.prices.setdefault('a', []).append(1)\n", "Shop.prices", "dict[str, list[int]]?"),
        ("def f(shop: Shop):\n    Shop.every.append(shop)\n", "Shop.every", "list[Shop]"),
    ],
)
def test_attributes_hold_what_is_put_into_them_from_outside(text: str, name: str, type_: str) -> None:
    shop = "class Shop:\n    every = []\n    def __init__(self):\n        self.items, self.prices = [], {}\n"
    assert inferred(shop + text)[name] == type_
