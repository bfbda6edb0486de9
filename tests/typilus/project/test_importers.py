"""Which modules import what."""

from __future__ import annotations

import ast

from typilus.project.importers import Importers
from typilus.project.reexports import ModuleSummary, summarize


def _summary(module: str, text: str) -> ModuleSummary:
    return summarize(ast.parse(text), module, is_package=False)


def test_importers_of_a_module_and_of_its_names_the_nearest_first() -> None:
    importers = Importers(
        [
            _summary("shop.far.deep", "import shop.near.model"),
            _summary("shop.near.view", "from shop.near.model import Item"),
            _summary("shop.near.other", "from shop.near import model"),
            _summary("shop.api", "from shop import Item as I"),
            _summary("shop.alone", "import os"),
            _summary("shop.near.namesake", "from shop.far.deep import Item"),
            _summary("shop.near.model", "from shop.near.model import Item"),
        ]
    )
    found = importers.of("shop.near.model", ["Item"])
    assert found[:2] == ["shop.near.other", "shop.near.view"]
    assert set(found[2:]) <= {"shop.api", "shop.far.deep"}
    assert "shop.api" in found
    assert "shop.near.namesake" not in found, "another class of that name"
    assert importers.of("os.path", []) == []


def test_what_functions_import_counts() -> None:
    texts = ("def f():\n    from shop.model import Item\n", "class A:\n    def f(self):\n        import shop.model\n")
    importers = Importers([_summary(f"view{number}", text) for number, text in enumerate(texts)])
    assert importers.of("shop.model", ["Item"]) == ["view0", "view1"]


def test_test_code_comes_last() -> None:
    text = "from shop.model import Item"
    importers = Importers([_summary("shop.tests.test_model", text), _summary("site", text)])
    assert importers.of("shop.model", ["Item"]) == ["site", "shop.tests.test_model"]


def test_import_of_everything_counts() -> None:
    importers = Importers([_summary("shop.view", "from shop.model import *"), _summary("shop.other", "import json")])
    assert importers.of("shop.model", ["Item"]) == ["shop.view"]


def test_behind_importers_are_theirs() -> None:
    importers = Importers(
        [
            _summary("shop.till", "from shop.model import Item"),
            _summary("shop.tests.test_model", "from shop.model import Item"),
            _summary("main", "from shop.till import Till"),
            _summary("shop.tests.helpers", "from shop.tests.test_model import make"),
            _summary("shop.other", "import json"),
        ]
    )
    assert importers.around("shop.model", ["Item"]) == ["shop.till", "shop.tests.test_model", "main"]
