"""One name a class: the shortest public path, through the project's own import chains."""

from __future__ import annotations

import ast
import json
from dataclasses import replace

import pytest

from typilus.project.reexports import (
    ReExports,
    module_of_path,
    summarize,
    summary_from_json,
    summary_to_json,
)

PROJECT = {
    "shop/__init__.py": "from .frame import Shop\nfrom ._core import *\nfrom . import forms as f\n"
    "from .models import Item as Goods\n",
    "shop/frame.py": "class Shop:\n    class Till:\n        pass\nclass Hidden: pass\n",
    "shop/_core.py": "__all__ = ['Engine']\nclass Engine: pass\nclass Gear: pass\n",
    "shop/models/__init__.py": "import typing\nif typing.TYPE_CHECKING:\n    from .item import Item\n",
    "shop/models/item.py": "class Item: pass\n",
    "shop/forms.py": "class Form: pass\n",
    "shop/app.py": "from shop.frame import Hidden\nfrom .models.item import Item\nfrom typing import Self\n"
    "import decimal as d\n",
    "shop/loop.py": "from shop.loop2 import X\n",
    "shop/loop2.py": "from shop.loop import X\n",
    "shop/stars.py": "from .stars2 import *\n",
    "shop/stars2.py": "from .stars import *\nclass InStars: pass\n",
    "shop/aliases.py": "from typing import TypeVar, Union\nT = TypeVar('T')\nKey = Union[str, int]\nMany = list[T]\n",
    "shop/typing.py": "from .aliases import Key\nfrom .aliases import T\n",
}


def names(project: dict[str, str]) -> ReExports:
    summaries = []
    for path, text in project.items():
        module, is_package = module_of_path(path)
        summaries.append(summarize(ast.parse(text), module, is_package))
    return ReExports([summary_from_json(json.loads(json.dumps(summary_to_json(s)))) for s in summaries])


@pytest.mark.parametrize(
    ("spelled", "public"),
    [
        ("shop.frame.Shop", "shop.Shop"),
        ("shop.Shop", "shop.Shop"),
        ("shop.frame.Shop.Till", "shop.Shop.Till"),
        ("shop.frame.Hidden", "shop.frame.Hidden"),
        ("shop.app.Hidden", "shop.frame.Hidden"),
        ("shop._core.Engine", "shop.Engine"),
        ("shop._core.Gear", "shop._core.Gear"),
        ("shop.models.item.Item", "shop.Goods"),
        ("shop.app.Item", "shop.Goods"),
        ("shop.f.Form", "shop.forms.Form"),
        ("shop.forms.Form", "shop.forms.Form"),
        ("shop.app.Self", "typing.Self"),
        ("shop.app.d.Decimal", "decimal.Decimal"),
        ("shop.loop.X", "shop.loop.X"),
        ("shop.stars.InStars", "shop.stars2.InStars"),
        ("shop.nowhere.Y", "shop.nowhere.Y"),
        ("other.Shop", "other.Shop"),
        ("Shop", "Shop"),
    ],
)
def test_public_names(spelled: str, public: str) -> None:
    assert names(PROJECT).public_name(spelled) == public


def test_aliases_and_type_variables_are_known_by_every_path() -> None:
    project = names(PROJECT)
    assert project.alias("shop.aliases.Key") == "int | str"
    assert project.alias("shop.typing.Key") == "int | str"
    assert project.alias("shop.typing.T") == "~T"
    assert project.alias("shop.aliases.Many") == "list"
    assert project.alias("shop.frame.Shop") is None


def test_public_paths_come_before_private_and_short_before_long() -> None:
    project = names(
        {
            "p/__init__.py": "",
            "p/_impl.py": "class A: pass\n",
            "p/api/__init__.py": "from p._impl import A as A\n",
            "p/api/deep/__init__.py": "from p._impl import A as A\n",
        }
    )
    assert project.public_name("p._impl.A") == "p.api.A"


