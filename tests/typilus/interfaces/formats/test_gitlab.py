"""Code Quality reports: what GitLab asks of one."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.gitlab import GitlabFormat
from typilus.interfaces.formats.items import ANNOTATION_DISAGREES, SUGGESTED_TYPE, UNREADABLE_FILE, ReportedItem


def written(items: Sequence[ReportedItem], root: Path) -> Any:
    out = io.StringIO()
    GitlabFormat().write([], out, RunInfo(root, (), lambda results: items, lambda result: ""))
    return json.loads(out.getvalue())


def test_a_finding_has_all_that_the_service_needs(tmp_path: Path) -> None:
    items = [
        ReportedItem(str(tmp_path / "a.py"), 3, 4, 5, SUGGESTED_TYPE, "x may be \ud800", symbol="f.x"),
        ReportedItem(str(tmp_path / "a.py"), 9, 4, 5, ANNOTATION_DISAGREES, "y", symbol="f.y"),
        ReportedItem(str(tmp_path / "b.py"), None, 0, 0, UNREADABLE_FILE, "no"),
    ]
    findings = written(items, tmp_path)
    assert [finding["severity"] for finding in findings] == ["info", "minor", "major"]
    assert [finding["location"] for finding in findings] == [
        {"path": "a.py", "lines": {"begin": 3}},
        {"path": "a.py", "lines": {"begin": 9}},
        {"path": "b.py", "lines": {"begin": 1}},
    ]
    assert findings[0]["description"] == "x may be \ud800"
    assert len({finding["fingerprint"] for finding in findings}) == 3
    assert all(finding["fingerprint"].isalnum() for finding in findings)


def test_no_finding_is_an_empty_array(tmp_path: Path) -> None:
    assert written([], tmp_path) == []
