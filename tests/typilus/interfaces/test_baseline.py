"""Baselines: accepted findings stay accepted while lines move, and new ones count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.interfaces.cli.test_audit import FUNCTION, plain, project
from typilus.errors import TypilusError
from typilus.interfaces.baseline import AuditBaseline
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
        AuditBaseline(str(tmp_path), tmp_path)


SHOP = "def names(count):\n    return [str(index) for index in range(count)]\n\n\ndef total():\n    return 3\n"


@pytest.fixture
def annotate(tmp_path: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]) -> Annotate:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "shop.py").write_text(SHOP)
    return Annotate(tmp_path, model_folder, capfd)


class Annotate:
    """`typilus annotate --baseline` of one file."""

    def __init__(self, folder: Path, model: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.shop, self.baseline = folder / "shop.py", folder / "baseline.json"
        self._model, self._capfd = model, capfd

    def __call__(self, *more: str) -> tuple[int, str, str]:
        model = ["--model", str(self._model), "--checker", "none", "--min-confidence", "0"]
        code = main(["annotate", str(self.shop), "--baseline", str(self.baseline), *model, *more])
        return code, *self._capfd.readouterr()

    @property
    def accepted(self) -> dict[str, int]:
        findings = json.loads(self.baseline.read_text())["findings"]
        return dict(findings.get("shop.py", {}))


def test_suggestions_that_are_accepted_are_not_written_and_new_ones_are(annotate: Annotate) -> None:
    code, out, err = annotate("--check")
    assert (code, "-> int" in out) == (ExitCode.OK, True), "what is accepted is shown once"
    assert f"{len(annotate.accepted)} suggestions accepted in" in err
    assert "typilus/suggested-type total()" in annotate.accepted
    assert annotate.shop.read_text() == SHOP

    moved = "# moved\n" + SHOP
    annotate.shop.write_text(moved)
    code, out, err = annotate("--check")
    assert (code, out) == (ExitCode.OK, "")
    assert f"{len(annotate.accepted)} suggestions left out that" in err

    annotate.shop.write_text(moved + "\n\ndef size():\n    return 4\n")
    assert annotate("--check")[0] == ExitCode.CHECK_FAILED
    assert annotate("--write")[0] == ExitCode.OK
    assert annotate.shop.read_text() == moved + "\n\ndef size() -> int:\n    return 4\n"


def test_what_is_annotated_since_is_gone(annotate: Annotate) -> None:
    annotate()
    annotate.shop.write_text(SHOP.replace("total():", "total() -> int:"))
    assert "; 1 other no longer there, see --update-baseline" in annotate()[2]
    annotate("--update-baseline")
    assert "typilus/suggested-type total()" not in annotate.accepted


def test_a_baseline_is_made_before_anything_is_written_by_it(annotate: Annotate) -> None:
    code, _, err = annotate("--write")
    assert (code, annotate.shop.read_text()) == (ExitCode.USAGE, SHOP)
    assert "has to be made first" in err
    assert main(["annotate", str(annotate.shop), "--update-baseline"]) == ExitCode.USAGE


def test_a_baseline_is_of_one_project(
    annotate: Annotate, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "pyproject.toml").touch()
    code = main(["annotate", str(annotate.shop), str(other), "--baseline", str(annotate.baseline)])
    err = capfd.readouterr().err
    assert code == ExitCode.USAGE
    assert "is of one project, and these paths are of 2" in err


def test_audits_and_suggestions_share_a_file(annotate: Annotate) -> None:
    finding = "typilus/annotation-disagrees f.x"
    document = {"format": "typilus-baseline", "version": 1, "findings": {"shop.py": {finding: 2}}}
    annotate.baseline.write_text(json.dumps(document))
    annotate("--update-baseline")
    assert annotate.accepted[finding] == 2
    assert len(annotate.accepted) > 1
    assert "no longer there" not in annotate()[2]
