"""Every binding of a name is seen, and those that are no plain assignment make it incomplete."""

from __future__ import annotations

import ast

from typilus.semantics import SemanticIndex

TEXT = """\
import os
count = 0
count = 1
total = 0
total += x
for item in things:
    found = item
with open(p) as file:
    pass
a, b = 1, 2
if (walrus := 3):
    pass
class Shop:
    kind = "shop"
    def __init__(this, name):
        this.name = name
        this.cash = None
        other.cash = 1
        def inner():
            this.cash = 2.0
            local = 1
    async def run(self):
        self.name = ""
        global shared
        shared = 1
    @staticmethod
    def of(item):
        item.cash = "much"
try:
    pass
except E:
    late = 1
"""


def test_all_bindings() -> None:
    found = {
        key: ([ast.unparse(value) for value in binding.values], binding.complete)
        for key, binding in SemanticIndex(ast.parse(TEXT)).bindings.items()
    }
    assert found["", "count"] == (["0", "1"], True)
    assert found["", "total"] == (["0"], False)
    for name in ("os", "item", "file", "a", "b", "walrus", "Shop", "shared"):
        assert not found["", name][1], name
    assert found["", "found"] == (["item"], True)
    assert found["", "late"] == (["1"], True)
    assert found["Shop", "kind"] == (["'shop'"], True)
    assert found["Shop", "name"] == (["name", "''"], True)
    assert found["Shop", "cash"] == (["None", "2.0"], True)
    assert found["Shop.__init__.<locals>.inner", "local"] == (["1"], True)
    assert not found["Shop.run", "shared"][1]


def test_an_inner_function_with_a_receiver_of_its_own_binds_no_attribute_of_the_class_around() -> None:
    text = "class Shop:\n    def open(self):\n        self.till = 1\n        def f(self): self.till = self.key = None\n"
    bindings = SemanticIndex(ast.parse(text)).bindings
    assert [ast.unparse(value) for value in bindings["Shop", "till"].values] == ["1"]
    assert ("Shop", "key") not in bindings
