"""What `get`, `pop` and `setdefault` take out of dicts whose keys are written out."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("row.get('name', '')", "str"),
        ("row.get('size')", "int | None"),
        ("row.get('rank', 0)", "int"),
        ("row.get('rank', 2.5)", "float"),
        ("row.pop('size')", "int"),
        ("row.setdefault('size', 2)", "int"),
    ],
)
def test_rows(call: str, kind: str) -> None:
    code = "rows = [{'name': 'a', 'size': 2, 'tags': {'x': 'y'}}]\nfor row in rows:\n    x = "
    assert inferred(code + call)["x"].rstrip("?") == kind


def test_of_what_is_no_record_a_default_tells_only_of_itself() -> None:
    kinds = inferred("def f(row):\n    return row.get('rank', 0)\nf({'a': 1})\nf(dict.fromkeys('ab'))\n")
    assert kinds.get("f()") != "int"
