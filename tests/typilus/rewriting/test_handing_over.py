"""What functions, classes and libraries do with the annotations of what is handed to them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.typilus.rewriting.small_projects import write_project
from typilus.project import ImportableNames
from typilus.rewriting.handing_over import HandingOver, handed_values, mentions_reading
from typilus.rewriting.meanings import Meanings, ModuleSource
from typilus.semantics import SemanticIndex

KEEPERS = """
import functools
import threading
import typing

def plain(function): return function

def wrapping(function):
    @functools.wraps(function)
    def wrapper(*arguments): return function(*arguments)
    return wrapper

def reading(function):
    print(function.__annotations__)
    return function

def passing_on(function): return reading(function)

def passing_on_renamed(function):
    again = function
    return reading(again)

def to_thread(function): threading.Thread(target=function).start()

def to_stranger(function): unknown.register(function)

registry = {}

def keeping(function):
    registry["it"] = function
    return function

def factory(name):
    def decorate(function): return function
    return decorate

def reading_factory(name):
    def decorate(function): return reading(function)
    return decorate

def itself(function): return itself(function)

class Holder:
    def __init__(self, function): self.function = function

class Reader:
    def __init__(self, function): typing.get_type_hints(function)

class Quiet:
    def __call__(self, function): return function

class Heir(Reader): ...
"""


READING_FACTORIES = (
    KEEPERS
    + """
def optional(function=None, *, name=""):
    reading(function)
"""
)


def is_harmless(root: Path, expression: str, text: str, *files: tuple[str, str], is_factory: bool = False) -> bool:
    write_project(root, {"main.py": text, **dict(files)})
    importable = ImportableNames([root])
    module = ModuleSource("main", SemanticIndex(ast.parse(text)))
    meanings, scope = Meanings(module, importable), module.scope
    judge = HandingOver(meanings, importable.texts)
    node = ast.parse(expression, mode="eval").body
    if is_factory:
        return judge.leaves_unread(meanings.of(node, module, scope), is_factory=True)
    return judge.is_harmless(node, module, scope)


@pytest.mark.parametrize(
    ("expression", "harmless"),
    [
        ("plain", True),
        ("wrapping", True),
        ("itself", True),
        ("to_thread", True),
        ("Quiet()", True),
        ("pool.submit", True),
        ("super().__init__", True),
        ("print", True),
        ("threading.Thread", True),
        ("reading", False),
        ("passing_on", False),
        ("passing_on_renamed", False),
        ("to_stranger", False),
        ("keeping", False),
        ("Holder", False),
        ("Reader", False),
        ("Heir", False),
        ("nobody", False),
        ("typing.get_type_hints", False),
    ],
)
def test_what_a_project_that_reads_annotations_does_with_them(tmp_path: Path, expression: str, harmless: bool) -> None:
    assert is_harmless(tmp_path, expression, KEEPERS) == harmless


@pytest.mark.parametrize(
    ("expression", "harmless"),
    [("factory", True), ("Quiet", True), ("reading_factory", False), ("optional", False), ("nobody", False)],
)
def test_what_a_factory_returns_is_looked_at(tmp_path: Path, expression: str, harmless: bool) -> None:
    assert is_harmless(tmp_path, expression, READING_FACTORIES, is_factory=True) == harmless


@pytest.mark.parametrize("name", ["keeping", "Holder"])
def test_what_is_kept_matters_only_where_somebody_reads(tmp_path: Path, name: str) -> None:
    lines = KEEPERS.replace("print(function.__annotations__)", "print(function)")
    assert is_harmless(tmp_path, name, lines.replace("typing.get_type_hints(function)", "print(function)"))


def test_a_reader_in_another_file_makes_what_is_kept_dangerous(tmp_path: Path) -> None:
    text = "kept = []\ndef keeping(function): kept.append(function)\n"
    assert is_harmless(tmp_path / "alone", "keeping", text)
    reader = ("other.py", "import main\nprint(main.kept[0].__annotations__)\n")
    assert not is_harmless(tmp_path / "read", "keeping", text, reader)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("f.__annotations__", True),
        ("get_type_hints(f)", True),
        ("typing.get_type_hints", True),
        ("getattr(f, '__annotations__')", True),
        ("inspect.signature(f)", True),
        ("signature(f)", True),
        ("f.signature", False),
        ("signature = 1", False),
        ("f.__name__", False),
        ("'annotations'", False),
    ],
)
def test_names_of_what_reads_annotations(text: str, reads: bool) -> None:
    assert mentions_reading(ast.parse(text)) == reads


@pytest.mark.parametrize(
    ("call", "values"),
    [
        ("g()", []),
        ("g(a, b.c, key=d)", ["a", "b.c", "d"]),
        ("g([a, (b, {c})], {d: e})", ["a", "b", "c", "d", "e"]),
        ("g(*a, **b)", ["a", "b"]),
        ("g(h(a, key=b))", ["a", "b"]),
        ("g(a if b else c)", ["a", "b", "c"]),
        ("g(a + b, a[0], lambda: c)", []),
    ],
)
def test_the_names_among_arguments(call: str, values: list[str]) -> None:
    node = ast.parse(call, mode="eval").body
    assert isinstance(node, ast.Call)
    assert sorted(ast.unparse(value) for value in handed_values(node)) == values
