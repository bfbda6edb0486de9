from __future__ import annotations

import ast
import json

import pytest

from typilus.errors import TypilusError
from typilus.interfaces.serve.methods import RequestError
from typilus.interfaces.serve.text_operations import check_text, scope_tree, usages, with_holes

SHOP = """
import math


class Shop:
    def add(self, price, count=1):  # in euros
        def total(of):
            return of * count
        return total(price)


def main():
    shop = Shop()
    print(shop.add(2.5), shop.add(1))
"""
TYPED = """
import math
from typing import Any


class Shop:
    def add(self, price: float, count: int = 1) -> float:  # in euros
        def total(of: Any) -> float:
            return of * count
        return total(price)


def main() -> None:
    shop: Shop = Shop()
    print(shop.add(2.5), shop.add(1))
"""


def test_holes_are_where_annotations_are_missing() -> None:
    text = with_holes(
        "def hello(name: str, end):\n    msg = 'Hello'\n    return msg + name + end\n", "<text>", "_hole_"
    )
    assert text == (
        "def hello(name: str, end: _hole_) -> _hole_:\n    msg: _hole_ = 'Hello'\n    return msg + name + end\n"
    )
    ast.parse(text)


def test_the_tree_has_each_scope_in_the_one_around_it() -> None:
    root = scope_tree(SHOP, "<text>")
    (shop, main) = root["children"]
    assert (root["kind"], root["level"]) == ("module", 3)
    assert [shop["id"], main["id"]] == ["Shop", "main"]
    (add,) = shop["children"]
    assert (add["id"], add["kind"], add["line"], add["level"]) == ("Shop.add", "function", 6, 1)
    assert [child["id"] for child in add["children"]] == ["Shop.add.<locals>.total"]


def test_usages_are_calls_from_elsewhere() -> None:
    calls = usages(SHOP, "<text>", "Shop.add")
    assert {call["line"] for call in calls} == {14}
    with pytest.raises(RequestError, match=r"no scope 'Shop\.sell'"):
        usages(SHOP, "<text>", "Shop.sell")


def test_a_text_that_only_has_more_types_is_correct() -> None:
    assert check_text(SHOP, TYPED, "<text>") == {"correct": True, "same_code": True, "missing": 0, "quality": 5}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2.5", "3.5"),
        ("# in euros", ""),
        ("import math\n", ""),
        ("print(", "eval("),
    ],
)
def test_another_code_is_not_correct(before: str, after: str) -> None:
    judged = check_text(SHOP, TYPED.replace(before, after), "<text>")
    assert not judged["same_code"]
    assert not judged["correct"]


@pytest.mark.parametrize(
    ("before", "after"), [("of: Any", "of"), ("of: Any", "of: _hole_"), ("int = 1", "Literal[1] = 1")]
)
def test_a_missing_type_is_counted(before: str, after: str) -> None:
    judged = check_text(SHOP, TYPED.replace(before, after).replace("typing import", "typing import Literal,"), "<text>")
    assert (judged["correct"], judged["same_code"], judged["missing"]) == (False, True, 1)


def test_an_import_that_types_need_may_stand_under_a_guard() -> None:
    guarded = TYPED.replace(
        "from typing import Any\n", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from typing import Any\n"
    )
    assert check_text(SHOP, guarded, "<text>")["same_code"]


def test_only_plain_python_3_is_judged() -> None:
    document = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    with pytest.raises(TypilusError):
        check_text(document, document, "<text>.ipynb")
