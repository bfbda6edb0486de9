"""What base classes declare of what is overridden."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import answers, inferred
from typilus.prediction.file_prediction import TypePrediction
from typilus.static_inference.inference import StaticInference

_BASE = """
    from typing import Generic, Iterator, TypeVar
    T = TypeVar("T")
    class Item: ...
    class Base(Generic[T]):
        size: int
        def __init__(self, first: int): self.name: str = ""
        def first(self, number: int, deep: bool = False) -> Item: ...
        def each(self) -> Iterator[Item]: ...
        def put(self, value: T) -> T: ...
        def plain(self, value): ...
        @property
        def color(self) -> str: ...
"""


def inherited(tmp_path: Path, body: str, base: str = "Base") -> dict[str, str]:
    """What a class below `Base`, in another file, inherits: by name of its symbols."""
    (tmp_path / "base.py").write_text(dedent(_BASE), "utf-8")
    text = f"from base import Base\nclass Own({base}):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    source = parse_source(text, str(tmp_path / "main.py"))
    inference, symbols = StaticInference([tmp_path]), extract(source).symbols
    inference.infer(source, "main", symbols)
    found = {TypePrediction(each, None, None, ()).qualified_name: inference.inherited("main", each) for each in symbols}
    return {name.removeprefix("Own."): str(kind) for name, kind in found.items() if kind is not None}


def test_parameters_by_name_and_by_place(tmp_path: Path) -> None:
    found = inherited(tmp_path, "def first(self, index, deep): return None")
    assert found == {"first.index": "int", "first.deep": "bool", "first()": "base.Item"}


def test_generators_have_the_declared_type(tmp_path: Path) -> None:
    assert inherited(tmp_path, "def each(self):\n    yield 1") == {"each()": "collections.abc.Iterator[base.Item]"}


def test_type_variables_are_what_the_class_says(tmp_path: Path) -> None:
    found = inherited(tmp_path, "def put(self, value): return value", "Base[bytes]")
    assert found == {"put.value": "bytes", "put()": "bytes"}


def test_attributes_and_properties(tmp_path: Path) -> None:
    body = "size = 3\ncolor = 'red'\nname = 'n'"
    assert inherited(tmp_path, body) == {"size": "int", "color": "str", "name": "str"}


@pytest.mark.parametrize("body", ["def __init__(self, first): ...", "def plain(self, value): return 1", "other = 1"])
def test_what_is_ones_own(tmp_path: Path, body: str) -> None:
    assert inherited(tmp_path, body) == {}


def test_every_class_is_an_object() -> None:
    found = answers(
        "class A:\n    def __eq__(self, other):\n        return True\n    def __str__(self):\n        return f''\n"
    )
    assert str(found["A.__eq__.other"].type) == "object"
    assert found["A.__str__()"].proved


def test_a_method_that_overrides_another_is_not_proved() -> None:
    found = answers(
        """
        class Base:
            def size(self): return 1
            def make(self): return [1]
        class Own(Base):
            def size(self): return True
            def other(self): return True
        """
    )
    assert found["Own.size()"].is_whole
    assert not found["Own.size()"].proved
    assert found["Own.other()"].proved
    assert found["Base.size()"].proved


def test_each_of_several_definitions_inherits(tmp_path: Path) -> None:
    found = inherited(tmp_path, "def first(self, index): ...\ndef first(self, number): return None")
    assert found["first.number"] == "int"
    assert found["first.index"] == "int"


def test_a_starred_parameter_inherits_from_none_that_takes_one_argument() -> None:
    source = parse_source(
        "class M:\n    def __exit__(self, *args): ...\nclass N:\n    def __exit__(self, kind, *args): ...\n"
    )
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    found = [inference.inherited("", symbol) for symbol in symbols if symbol.name in ("args", "kind")]
    assert [str(kind) for kind in found] == ["None", "type[BaseException] | None", "None"]


def test_classes_inside_of_functions_inherit() -> None:
    source = """
    import argparse
    def make():
        class Base:
            def name(self, size: int) -> str: ...
        class Inner(Base):
            def name(self, size): ...
        class Action(argparse.Action):
            def __call__(self, parser, namespace, values, option_string=None): ...
    """
    found = inferred(source)
    assert found["make.<locals>.Inner.name.size"] == "int?"
    assert found["make.<locals>.Action.__call__.parser"] == "argparse.ArgumentParser?"


def test_of_overloads_the_one_that_takes_as_many_arguments_is_overridden() -> None:
    source = """
    from typing import overload
    class Base:
        @overload
        def get(self, key: str) -> int: ...
        @overload
        def get(self, key: bytes, default: float) -> str: ...
        def get(self, key, default=None): ...
    class One(Base):
        def get(self, name): ...
    class Two(Base):
        def get(self, name, other): ...
    class Three(Base):
        def get(self, name, other, more): ...
    """
    found = inferred(source)
    assert (found["One.get.name"], found["Two.get.name"], found["Two.get.other"]) == ("str?", "bytes?", "float?")
    assert "Three.get.name" not in found


def test_methods_that_python_calls() -> None:
    found = inferred("class A:\n    def __set_name__(self, owner, name): ...\n    def __getattr__(self, name): ...\n")
    assert (found["A.__set_name__.name"], found["A.__getattr__.name"]) == ("str?", "str?")
    assert found["A.__set_name__.owner"] == "type?"
