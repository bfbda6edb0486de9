"""Classes by name."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.annotation_types import parse_type
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_text import ClassDefinition, ModuleText
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.inference import StaticInference

SOURCE = """
from typing import Generic, TypeVar
T = TypeVar("T")
class Base(Generic[T]):
    limit = 1
    def get(self): ...
class Left(Base[int]):
    def get(self): ...
class Right(Base[str]):
    def other(self):
        self.made = 1
class Both(Left, Right): ...
class Loop(Loop): ...
class Lost(elsewhere.Thing): ...
"""


@pytest.fixture(scope="module")
def classes() -> Classes:
    return Classes(Modules({"shop": ModuleText("shop", "", ast.parse(dedent(SOURCE)))}))


@pytest.mark.parametrize(
    ("kind", "base", "found"),
    [
        ("dict[str, int]", "collections.abc.Iterable", "collections.abc.Iterable[str]"),
        ("list[int]", "collections.abc.Sequence", "collections.abc.Sequence[int]"),
        ("tuple[int, str]", "collections.abc.Iterable", "collections.abc.Iterable[int | str]"),
        ("shop.Left", "shop.Base", "shop.Base[int]"),
        ("io.StringIO", "typing.IO", "typing.IO[str]"),
        ("int", "str", None),
    ],
)
def test_ancestors(classes: Classes, kind: str, base: str, found: str | None) -> None:
    ancestor = classes.ancestor(parse_type(kind), base)
    assert (None if ancestor is None else str(ancestor)) == found


def test_the_order_of_bases(classes: Classes) -> None:
    names = [each.definition.name for each in classes.order("shop.Both")]
    assert names == ["shop.Both", "shop.Left", "shop.Right", "shop.Base", "object"]
    assert [each.definition.name for each in classes.order("shop.Loop")] == ["shop.Loop", "object"]


def test_a_public_class_inherits_from_a_private_one_of_its_name(classes: Classes) -> None:
    assert classes.member(parse_type("socket.socket"), "settimeout") is not None
    assert classes.is_subclass("random.Random", "_random.Random")


def test_members(classes: Classes) -> None:
    both = parse_type("shop.Both")
    got, made = classes.member(both, "get"), classes.member(both, "made")
    assert got is not None
    assert got.owner.definition.name == "shop.Left"
    assert made is not None
    assert [each.scope for each in made.methods] == ["Right.other"]
    behind = classes.member(both, "get", after="shop.Left")
    assert behind is not None
    assert behind.owner.definition.name == "shop.Base"
    assert classes.member(both, "absent") is None


def test_whether_all_bases_are_known(classes: Classes) -> None:
    assert classes.has_all_bases("shop.Both")
    assert not classes.has_all_bases("shop.Lost")


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("asyncio.queues.Queue", "asyncio.Queue"),
        ("_io.TextIOWrapper", "io.TextIOWrapper"),
        ("collections.abc.Mapping", "collections.abc.Mapping"),
        ("typing.Mapping", "collections.abc.Mapping"),
        ("str", "str"),
        ("pathlib.Path", "pathlib.Path"),
        ("socket.socket", "socket.socket"),
        ("_socket.socket", "_socket.socket"),
    ],
)
def test_public_names(classes: Classes, name: str, public: str) -> None:
    found = classes.find(name)
    assert isinstance(found, ClassDefinition)
    assert str(classes.public(found)) == public


def test_a_base_behind_a_metaclass() -> None:
    source = """
    import six
    class Tool:
        def find(self, name=None): return name
    class Meta(type): ...
    class Java(six.with_metaclass(Meta, Tool)):
        def start(self): return self.find('java')
    """
    assert inferred(source)["Tool.find.name"] == "str | None?"


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        ("Index[str, int]", "dict[str, list[int]]"),
        ("Index", "dict[typing.Any, list]"),
        ("Maybe[bytes]", "bytes | None"),
        ("list[Maybe[bytes]]", "list[bytes | None]"),
        ("Maybe[Index[str, int]]", "dict[str, list[int]] | None"),
        ("Name", "str"),
    ],
)
def test_aliases_of_another_module_take_arguments(tmp_path: Path, annotation: str, type_: str) -> None:
    (tmp_path / "aliases.py").write_text(
        "from typing import Optional, TypeVar\nK = TypeVar('K')\nV = TypeVar('V')\n"
        "Index = dict[K, list[V]]\nMaybe = Optional[V]\nName = str\n",
        encoding="utf-8",
    )
    program = f"from aliases import Index, Maybe, Name\ndef read() -> {annotation}: ...\nx = read()\n"
    assert inferred(program, tmp_path)["x"].rstrip("?") == type_


def test_a_generic_alias_of_a_stub_tells_what_is_made() -> None:
    program = "import asyncio\nasync def size(): return 3\nasync def main():\n    task = asyncio.create_task(size())\n"
    assert inferred(program)["main.task"].rstrip("?") == "asyncio.Task[int]"


def test_a_stub_may_give_a_built_in_class_another_name() -> None:
    found = inferred("import select, socket\nx = socket.timeout()\ny = select.error()\n")
    assert (found["x"], found["y"]) == ("TimeoutError", "OSError")


def test_what_others_recommend_makes_no_further_package_known(tmp_path: Path) -> None:
    for package, text in (("near", "from far_base import Base\n"), ("far", "class Far: ...\n"), ("own", "")):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(text)
    (tmp_path / "far_base.py").write_text("class Base: ...\n")
    (tmp_path / "own" / "far_too.py").write_text("class Own: ...\n")
    classes = Classes(Modules({}, [tmp_path / "own"], [tmp_path]))
    assert classes.find("near.Base") is not None
    classes.is_closed = True
    assert classes.find("far.Far") is None
    assert classes.find("far_base.Base") is not None, "another package has led to it"
    assert classes.find("far_too.Own") is not None, "it is of the project"
    assert classes.find("decimal.Decimal") is not None
    classes.modules.find("far")
    assert classes.find("far.Far") is not None


def test_the_candidates_of_a_file_are_judged_by_packages_that_it_knows(tmp_path: Path) -> None:
    (tmp_path / "far.py").write_text("def function(): ...\n")
    source = "def f(x):\n    return x\n"
    for start, is_judged in (("", False), ("import far\nfar.function()\n", True)):
        inference = StaticInference([], [tmp_path])
        read = parse_source(start + source)
        symbols = extract(read).symbols
        inference.infer(read, "", symbols)
        (x,) = (one for one in symbols if one.name == "x")
        assert (inference.judge.objection("", x, parse_type("far.function")) is not None) == is_judged


def test_bases_that_a_star_brings(tmp_path: Path) -> None:
    (tmp_path / "base.py").write_text("class Base:\n    size = 1\n", "utf-8")
    (tmp_path / "shop.py").write_text("from base import *\nclass Shop(Base, str): ...\n", "utf-8")
    classes = Classes(Modules({}, [tmp_path]))
    assert [ancestor.definition.name for ancestor in classes.order("shop.Shop")][:3] == [
        "shop.Shop",
        "base.Base",
        "str",
    ]
