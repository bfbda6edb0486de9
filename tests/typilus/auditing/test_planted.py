"""Wrong annotations that an audit must find, in small programs: the marked ones, and no others."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graph_extraction.graph import SymbolKind
from typilus.api import load
from typilus.auditing.auditor import Auditor
from typilus.auditing.disagreement import Disagreement
from typilus.prediction.predictor import Predictor

CASES = Path(__file__).parents[2] / "cases" / "auditing"
MISSED = frozenset({"float_attributes", "float_fields", "float_parameters"})
"""Known to be missed in part: what is found there must be marked."""
MARK = re.compile(r"^\s*(?:self\.)?(\w+).*# wrong: (.*)$")


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    return load()


def marked(path: Path) -> set[tuple[str, int, str]]:
    """File, line and name of what is marked: `# wrong: int` of the line's first name, `# wrong: return str`, ..."""
    found = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = MARK.match(line)
        for part in match[2].split(", ") if match else ():
            assert match is not None
            name = part.split(" ")[0] if " " in part else match[1]
            found.add((path.name, number, name))
    return found


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.stem)
def test_what_is_marked_is_found_and_nothing_else(case: Path, predictor: Predictor, tmp_path: Path) -> None:
    for path in sorted(case.glob("*.py")) if case.is_dir() else [case]:
        shutil.copy(path, tmp_path)
    planted = set().union(*(marked(path) for path in tmp_path.glob("*.py")))
    found = {
        (
            Path(audit.path).name,
            each.symbol.line,
            "return" if each.symbol.kind is SymbolKind.RETURN else each.symbol.name,
        )
        for audit in map(Auditor(predictor, predictor.load_project(tmp_path)).audit_safely, tmp_path.glob("*.py"))
        for each in audit
    }
    assert found <= planted
    if case.stem not in MISSED:
        assert found == planted


def test_what_the_code_proves_says_so(predictor: Predictor, tmp_path: Path) -> None:
    shutil.copy(CASES / "list_for_text.py", tmp_path)
    audit = Auditor(predictor, predictor.load_project(tmp_path)).audit(str(tmp_path / "list_for_text.py"))
    (finding,) = audit
    assert finding.kind is Disagreement.CONTRADICTED
    assert finding.contradiction == "all that is handed back is list[str]"
    assert "because    all that is handed back is list[str]" in str(audit)
    assert finding.to_dict()["contradiction"] == finding.contradiction
