"""Names join statements that are there."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from typilus.rewriting.edits import RewriteOptions
from typilus.rewriting.import_insertion import ImportPlan
from typilus.rewriting.import_merging import merge
from typilus.rewriting.imported_names import ImportedName
from typilus.rewriting.spelling import placement_of
from typilus.rewriting.splices import apply_splices


@pytest.mark.parametrize(
    ("before", "names", "after"),
    [
        ("from a import B", ["A", "C"], "from a import A, B, C"),
        ("from a import C, B  # why", ["A"], "from a import C, B, A  # why"),
        ("from a import (B)", ["A", "CONSTANT"], "from a import (CONSTANT, A, B)"),
        ("from a import (\n    B,\n    D\n)", ["C", "E"], "from a import (\n    B,\n    C,\n    D,\n    E\n)"),
        ("from a import (\r\n\tB,\r\n)", ["C"], "from a import (\r\n\tB,\r\n\tC,\r\n)"),
        ("from a import (\n  B,  # b\n  D,  # d\n)", ["C"], "from a import (\n  B,  # b\n  C,\n  D,  # d\n)"),
        ("from a import (\n  B,  # b\n)", ["C"], None),
        ("from a import (B,\n               C)", ["D"], "from a import (B,\n               C,\n               D)"),
        ("from a import B, \\\n  C", ["D"], None),
        ("from a import *", ["D"], None),
        (
            f"from a import {'B' * 80}",
            ["LongerThanThat"],
            f"from a import (\n    {'B' * 80},\n    LongerThanThat,\n)",
        ),
        ("from a import B as C", ["D"], None),
        ("import b; from a import B; c = 1", ["C"], "import b; from a import B, C; c = 1"),
    ],
)
def test_names_join_a_statement(before: str, names: list[str], after: str | None) -> None:
    source = parse_source(before.encode())
    statement = next(node for node in source.tree.body if isinstance(node, ast.ImportFrom))
    changes = merge(source, statement, names)
    assert (None if changes is None else apply_splices(before, changes)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "from typing import Any\nx = 1\n",
            "from typing import TYPE_CHECKING, Any\n\nif TYPE_CHECKING:\n    from a import B\n\nx = 1\n",
        ),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from a import (\n    A,\n  )\n",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from a import (\n    A,\n    B,\n  )\n",
        ),
        (
            "import typing\nif typing.TYPE_CHECKING: from a import A",
            "import typing\nif typing.TYPE_CHECKING: from a import A, B",
        ),
        (
            "import typing\ntry: from a import A\nfinally: pass\n",
            "import typing\n\nif typing.TYPE_CHECKING:\n    from a import B\n\ntry: from a import A\nfinally: pass\n",
        ),
    ],
)
def test_a_plan_prefers_statements_that_are_there(before: str, after: str) -> None:
    source = parse_source(before.encode())
    plan = ImportPlan(source, [ImportedName("a", "B")], placement_of(source, RewriteOptions()), future=False)
    assert apply_splices(before, plan.splices()) == after
    assert "from a import B" in plan.statements
