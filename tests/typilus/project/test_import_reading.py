"""Imports are found in texts, in all forms that Python has."""

from __future__ import annotations

import pytest

from typilus.project.import_reading import ImportStatement, import_statements


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import os", [ImportStatement(0, "os")]),
        ("import os.path as p, b  # c", [ImportStatement(0, "os.path"), ImportStatement(0, "b")]),
        ("    from a.b import c as d, e", [ImportStatement(0, "a.b", ("c", "e"))]),
        ("from ..a import (\n    b,\n    c as d,\n)", [ImportStatement(2, "a", ("b", "c"))]),
        ("from . import ä", [ImportStatement(1, "", ("ä",))]),
        ("from a import *", [ImportStatement(0, "a")]),
        ('"""As in\nimport a\n"""\nimport b', [ImportStatement(0, "b")]),
        ("# import a\nimportant = 1", []),
    ],
)
def test_imports_in_a_text(text: str, found: list[ImportStatement]) -> None:
    assert list(import_statements(text)) == found
