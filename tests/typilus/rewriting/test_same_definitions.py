"""A class is written by the name that the file imports it by."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.typilus.rewriting.small_projects import write_project
from typilus.annotation_types import FileNames, parse_type
from typilus.project import ImportableNames
from typilus.rewriting.run_time_names import RunTimeNames
from typilus.rewriting.same_definitions import SameDefinitions
from typilus.semantics import SemanticIndex

FILES = {
    "pkg/__init__.py": "from .inner import Thing, Other as Renamed\n",
    "pkg/inner.py": "class Thing: ...\nclass Other: ...\n",
    "pkg/rival.py": "class Thing: ...\n",
    "pkg/maker.py": "Thing = make()\n",
}


def renamed(root: Path, text: str, type_: str) -> str:
    write_project(root, {**FILES, "main.py": text})
    tree = ast.parse(text)
    names = RunTimeNames(SemanticIndex(tree), "main", False, ImportableNames([root]), (3, 12))
    return str(SameDefinitions(names, FileNames.from_tree(tree, "main")).renamed(parse_type(type_)))


@pytest.mark.parametrize(
    ("text", "type_", "known_as"),
    [
        ("from pkg import Thing\n", "pkg.inner.Thing", "pkg.Thing"),
        ("from pkg import Thing\n", "list[pkg.inner.Thing | None]", "list[pkg.Thing | None]"),
        ("from pkg.inner import Thing\n", "pkg.Thing", "pkg.inner.Thing"),
        ("from pkg import Thing\n", "pkg.Thing", "pkg.Thing"),
        ("from pkg import Thing\n", "pkg.rival.Thing", "pkg.rival.Thing"),
        ("from pkg.maker import Thing\n", "pkg.inner.Thing", "pkg.inner.Thing"),
        ("from pkg import Renamed\n", "pkg.inner.Other", "pkg.inner.Other"),
        ("import pkg\n", "pkg.inner.Thing", "pkg.inner.Thing"),
        ("from pkg import Thing\n", "pkg.inner.Missing", "pkg.inner.Missing"),
        ("from pkg import Thing\n", "int", "int"),
    ],
)
def test_the_name_that_the_file_imports(tmp_path: Path, text: str, type_: str, known_as: str) -> None:
    assert renamed(tmp_path, text, type_) == known_as


def test_what_a_function_imports_for_itself_is_not_known_to_the_file(tmp_path: Path) -> None:
    assert renamed(tmp_path, "def f():\n    from pkg import Thing\n", "pkg.inner.Thing") == "pkg.inner.Thing"
