"""Imports and attributes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.static_inference.inferring import inferred


def test_the_standard_library_is_read_from_stubs() -> None:
    found = inferred(
        """
        import os.path
        import re
        from pathlib import Path
        import collections as c
        here = os.path.join("a", "b")
        match = re.match("a", "b")
        name = Path("a").stem
        counts = c.Counter("abc")
        code = os.name
        """
    )
    assert found["here"] == "str"
    assert found["match"] == "re.Match[str] | None"
    assert found["name"] == "str"
    assert found["counts"] == "collections.Counter[str]"
    assert found["code"] == "str"


def test_attributes_are_what_methods_assign() -> None:
    found = inferred(
        """
        class Shop:
            limit = 3
            def __init__(self):
                self.name = "a"
                self.owner = None
            def sell(self):
                self.owner = 1
        shop = Shop()
        name = shop.name
        limit = Shop.limit
        owner = shop.owner
        """
    )
    assert found["name"] == "str"
    assert found["limit"] == "int"
    assert found["owner"] == found["Shop.owner"] == "int | None"


def test_properties_enums_and_super() -> None:
    found = inferred(
        """
        from enum import Enum
        class Color(Enum):
            RED = "r"
        class Base:
            @property
            def size(self):
                return 1
            def name(self):
                return "base"
        class Child(Base):
            def name(self):
                return super().name() + "!"
        red = Color.RED
        value = red.value
        colors = list(Color)
        size = Child().size
        name = Child().name()
        """
    )
    assert (found["red"], found["value"], found["colors"]) == ("Color", "str", "list[Color]")
    assert (found["size"], found["name"]) == ("int", "str")


def test_modules_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(
        "class Shop:\n    def total(self, price):\n        return 1.5\nlimit = 3\ndef make() -> Shop: ...\n", "utf-8"
    )
    found = inferred(
        "import shop\nfrom shop import make, limit\nx = make().total(1)\ny = shop.limit\nz = limit\n", tmp_path
    )
    assert (found["x"], found["y"], found["z"]) == ("float", "int", "int")


def test_a_class_that_is_not_there_is_guessed_by_its_name() -> None:
    found = inferred("from elsewhere import Shop, LIMIT, make\nx = Shop()\ny = LIMIT\nz = make()\n")
    assert found == {"x": "elsewhere.Shop?"}


def test_descriptors_are_asked() -> None:
    found = inferred(
        """
        from typing import Generic, TypeVar, overload
        T = TypeVar("T")
        class Reactive(Generic[T]):
            def __init__(self, default: T) -> None:
                self.default = default
            @overload
            def __get__(self, obj: None, owner: type) -> "Reactive[T]": ...
            @overload
            def __get__(self, obj: object, owner: type) -> T: ...
            def __get__(self, obj, owner):
                return self if obj is None else self.default
        class Plain:
            def __get__(self, obj, owner=None):
                return b""
        class Widget:
            width = Reactive(1)
            title: Reactive[str] = Reactive("")
            raw = Plain()
            def __init__(self):
                self.own = Plain()
        widget = Widget()
        width = widget.width
        title = widget.title
        raw = widget.raw
        own = widget.own
        stored = Widget.width
        """
    )
    assert (found["width"], found["title"], found["raw"]) == ("int", "str", "bytes")
    assert found["own"] == "Plain"
    assert found["stored"] == "Reactive[int]"


NODE = """\
class Node:
    count = 0
    column = Column()
    def __init__(self):
        self.next = None
        self.tags = None
    @property
    def size(self): ...
class Leaf(Node): ...
"""


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("def link(one: Node, other: Node):\n    one.next = other\n", "Node.next", "Node | None"),
        (
            "def link():\n    one = Node()\n    one.next = Node()\n    one.tags = ['a']\n",
            "Node.tags",
            "list[str] | None",
        ),
        ("def link(one, other):\n    one.next = other\nlink(Leaf(), Node())\n", "Node.next", "Node | None?"),
        ("for Node().tags in ('a', 'b'): ...\n", "Node.tags", "str | None"),
        ("def f(one: Node):\n    one.count = 1.5\n", "Node.count", "float"),
    ],
)
def test_what_is_stored_from_outside_is_the_attribute_s(text: str, name: str, type_: str) -> None:
    assert inferred(NODE + text)[name] == type_


def test_what_a_descriptor_is_handed_it_does_not_become() -> None:
    assert "str" not in inferred(NODE + "def f(one: Node):\n    one.column = 'a'\n").get("Node.column", "")


def test_a_class_that_stores_by_itself_may_store_anything() -> None:
    setter = "class Box(Node):\n    def __setattr__(self, name, value): ...\ndef f(box: Box):\n    box.next = 1\n"
    assert "int" not in inferred(NODE + setter).get("Node.next", "")


def test_what_tests_store_is_the_tests_affair(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("class Shop:\n    def __init__(self):\n        self.till = None\n")
    text = "from shop import Shop\ndef f(shop: Shop):\n    shop.till = 1\ndef g():\n    return Shop().till\n"
    assert "int" in inferred(text, tmp_path)["g()"]
    assert "int" not in inferred(text, tmp_path, "tests.test_shop").get("g()", "")
