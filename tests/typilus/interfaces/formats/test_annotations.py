"""Annotations as findings."""

from __future__ import annotations

from typing import Any

from typilus.interfaces.formats.annotations import reported_annotations


def document(**symbol: Any) -> dict[str, Any]:
    candidate = {"type": "int", "text": "int", "probability": 0.9, "source": "typespace", "checked": "passed"}
    known = {"kind": "return", "scope": "Shop", "name": "total", "line": 3, "column": 8, "written": "int"}
    return {
        "path": "a.py",
        "error": None,
        "checker": {"name": "mypy"},
        "symbols": [{**known, "candidates": [candidate], **symbol}],
    }


def test_what_is_written_is_a_finding_and_what_failed_is_told() -> None:
    failed = {"path": "b.py", "error": "b.py: broken", "symbols": []}
    first, second = reported_annotations([document(), document(written=None), failed])
    assert first.symbol == "Shop.total()"
    assert first.message == "return Shop.total() may be annotated as 'int' (90%, accepted by mypy)"
    assert (first.line, first.column, first.end_column) == (3, 8, 13)
    assert (second.path, second.message, second.rule.about_run) == ("b.py", "b.py: broken", True)
