"""What other modules hand to a module's functions."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import extract, parse_source
from typilus.prediction.file_prediction import TypePrediction
from typilus.static_inference.building import callers as callers_module
from typilus.static_inference.inference import StaticInference

_SHOP = "def price(item, count):\n    return item\nclass Shop:\n    def add(self, name): ...\n"


def inferred(tmp_path: Path, *callers: str) -> dict[str, str]:
    """Types in `pkg/shop.py`, with callers as `pkg/caller0.py` and so on."""
    package = tmp_path / "pkg"
    package.mkdir()
    (package / "__init__.py").write_text("from pkg.shop import price\n", "utf-8")
    for number, text in enumerate(callers):
        (package / f"caller{number}.py").write_text(text, "utf-8")
    source = parse_source(_SHOP, str(package / "shop.py"))
    symbols = extract(source).symbols
    names = [f"pkg.caller{number}" for number in range(len(callers))]
    found = StaticInference([tmp_path]).infer(source, "pkg.shop", symbols, callers=[*names, "pkg.shop", "nowhere"])
    kinds = zip((TypePrediction(each, None, None, ()).qualified_name for each in symbols), found, strict=True)
    return {name: str(each.type) for name, each in kinds if each is not None}


@pytest.mark.parametrize(
    "caller",
    [
        "from pkg.shop import price\nprice(1, count='a')\n",
        "from pkg import shop\ndef f():\n    shop.price(1, 'a')\n",
        "from pkg import price as cost\nclass A:\n    def f(self):\n        return cost(1, 'a')\n",
        "import pkg.shop\npkg.shop.price(1, 'a')\n",
        "import pkg.shop as s\ndef f():\n    def g():\n        s.price(1, 'a')\n",
        "from pkg.shop import *\ndef f():\n    return price(1, 'a')\n",
        "def f():\n    from pkg.shop import price\n    price(1, 'a')\n",
        "class A:\n    def f(self):\n        from . import shop\n        return shop.price(1, 'a')\n",
        "def f():\n    if f:\n        from pkg import price as cost\n    return cost(1, 'a')\n",
        "def f():\n    def g():\n        import pkg.shop\n        pkg.shop.price(1, 'a')\n",
    ],
)
def test_calls_tell_of_parameters(tmp_path: Path, caller: str) -> None:
    found = inferred(tmp_path, caller)
    assert found["price.item"] == "int"
    assert found["price.count"] == "str"
    assert found["price()"] == "int"


def test_what_a_star_brings_and_the_module_defines_itself_is_its_own(tmp_path: Path) -> None:
    own = "from pkg.shop import *\ndef price(item, count): ...\nprice(1, 'a')\n"
    assert "price.item" not in inferred(tmp_path, own)


def test_methods_of_objects_that_are_made_there(tmp_path: Path) -> None:
    found = inferred(tmp_path, "from pkg.shop import Shop\ndef f():\n    shop = Shop()\n    shop.add(b'')\n")
    assert found["Shop.add.name"] == "bytes"


def test_several_callers_are_joined(tmp_path: Path) -> None:
    text = "from pkg.shop import price\nprice({}, 2)\n"
    found = inferred(tmp_path, text.format("1"), text.format("''"), text.format("None"))
    assert found["price.item"] == "int | str | None"


def test_others_of_the_name_are_not_asked(tmp_path: Path) -> None:
    assert "price.item" not in inferred(tmp_path, "from other import price\nprice(1, 2)\n", "x = (\n")


def test_so_many_functions_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers_module, "MAX_FUNCTIONS", 1)
    text = "from pkg.shop import price\ndef f():\n    price(1, 2)\ndef g():\n    price('', 2)\n"
    assert inferred(tmp_path, text)["price.item"] == "int"


def test_calls_come_before_mere_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers_module, "MAX_FUNCTIONS", 1)
    mere = "from pkg.shop import Shop\ndef f(shop: Shop):\n    return shop.of is Shop\n"
    calling = "from pkg import shop\ndef g():\n    shop.price(1, 2)\n"
    assert inferred(tmp_path, mere, calling)["price.item"] == "int"


def test_what_is_handed_on_without_a_call(tmp_path: Path) -> None:
    text = "from pkg.shop import price\ndef f(call):\n    call(1, 2)\ndef g():\n    f(price)\n"
    assert inferred(tmp_path, text)["price.item"] == "int"


def test_mocks_that_tests_hand_over_tell_nothing(tmp_path: Path) -> None:
    text = "from unittest.mock import MagicMock\nfrom pkg.shop import price\nprice(MagicMock(), 2)\n"
    found = inferred(tmp_path, text)
    assert "price.item" not in found
    assert found["price.count"] == "int"


@pytest.mark.parametrize(
    "caller",
    [
        "def f(shop):\n    shop.add(1)\ndef g():\n    f(Shop())\n",
        "class A:\n    def __init__(self):\n        self.shop = Shop()\n    def f(self):\n        self.shop.add(1)\n",
        "shops = [Shop()]\nfor shop in shops:\n    shop.add(1)\n",
        "def make():\n    return Shop()\ndef f():\n    make().add(1)\n",
        "def f(shop):\n    def g(name):\n        shop.add(name)\n    g(1)\nf(Shop())\n",
    ],
)
def test_calls_by_functions_that_name_nothing_of_the_module(tmp_path: Path, caller: str) -> None:
    assert inferred(tmp_path, f"from pkg.shop import Shop\n{caller}")["Shop.add.name"] == "int"


def test_calls_by_modules_behind_those_that_import_it(tmp_path: Path) -> None:
    till = "from pkg.shop import Shop\nclass Till:\n    def __init__(self):\n        self.shop = Shop()\n"
    main = "from pkg.caller0 import Till\ndef main():\n    till = Till()\n    till.shop.add(1)\nmain()\n"
    assert inferred(tmp_path, till, main)["Shop.add.name"] == "int"


def test_what_is_handed_on_by_a_module_between(tmp_path: Path) -> None:
    view = "from pkg.shop import price\ndef show(item, count):\n    print(price(item, count))\n"
    main = "from pkg.caller0 import show\ndef main():\n    show(1, 'a')\nmain()\n"
    found = inferred(tmp_path, view, main)
    assert (found["price.item"], found["price.count"], found["price()"]) == ("int", "str", "int")


@pytest.mark.parametrize("declared", ["", " -> None"])
def test_objects_that_are_handed_to_modules_which_know_nothing_of_theirs(tmp_path: Path, declared: str) -> None:
    (tmp_path / "jobs.py").write_text(f"def job(shop){declared}:\n    shop.add(1)\n", "utf-8")
    main = "from pkg.shop import Shop\nfrom jobs import job\njob(Shop())\n"
    assert inferred(tmp_path, main)["Shop.add.name"] == "int"


def test_methods_of_that_name_elsewhere_tell_nothing(tmp_path: Path) -> None:
    text = "from pkg.shop import price\ndef f(names):\n    names.add(1)\ndef g():\n    f(set())\n"
    assert "Shop.add.name" not in inferred(tmp_path, text)
