"""What people write where a type is meant, and what is no type for certain."""

from __future__ import annotations

import ast

import pytest

from typilus.annotation_types import FileNames
from typilus.project.reading import read_text
from typilus.project.visible import VisibleTypes
from typilus.recommenders.docstring_types import read_docstring_type

TEXT = """\
import numpy as np
from pathlib import Path
from shops import Shop
class Till: pass
"""


@pytest.fixture(scope="module")
def names() -> FileNames:
    return FileNames.from_tree(ast.parse(TEXT))


@pytest.fixture(scope="module")
def visible() -> VisibleTypes:
    return VisibleTypes(read_text(TEXT))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("int", "int"),
        ("int, optional", "int"),
        ("int (optional)", "int"),
        ("str, default: 'x'", "str"),
        ("string", "str"),
        ("a string", "str"),
        ("str or None", "str | None"),
        ("int, float or None", "float | int | None"),
        ("int | str", "int | str"),
        ("list of str", "list[str]"),
        ("list of strings", "list[str]"),
        ("lists of ints", "list[int]"),
        ("list of Shop", "list[shops.Shop]"),
        ("list of unheard things", "list"),
        ("tuple of int", "tuple[int, ...]"),
        ("dict of str to int", "dict[str, int]"),
        ("dict(str, int)", "dict[str, int]"),
        ("Optional[List[int]]", "list[int] | None"),
        ("Dict[string, Shop]", "dict[str, shops.Shop]"),
        (":class:`Shop`", "shops.Shop"),
        (":class:`~shops.Shop`, optional", "shops.Shop"),
        (":py:class:`the shop <Shop>`", "shops.Shop"),
        ("``Till``", "Till"),
        ("np.ndarray", "numpy.ndarray"),
        ("Path", "pathlib.Path"),
        ("callable", "collections.abc.Callable"),
        ("{'left', 'right'}", "str"),
    ],
)
def test_types(text: str, kind: str, names: FileNames, visible: VisibleTypes) -> None:
    assert read_docstring_type(text, names, visible) == kind


@pytest.mark.parametrize(
    "text",
    ["", "None", "Any", "thing", "the number of shops", "Unknown", "other.Shop", "Shop or thing", "array_like", "[int",
     "list[Unknown]", "{1, 'a'}", "1", "x" * 500, "T"],
)  # fmt: skip
def test_no_types(text: str, names: FileNames, visible: VisibleTypes) -> None:
    assert read_docstring_type(text, names, visible) is None
