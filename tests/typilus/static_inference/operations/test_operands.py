"""Operands are arguments of the methods that classes have for operators."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

ROW = """
class Row:
    def __init__(self):
        self.cells = {}
    def __setitem__(self, key, value):
        self.cells[key] = value
    def __getitem__(self, key):
        return self.cells[key]
    def __delitem__(self, key):
        del self.cells[key]
    def __contains__(self, key):
        return key in self.cells
row = Row()
"""


def test_items() -> None:
    kinds = inferred(f"{ROW}row['total'] = 9.5\ntotal = row['total']\nprint('total' in row)\ndel row['total']\n")
    keys = [kinds.get(f"Row.{method}.key") for method in ("__setitem__", "__getitem__", "__delitem__", "__contains__")]
    assert keys == ["str?"] * 4
    assert kinds["Row.__setitem__.value"] == "float?"
    assert kinds["Row.cells"] == "dict[str, float]?"
    assert kinds["total"] == "float?"


@pytest.mark.parametrize(
    ("method", "use"),
    [
        ("__add__", "money + 3"),
        ("__radd__", "3 + money"),
        ("__iadd__", "money += 3"),
        ("__add__", "money += 3"),
        ("__mul__", "money * 3"),
        ("__matmul__", "money @ 3"),
        ("__lt__", "money < 3"),
        ("__ge__", "money >= 3"),
        ("__contains__", "3 not in money"),
        ("__getitem__", "money[3]"),
        ("__setitem__", "money[3] = 4"),
        ("__add__", "def pay(amount):\n    return amount + 3\npay(money)"),
    ],
)
def test_operators(method: str, use: str) -> None:
    rest = ", *rest" if method == "__setitem__" else ""
    code = f"class Money:\n    def {method}(self, other{rest}):\n        return self\nmoney = Money()\n{use}\n"
    assert inferred(code).get(f"Money.{method}.other") == "int?"


@pytest.mark.parametrize(
    ("method", "use"), [("__eq__", "money == 3"), ("__ne__", "money != 3"), ("__add__", "3 + money")]
)
def test_what_is_handed_to_nobody(method: str, use: str) -> None:
    code = f"class Money:\n    def {method}(self, other):\n        return self\nmoney = Money()\n{use}\n"
    assert inferred(code).get(f"Money.{method}.other") != "int?"


def test_a_class_of_a_library_takes_what_it_takes() -> None:
    kinds = inferred(
        "class Names(dict):\n    pass\nnames = Names()\nnames['a'] = 1\nprint('a' in names)\ndel names['a']\n"
    )
    assert kinds["names"] == "Names"


def test_descriptors() -> None:
    kinds = inferred(
        """
        class Positive:
            def __set_name__(self, owner, name):
                self.name = "_" + name
            def __get__(self, instance, owner=None):
                return instance.__dict__[self.name]
            def __set__(self, instance, value):
                instance.__dict__[self.name] = value
        class Rod:
            length = Positive()
            def __init__(self, width):
                self.length = width
        def lengthen(rod):
            rod.length = rod.length * 2
        lengthen(Rod(2.5))
        """
    )
    assert kinds["Positive.__get__.instance"] == kinds["Positive.__set__.instance"] == "Rod?"
    assert kinds["Positive.__get__.owner"] == "type[Rod] | None?"
    assert kinds["Positive.__set__.value"] == "float?"
