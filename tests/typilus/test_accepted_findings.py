"""What a baseline holds: read as it was written, by file and rule."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from typilus.accepted_findings import SUGGESTION_RULE, AcceptedFindings
from typilus.errors import TypilusError
from typilus.interfaces.formats.items import SUGGESTED_TYPE

FIRST, SECOND = ("typilus/a", "Shop.add.price"), ("typilus/b", "f.<locals>.g()")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    findings = AcceptedFindings.read(tmp_path / "b.json", tmp_path)
    findings.accept(str(tmp_path / "a.py"), ["typilus/a", "typilus/b"], [FIRST, SECOND, FIRST])
    findings.write()
    again = AcceptedFindings.read(tmp_path / "b.json", tmp_path)
    assert again.counts == {"a.py": Counter({FIRST: 2, SECOND: 1})}
    assert again.of(str(tmp_path / "a.py"), ["typilus/a"]) == {FIRST: 2}
    assert again.of(str(tmp_path / "c.py"), ["typilus/a"]) == {}


def test_findings_of_other_rules_stay(tmp_path: Path) -> None:
    findings = AcceptedFindings(tmp_path / "b.json", tmp_path, {"a.py": Counter({FIRST: 2, SECOND: 1})})
    findings.accept(str(tmp_path / "a.py"), ["typilus/a"], [])
    assert findings.counts == {"a.py": Counter({SECOND: 1})}
    findings.accept(str(tmp_path / "a.py"), ["typilus/b"], [])
    assert findings.counts == {}, "a file without any is not named"


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text('{"format": "typilus-baseline", "version": 1, "findings": {"a.py": {"rule f": "many"}}}')
    with pytest.raises(TypilusError, match="is damaged"):
        AcceptedFindings.read(path, tmp_path)
    path.write_text("[1]")
    with pytest.raises(TypilusError, match="no baseline of this version"):
        AcceptedFindings.read(path, tmp_path)


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    findings = AcceptedFindings(tmp_path / "b.json", tmp_path, {"a.py": Counter({FIRST: 2})})
    findings.accept(str(tmp_path / "a.py"), ["typilus/a"], [FIRST])
    assert findings.counts == {"a.py": Counter({FIRST: 1})}


def test_the_rule_of_suggestions_is_that_of_reports() -> None:
    assert SUGGESTED_TYPE.id == SUGGESTION_RULE
