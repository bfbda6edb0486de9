"""From paths to findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.auditing.by_name import by_name
from tests.typilus.auditing.stern import SternChecker
from typilus.auditing.auditor import Auditor, AuditSettings
from typilus.auditing.file_audit import FileAudit
from typilus.errors import TypilusError
from typilus.files import find_python_files
from typilus.prediction.predictor import Predictor
from typilus.rewriting import TextEdit, apply_edits


@pytest.fixture
def predictor(tmp_path: Path) -> Predictor:
    return by_name(tmp_path / "cache")


def audit_file(predictor: Predictor, path: Path, project: Path, settings: AuditSettings | None = None) -> FileAudit:
    with Auditor(predictor, predictor.load_project(project), settings) as auditor:
        return auditor.audit(str(path))


def audit_paths(predictor: Predictor, project: Path, settings: AuditSettings | None = None) -> list[FileAudit]:
    with Auditor(predictor, predictor.load_project(project), settings) as auditor:
        return list(map(auditor.audit_safely, find_python_files([project])))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "box.py").write_text("def area(width: float, label: str) -> float:\n    return width\n", encoding="utf-8")
    return root


def test_a_finding_has_both_types_and_its_evidence(predictor: Predictor, project: Path) -> None:
    audit = audit_file(predictor, project / "box.py", project)
    (finding,) = audit
    assert (finding.qualified_name, finding.symbol.line, finding.written) == ("area.width", 1, "float")
    assert (finding.suggestion.type, finding.voters) == ("int", 6)
    assert audit.annotated == 3
    evidence = finding.to_dict()["evidence"]
    assert len(evidence) == 3
    assert {**evidence[0], "line": 0} == {
        "project": "shop", "path": "shop/box.py", "line": 0, "name": "width", "distance": 0.0
    }  # fmt: skip
    assert json.loads(audit.to_json())["findings"][0]["kind"] == "different"


def test_the_annotation_itself_has_no_vote_but_others_of_the_project_have(predictor: Predictor, project: Path) -> None:
    def found() -> list[str]:
        audit = audit_file(predictor, project / "box.py", project, AuditSettings(min_confidence=0.3))
        return [finding.symbol.name for finding in audit if finding.symbol.name == "width"]

    one, other = (f"def {name}(width: float) -> None:\n    print(width)\n" for name in ("wide", "narrow"))
    (project / "other.py").write_text(one + other, encoding="utf-8")
    assert found() == ["width"]  # symbols of one name in one file have one voice
    (project / "third.py").write_text(one, encoding="utf-8")
    assert found() == []


def test_how_many_may_agree_is_an_option(predictor: Predictor, project: Path) -> None:
    for name in ("other.py", "third.py"):
        (project / name).write_text(f"def {name[:5]}(width: float) -> None:\n    print(width)\n", encoding="utf-8")
    options = AuditSettings(min_confidence=0.3, max_agreeing=2)
    names = [finding.symbol.name for finding in audit_file(predictor, project / "box.py", project, options)]
    assert "width" in names


def test_evidence_from_the_project_is_a_file_of_it(predictor: Predictor, project: Path) -> None:
    lines = "".join(f"def f{number}(depth: bytes) -> None:\n    print(depth)\n" for number in range(6))
    (project / "deep.py").write_text(lines, encoding="utf-8")
    (project / "box.py").write_text("def g(depth: int) -> None:\n    print(depth)\n", encoding="utf-8")
    audit = audit_file(predictor, project / "box.py", project)
    assert audit.findings[0].suggestion.evidence[0].marker.path == str(project / "deep.py")
    assert f"depth at {project / 'deep.py'}:" in str(audit)


def test_a_bad_file_does_not_stop_the_others(predictor: Predictor, project: Path) -> None:
    (project / "a_broken.py").write_text("def (:\n", encoding="utf-8")
    (project / "b_odd.py").write_bytes(b"\xff\xfe\x00")
    audits = audit_paths(predictor, project)
    assert [audit.error is None for audit in audits] == [False, False, True]
    assert "a_broken.py" in (audits[0].error or "")
    assert len(audits[2]) == 1


def test_a_file_that_cannot_be_rewritten_fails_alone(
    predictor: Predictor, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "more.py").write_text("def f(width: int, label: str) -> None: ...\n", encoding="utf-8")

    def fail(*arguments: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("typilus.auditing.checked.open_annotator", fail)
    audits = audit_paths(predictor, project, AuditSettings(0.5, checker=SternChecker()))
    assert [audit.error for audit in audits] == [f"{project / 'box.py'}: RuntimeError: no such luck", None]


def test_the_checker_refutes(predictor: Predictor, project: Path) -> None:
    assert not audit_file(predictor, project / "box.py", project, AuditSettings(checker=SternChecker("width: int")))
    audit = audit_file(predictor, project / "box.py", project, AuditSettings(checker=SternChecker()))
    assert audit.findings[0].suggestion.checked == "passed"
    assert audit.checker_runs == 2


def test_a_folder_is_no_file(predictor: Predictor, project: Path) -> None:
    with pytest.raises(TypilusError, match="audit_paths"):
        audit_file(predictor, project, project)


def test_a_text_is_audited_and_not_what_is_on_disk(predictor: Predictor, project: Path) -> None:
    text = "import os\n\n\ndef area(width: float, label: str) -> float:\n    return width\n"
    (project / "box.py").write_text("this is no Python\n", encoding="utf-8")
    settings = AuditSettings(checker=SternChecker())
    with Auditor(predictor, predictor.load_project(project), settings) as auditor:
        (finding,) = auditor.audit(str(project / "box.py"), text)
    assert (finding.symbol.line, finding.suggestion.checked) == (4, "passed")
    assert finding.fix == (TextEdit(4, 16, 4, 21, "int"),)
    assert apply_edits(text, finding.fix) == text.replace("width: float", "width: int")


@pytest.mark.parametrize("comment", ["# typilus: skip", "# typilus: skip-file"])
def test_a_comment_asks_to_be_left_alone(predictor: Predictor, project: Path, comment: str) -> None:
    text = f"def area(width: float, label: str) -> float:  {comment}\n    return width\n"
    with Auditor(predictor, predictor.load_project(project)) as auditor:
        audit = auditor.audit(str(project / "box.py"), text)
    assert (list(audit), audit.annotated) == ([], 0)


@pytest.mark.parametrize("is_text", [False, True])
def test_a_file_of_no_project_stands_alone(predictor: Predictor, project: Path, is_text: bool) -> None:
    """Its own classes are known; the classes and annotations of the files beside it are not."""
    text = "import other\n\nclass Size: ...\n\ndef f(width: Size): ...\n\ndef g(width: other.Size): ...\n"
    (project / "box.py").write_text("this is no Python\n" if is_text else text, encoding="utf-8")
    (project / "other.py").write_text("class Size: ...\n\ndef f(width: Size): ...\n" * 9, encoding="utf-8")
    path = str(project / "box.py")
    (finding,) = Auditor(predictor, project, AuditSettings(0.5)).audit(path, text if is_text else None)
    assert (finding.existing, finding.suggestion.type, finding.voters) == ("box.Size", "int", 6)
