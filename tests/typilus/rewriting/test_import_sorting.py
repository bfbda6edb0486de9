"""Where a new import goes among those that are there."""

from __future__ import annotations

import ast

import pytest

from typilus.rewriting.import_sorting import Section, insertion_index, section_of


def statement(text: str) -> ast.Import | ast.ImportFrom:
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.Import | ast.ImportFrom)
    return node


def is_own(top: str) -> bool:
    return top == "shop"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("from __future__ import annotations", Section.FUTURE),
        ("import os.path", Section.LIBRARY),
        ("import numpy", Section.THIRD_PARTY),
        ("from shop.prices import tea", Section.OWN),
        ("from . import prices", Section.RELATIVE),
    ],
)
def test_sections(text: str, section: Section) -> None:
    assert section_of(statement(text), is_own) is section


@pytest.mark.parametrize(
    ("present", "new", "index"),
    [
        ([], "import os", 0),
        (["import os", "import numpy"], "import sys", 1),
        (["import os", "from abc import ABC"], "import sys", 1),
        (["from abc import ABC", "import os"], "import sys", 2),
        (["from abc import ABC", "import os"], "import io", 1),
        (["import numpy", "import os"], "import sys", 2),
        (["import sys", "import os"], "import io", 2),
        (["import os", "from ..deep import a", "from .near import b"], "from ..above import c", 1),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else None,
)
def test_a_new_one_keeps_the_order_that_is_there(present: list[str], new: str, index: int) -> None:
    assert insertion_index(list(map(statement, present)), statement(new), is_own) == index
