"""Names that are written as texts."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.places.marked import type_at

SHOP = "class Shop:\n    price = 2.5\nshop = Shop()\n"


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        (f"{SHOP}^x = getattr(shop, 'price')", "float"),
        (f"{SHOP}NAME = 'price'\n^x = getattr(shop, NAME)", "float"),
        (f"{SHOP}^x = getattr(shop, 'missing', 'a')", "str?"),
        (f"{SHOP}setattr(shop, 'size', 3)\nprint(shop.^size)", "int"),
        ("class Shop:\n    def __init__(self):\n        setattr(self, 'size', 3)\nprint(Shop().^size)", "int"),
        ("x = 1\n^y = globals()['x']", "int"),
        ("globals()['x'] = 1\nprint(^x)", "int"),
        ("def f():\n    return globals()['x']\nx = 'a'\n^y = f()", "str"),
        ("import importlib\n^x = importlib.import_module('math').pi", "float"),
        ("from importlib import import_module\n^x = import_module('math').pi", "float"),
        ("^x = __import__('os.path').sep", "str"),
        ("import sys\n^x = sys.modules['math'].pi", "float"),
        ("import importlib, math\n^x = importlib.reload(math).pi", "float"),
        ("print(^__name__, __file__)", "str"),
    ],
)
def test_a_text_is_as_good_as_a_name(source: str, type_: str) -> None:
    assert type_at(source) == type_


@pytest.mark.parametrize(
    "source",
    [
        f"{SHOP}def getattr(one, two): pass\n^x = getattr(shop, 'price')",
        f"{SHOP}import unknown\n^x = getattr(shop, unknown.name)",
        "import importlib\n^x = importlib.import_module('.math', 'a').pi",
        "^x = import_module('math').pi",
    ],
)
def test_other_functions_and_texts_are_left_alone(source: str) -> None:
    assert type_at(source) in (None, "None")


SHELL = """
class Shell:
    def do_add(self, amount):
        return 1
    def do_name(self, amount):
        return ""
    def other(self, amount):
        return 2.5
    def run(self, name):
        {how}
        return method(True)
result = Shell().run("add")
"""


@pytest.mark.parametrize(
    "how",
    [
        "method = getattr(self, 'do_' + name)",
        "method = getattr(self, 'do_' + name + 'd')",
        "method = getattr(self, f'do_{name}')",
        "method = getattr(self, 'do_%s' % name)",
        "method = getattr(self, 'do_{}'.format(name))",
        "full = 'do_' + name; method = getattr(self, full)",
    ],
)
def test_the_beginning_of_a_text_tells_which_methods_it_may_be(how: str) -> None:
    source = SHELL.format(how=how)
    assert type_at(source.replace("result =", "^result =")) == "int | str"
    assert type_at(source.replace("do_add(self, amount)", "do_add(self, ^amount)")) == "bool?"
    assert type_at(source.replace("other(self, amount)", "other(self, ^amount)")) in (None, "None")


def test_a_default_is_one_more_method() -> None:
    source = SHELL.format(how="method = getattr(self, 'do_' + name, self.other)")
    assert type_at(source.replace("result =", "^result =")) == "float | str"


@pytest.mark.parametrize(
    "how",
    [
        "method = getattr(name, 'do_' + name)",
        "method = getattr(self, name + 'do_')",
        "method = getattr(self, 'be_' + name)",
        "full = 'do_' + name; full = name; method = getattr(self, full)",
    ],
)
def test_what_begins_otherwise_is_left_alone(how: str) -> None:
    assert type_at(SHELL.format(how=how).replace("result =", "^result =")) in (None, "None")


def test_a_method_that_a_class_chooses_does_not_take_all_that_is_handed_over() -> None:
    source = SHELL.format(how="method = getattr(self, 'do_' + type(name).__name__)")
    assert type_at(source.replace("result =", "^result =")) == "int | str"
    assert type_at(source.replace("do_add(self, amount)", "do_add(self, ^amount)")) in (None, "None")
