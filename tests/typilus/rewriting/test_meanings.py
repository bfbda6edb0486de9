"""A name leads, through imports, assignments and members, to what defines it."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from tests.typilus.rewriting.small_projects import write_project
from typilus.project import DISK, ImportableNames, OpenDocuments
from typilus.rewriting.meanings import UNKNOWN, Meaning, Meanings, ModuleSource, imported_module, module_in
from typilus.semantics import SemanticIndex

SHAPES = """
from .base import Base as Root
import os.path as paths

class Shape(Root):
    def area(self): ...
    @property
    def sides(self): ...

class Circle(Shape): ...

def make(shape: Shape): return shape

unit = Circle()
alias = Shape
first = second = Shape
if unit: twice = 1
else: twice = 2
"""
FILES = {
    "pkg/__init__.py": "from .shapes import Shape\n",
    "pkg/base.py": "class Base:\n    def draw(self): ...\n",
    "pkg/shapes.py": SHAPES,
}


@pytest.fixture(scope="module")
def importable(tmp_path_factory: pytest.TempPathFactory) -> ImportableNames:
    root = tmp_path_factory.mktemp("project")
    write_project(root, FILES)
    return ImportableNames([root])


def meaning_of(expression: str, text: str, importable: ImportableNames | None, name: str = "pkg.main") -> Meaning:
    module = ModuleSource(name, SemanticIndex(ast.parse(text)))
    node = ast.parse(expression, mode="eval").body
    return Meanings(module, importable).of(node, module, module.scope)


@pytest.mark.parametrize(
    ("expression", "name", "definition"),
    [
        ("shapes.Shape", "pkg.shapes.Shape", "Shape"),
        ("Passed", "pkg.shapes.Shape", "Shape"),
        ("shapes.alias", "pkg.shapes.Shape", "Shape"),
        ("shapes.Root", "pkg.base.Base", "Base"),
        ("shapes.make", "pkg.shapes.make", "make"),
        ("shapes.Circle.area", "pkg.shapes.Circle.area", "area"),
        ("shapes.Circle.draw", "pkg.shapes.Circle.draw", "draw"),
        ("shapes.Circle[int]", "pkg.shapes.Circle", "Circle"),
        ("shapes.Circle().area", "pkg.shapes.Circle().area", "area"),
        ("shapes.unit.area", "pkg.shapes.Circle().area", "area"),
        ("shapes.paths.join", "os.path.join", None),
        ("shapes.Circle.color", "pkg.shapes.Circle.color", None),
        ("len", "builtins.len", None),
        ("shapes.Shape.sides", "pkg.shapes.Shape.sides", "sides"),
    ],
)
def test_a_name_leads_to_its_definition(
    importable: ImportableNames, expression: str, name: str, definition: str | None
) -> None:
    found = meaning_of(expression, "from . import shapes\nfrom pkg import Shape as Passed\n", importable)
    assert found.name == name
    assert getattr(found.node, "name", None) == definition


@pytest.mark.parametrize("expression", ["nobody", "shapes.twice", "shapes.first", "1 + 1", "shapes.twice.real"])
def test_what_cannot_be_told_is_unknown(importable: ImportableNames, expression: str) -> None:
    assert meaning_of(expression, "from . import shapes\n", importable) == UNKNOWN


def test_an_object_is_told_from_its_class(importable: ImportableNames) -> None:
    text = "from .shapes import Circle\n"
    made, itself = meaning_of("Circle()", text, importable), meaning_of("Circle", text, importable)
    assert made.is_instance
    assert not itself.is_instance
    assert made.node is itself.node
    assert made.top == itself.top == "pkg"


def test_a_parameter_is_an_object_of_its_annotation(importable: ImportableNames) -> None:
    text = "from .shapes import Shape\ndef f(shape: Shape, other): ...\n"
    module = ModuleSource("pkg.main", SemanticIndex(ast.parse(text)))
    function = module.tree.body[1]
    assert isinstance(function, ast.FunctionDef)
    scope = module.semantics.scopes[function]
    meanings = Meanings(module, importable)
    assert meanings.of(ast.Name("shape"), module, scope).name == "pkg.shapes.Shape()"
    assert meanings.of(ast.Name("other"), module, scope) == UNKNOWN


def test_names_of_a_class_body_are_not_seen_from_its_methods() -> None:
    module = ModuleSource("m", SemanticIndex(ast.parse("class A:\n    def helper(self): ...\n    def f(self): ...\n")))
    body, _, method = module.semantics.scopes.values()
    meanings = Meanings(module, None)
    assert meanings.of(ast.Name("helper"), module, body).qualified == "A.helper"
    assert meanings.of(ast.Name("helper"), module, method) == UNKNOWN


def test_classes_above_come_each_once_and_nearest_first(importable: ImportableNames) -> None:
    text = "from .shapes import Circle, Shape\nclass Ring(Circle, Shape): ...\n"
    module = ModuleSource("pkg.main", SemanticIndex(ast.parse(text)))
    meanings = Meanings(module, importable)
    ring = meanings.of(ast.Name("Ring"), module, module.scope)
    assert [above.name for above in meanings.classes_above(ring)] == [
        "pkg.main.Ring",
        "pkg.shapes.Circle",
        "pkg.shapes.Shape",
        "pkg.base.Base",
    ]


@pytest.mark.parametrize("text", ["a = b\nb = a\n", "class A(A): ...\na = A.x\n", "a = a.a\n"])
def test_circles_end(text: str) -> None:
    found = meaning_of("a", text, None, "m")
    assert found.node is None


@pytest.mark.parametrize(
    ("statement", "name", "is_package", "module"),
    [
        ("from a.b import c", "p.q", False, "a.b"),
        ("from . import c", "p.q", False, "p"),
        ("from . import c", "p.q", True, "p.q"),
        ("from .r import c", "p.q", False, "p.r"),
        ("from ..r import c", "p.q.s", False, "p.r"),
        ("from ... import c", "p.q", False, ""),
        ("from .r import c", "", False, ""),
    ],
)
def test_relative_imports_have_absolute_names(statement: str, name: str, is_package: bool, module: str) -> None:
    tree = ast.parse(statement)
    assert isinstance(tree.body[0], ast.ImportFrom)
    assert imported_module(tree.body[0], ModuleSource(name, SemanticIndex(tree), is_package)) == module


def test_stars_hide_whether_a_name_is_built_in() -> None:
    assert meaning_of("len", "from somewhere import *\n", None) == UNKNOWN


def test_a_file_is_parsed_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    module = module_in(path, "a", DISK)
    assert module is module_in(path, "a", DISK)
    path.write_text("x = 1; y = 2\n")
    os.utime(path, ns=(1, 1))
    changed = module_in(path, "a", DISK)
    assert changed is not module
    assert changed is not None
    assert len(changed.tree.body) == 2


def test_the_text_of_an_editor_comes_before_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    module = module_in(path, "a", OpenDocuments({path: "def f(): ...\n"}))
    assert module is not None
    assert set(module.bound(module.tree)) == {"f"}


@pytest.mark.parametrize("text", ["x = (", "\0", "(" * 5000])
def test_what_cannot_be_parsed_is_no_module(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.py").write_text(text)
    assert module_in(tmp_path / "a.py", "a", DISK) is None
    assert module_in(tmp_path / "none.py", "a", DISK) is None
