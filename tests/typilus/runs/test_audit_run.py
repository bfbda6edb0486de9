"""Files of several projects are audited in one call, each among the annotations of its own project."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.errors import TypilusError
from typilus.listening import Listener
from typilus.options import AuditOptions
from typilus.runs.audit_run import audit_files, expect_inside

TEXT = "def label() -> int:\n    return 'a'\n\nSIZE: int = 2\n"


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").touch()
        (tmp_path / name / "names.py").write_text(TEXT)
    return tmp_path


def test_each_project_is_audited_by_itself(projects: Path, model_folder: Path) -> None:
    options = AuditOptions(model=model_folder, checker="none", workers=1)
    audits = list(audit_files([projects / "one", projects / "two"], options, Listener()))
    assert [(audit.error, audit.annotated) for audit in audits] == [(None, 2)] * 2
    assert [[finding.qualified_name for finding in audit] for audit in audits] == [["label()"]] * 2


def test_only_some_kinds(projects: Path, model_folder: Path) -> None:
    options = AuditOptions(model=model_folder, checker="none", only=("variables",))
    (audit,) = audit_files([projects / "one"], options, Listener())
    assert (audit.annotated, len(audit)) == (1, 0)


def test_paths_lie_in_their_project(projects: Path) -> None:
    expect_inside(projects / "one", [projects / "one" / "names.py", projects])
    with pytest.raises(TypilusError, match=r"two: not inside the project .*one; name a root that contains it"):
        expect_inside(projects / "one", [projects / "two"])
    with pytest.raises(TypilusError, match="gone: no such folder"):
        expect_inside(projects / "gone", [])
