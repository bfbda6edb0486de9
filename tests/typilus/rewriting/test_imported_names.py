"""Imports read from statements and written back; what each binds is what Python binds."""

from __future__ import annotations

import ast
import importlib

import pytest

from typilus.rewriting.imported_names import ImportedName, import_of

STATEMENTS = (
    "import decimal",
    "import os.path",
    "import collections.abc",
    "import xml.dom as dom",
    "from decimal import Decimal",
    "from collections.abc import Iterable",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_is_read_and_written_back(statement: str) -> None:
    assert str(import_of(statement)) == statement
    ast.parse(str(import_of(statement)))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_python_binds_that_name_to_that_meaning(statement: str) -> None:
    bound: dict[str, object] = {}
    exec(statement, bound)
    imported = import_of(statement)
    del bound["__builtins__"]
    assert set(bound) == {imported.local}
    module, _, name = imported.target.rpartition(".")
    meant = getattr(importlib.import_module(module), name) if module else importlib.import_module(name)
    assert bound[imported.local] is meant


def test_a_name_under_another_name_is_bound_as_that() -> None:
    imported = ImportedName("shop.desk", "Till", "Register")
    assert (imported.local, imported.target) == ("Register", "shop.desk.Till")


@pytest.mark.parametrize(
    ("statement", "cheap"),
    [
        ("from typing import Any", True),
        ("import collections.abc", True),
        ("from collections.abc import Iterable", True),
        ("from decimal import Decimal", False),
        ("import typing_extensions", False),
        ("from collections_extended import bag", False),
    ],
)
def test_only_what_every_program_has_loaded_is_cheap(statement: str, cheap: bool) -> None:
    assert import_of(statement).is_cheap is cheap


def test_equal_imports_are_one() -> None:
    assert len({import_of("from typing import Any"), ImportedName("typing", "Any"), import_of("import typing")}) == 2