def test_using_a_class_is_no_re_export() -> None:
    project = names(
        {
            "p/__init__.py": "",
            "p/core.py": "class Hub: pass\n",
            "p/helpers/tools.py": "class Tool: pass\n",
            "p/auth/__init__.py": "from p.core import Hub\nfrom p.helpers.tools import Tool\n",
            "p/abc.py": "from p.core import Hub\n",
        }
    )
    assert project.public_name("p.auth.Hub") == project.public_name("p.abc.Hub") == "p.core.Hub"
    assert project.public_name("p.auth.Tool") == "p.helpers.tools.Tool"


def test_of_equally_good_paths_the_definition_is_the_name() -> None:
    project = names({"p/b.py": "class A: pass\n", "p/a.py": "from p.b import A as A\n"})
    assert project.public_name("p.a.A") == "p.b.A"


def test_compiled_classes_are_known_by_the_package_that_offers_them() -> None:
    project = names(
        {
            "p/__init__.py": "from p.core.api import Stamp\n",
            "p/core/__init__.py": "",
            "p/core/api.py": "from p._lib import Stamp\n",
            "p/_lib/__init__.py": "from p._lib.stamps import Stamp\n",
            "q.py": "from _q import deque\n",
        }
    )
    assert project.public_name("p._lib.stamps.Stamp") == "p.Stamp"
    assert project.public_name("p.core.api.Stamp") == "p.Stamp"
    assert project.public_name("q.deque") == "q.deque"
    assert project.alias("p.core.api.Stamp") is None
    assert project.alias("q.deque") is None


def test_the_choice_does_not_depend_on_order() -> None:
    backwards = dict(reversed(PROJECT.items()))
    for spelled in ("shop.frame.Shop", "shop._core.Engine", "shop.app.Item", "shop.stars.InStars"):
        assert names(PROJECT).public_name(spelled) == names(backwards).public_name(spelled)


def test_relative_imports_beyond_the_root_are_ignored() -> None:
    summary = summarize(ast.parse("from ...x import Y\nfrom . import z\n"), "a.b", False)
    assert summary.imports == (("z", "a", "z"),)


@pytest.mark.parametrize(
    ("path", "module"),
    [("a/b.py", ("a.b", False)), ("a/__init__.py", ("a", True)), ("c.py", ("c", False))],
)
def test_module_of_path(path: str, module: tuple[str, bool]) -> None:
    assert module_of_path(path) == module


def test_what_stands_under_other_statements_is_bound_too() -> None:
    text = """\
with suppress(ImportError):
    from .a import A
for name in names:
    class Looped: ...
try:
    class Tried: ...
except ImportError:
    from .b import *
match version:
    case 3: import c
"""
    summary = summarize(ast.parse(text), "pkg.mod", is_package=False)
    assert summary.classes == ("Looped", "Tried")
    assert summary.imports == (("A", "pkg.a", "A"), ("c", "c", None))
    assert summary.stars == ("pkg.b",)


@pytest.mark.parametrize("spelled", ["shop.frame.Shop", "shop.Shop"])
def test_a_class_is_found_where_it_is_defined(spelled: str) -> None:
    assert names(PROJECT).defined_in(spelled) == ("shop.frame", "Shop")


@pytest.mark.parametrize("spelled", ["shop", "shop.nowhere.Y", "decimal.Decimal", "Shop"])
def test_what_the_project_does_not_define_is_nowhere(spelled: str) -> None:
    assert names(PROJECT).defined_in(spelled) is None


def test_imports_of_functions_are_kept_and_missing_in_older_summaries() -> None:
    text = "import os\ndef f():\n    import a.b\n    def g():\n        from .c import d as e, h\n"
    summary = summarize(ast.parse(text), "shop.desk", is_package=False)
    assert summary.inner_imports == (("a.b", None), ("shop.c", "d"), ("shop.c", "h"))
    entry = json.loads(json.dumps(summary_to_json(summary)))
    assert summary_from_json(entry) == summary
    assert summary_from_json(entry[:-1]) == replace(summary, inner_imports=())
    assert summarize(ast.parse(text), "shop.desk", is_package=False, stub=True).inner_imports == ()
