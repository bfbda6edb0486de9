"""The functions of a module and its classes."""

from __future__ import annotations

import ast

from typilus.static_inference.definitions.module_functions import functions_of
from typilus.static_inference.definitions.module_text import ModuleText

TEXT = """\
def buy():
    def inner(): ...
if buy:
    def sell(): ...
class Shop:
    def add(self): ...
    class Till:
        def open(self): ...
price = lambda: 1
"""


def test_functions_of_a_module_are_those_that_a_name_reaches() -> None:
    module = ModuleText("shop", "shop.py", ast.parse(TEXT), is_package=False, is_stub=False)
    assert [function.scope for function in functions_of(module)] == ["buy", "sell", "Shop.add", "Shop.Till.open"]
