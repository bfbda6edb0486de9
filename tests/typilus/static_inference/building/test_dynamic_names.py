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
