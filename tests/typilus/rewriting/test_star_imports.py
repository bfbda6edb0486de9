"""Built-in names that a star import hides, or may."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SymbolKind, parse_source
from typilus.rewriting import AnnotationEdit, RewriteOptions, annotate_source
from typilus.rewriting.star_imports import StarImports


def objection(statement: str, name: str, path: str = "a.py", module: str = "") -> str | None:
    return StarImports(parse_source(statement.encode(), path), module, is_package=False).objection(name)


@pytest.mark.parametrize(
    ("statement", "name", "reason"),
    [
        ("import os", "int", None),
        ("from tkinter import *", "int", None),
        ("from os import *", "open", "hides open"),
        ("try: from math import *\\nexcept ImportError: pass", "pow", "hides pow"),
        ("from math import *", "int", None),
        ("from elsewhere import *", "int", "may hide int"),
        ("from .missing import *", "int", "may hide int"),
    ],
)
def test_modules_of_python_are_read_and_others_are_in_doubt(statement: str, name: str, reason: str | None) -> None:
    found = objection(statement.replace("\\n", "\n"), name)
    assert found is None if reason is None else reason in (found or "")


def test_modules_beside_the_file_are_read(tmp_path: Path) -> None:
    (tmp_path / "pkg" / "sub").mkdir(parents=True)
    (tmp_path / "pkg" / "__init__.py").write_text("from pkg.sub import *\n")
    (tmp_path / "pkg" / "sub" / "__init__.py").write_text("from ..numbers import *\nfrom . import *\n")
    (tmp_path / "pkg" / "numbers.py").write_text("try: float = 1\nexcept A: pass\n")
    path = str(tmp_path / "pkg" / "sub" / "mod.py")
    assert objection("from ..numbers import *", "float", path) is not None
    assert objection("from ..numbers import *", "int", path) is None
    assert objection("from pkg import *", "float", path) == "from pkg import * may hide float"
    assert objection("from pkg import *", "float", path, "pkg.sub.mod") == "from pkg import * hides float"
    assert objection("from pkg import *", "int", path, "pkg.sub.mod") is None


def test_such_an_edit_is_refused_and_one_of_an_imported_class_is_not() -> None:
    source = b"from elsewhere import *\nimport decimal\ndef f(a, b): pass\n"
    edits = [
        AnnotationEdit(SymbolKind.PARAMETER, "f", "a", 3, 6, "list[int]"),
        AnnotationEdit(SymbolKind.PARAMETER, "f", "b", 3, 9, "decimal.Decimal"),
    ]
    result = annotate_source(source, edits, RewriteOptions())
    assert result.skipped[0].reason.startswith("from elsewhere import * may hide")
    assert b"def f(a, b: decimal.Decimal): pass" in result.after
