"""Baselines: accepted findings stay accepted while lines move, and new ones count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.interfaces.cli.test_audit import FUNCTION, plain, project
from typilus.errors import TypilusError
from typilus.interfaces.baseline import Baseline
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode

__all__ = ["plain", "project"]


@pytest.fixture
def audit(project: Path, plain: list[str], capfd: pytest.CaptureFixture[str]) -> Audit:
    return Audit(project, plain, capfd)


class Audit:
    """`typilus audit --check --baseline` of one file."""

    def __init__(self, project: Path, plain: list[str], capfd: pytest.CaptureFixture[str]) -> None:
        self.odd, self.baseline = project / "odd.py", project / "ci" / "baseline.json"
        self._plain, self._capfd = plain, capfd

    def __call__(self, *more: str) -> tuple[int, str, str]:
        command = ["audit", str(self.odd), "--check", "--baseline", str(self.baseline), *more, *self._plain]
        code = main(command)
        return code, *self._capfd.readouterr()


def test_what_is_found_first_is_accepted_and_what_comes_later_counts(audit: Audit) -> None:
    code, out, err = audit()
    assert (code, "different" in out) == (ExitCode.OK, True), "what is accepted is shown once"
    assert "1 finding accepted in" in err
    assert json.loads(audit.baseline.read_text()) == {
        "format": "typilus-baseline",
        "version": 1,
        "findings": {"odd.py": {"typilus/annotation-disagrees f1.depth": 1}},
    }

    audit.odd.write_text("# moved\n\n" + audit.odd.read_text())
    code, out, err = audit()
    assert (code, out) == (ExitCode.OK, "")
    assert "1 finding left out that" in err

    audit.odd.write_text(audit.odd.read_text() + FUNCTION.format(number=2, kind="int"))
    code, out, err = audit()
    assert code == ExitCode.CHECK_FAILED
    assert "f2.depth" in out
    assert "f1.depth: different" not in out


def test_an_update_accepts_all_and_forgets_what_is_gone(audit: Audit) -> None:
    audit()
    audit.odd.write_text(FUNCTION.format(number=3, kind="int"))
    code, _, err = audit()
    assert code == ExitCode.CHECK_FAILED
    assert "1 other no longer there, see --update-baseline" in err
    assert audit("--update-baseline")[0] == ExitCode.OK
    findings = json.loads(audit.baseline.read_text())["findings"]
    assert list(findings["odd.py"]) == ["typilus/annotation-disagrees f3.depth"]
    assert audit()[:2] == (ExitCode.OK, "")


def test_an_update_of_some_files_keeps_the_others(audit: Audit) -> None:
    audit()
    document = json.loads(audit.baseline.read_text())
    document["findings"]["other.py"] = {"typilus/annotation-disagrees f.x": 2}
    audit.baseline.write_text(json.dumps(document))
    audit("--update-baseline")
    assert set(json.loads(audit.baseline.read_text())["findings"]) == {"odd.py", "other.py"}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"format": "other"}', '{"format": "typilus-baseline", "version": 1, "findings": [1]}', "[" * 9999],
)
def test_another_file_is_refused_and_stays(text: str, audit: Audit) -> None:
    audit.baseline.parent.mkdir()
    audit.baseline.write_text(text)
    code, out, err = audit()
    assert (code, out) == (ExitCode.USAGE, "")
    assert str(audit.baseline) in err
    assert audit.baseline.read_text() == text


def test_updating_needs_a_file(audit: Audit, project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(project / "odd.py"), "--update-baseline"]) == ExitCode.USAGE
    assert "--baseline FILE names the file" in capfd.readouterr().err


def test_a_baseline_that_is_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TypilusError, match="cannot be read as a baseline"):
        Baseline(str(tmp_path), tmp_path)
