"""`typilus audit` as people and programs meet it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.typilus.interfaces.formats.sarif_logs import read_log
from tests.typilus.recommenders.contract import check_document
from typilus.auditing import FileAudit
from typilus.auditing.disagreement_finder import DEFAULT_CONFIDENCE
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.parser import build_parser
from typilus.project.marker_reading import ProjectLimits
from typilus.runs.audit_run import AuditTask

# The small model is untrained: symbols of one name and surroundings lie at one place, which is all that is needed.
FUNCTION = "def f{number}(depth: {kind}) -> None:\n    print(depth)\n\n\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").write_text("[tool.mypy]\n")
    (root / "deep.py").write_text("".join(FUNCTION.format(number=number, kind="bytes") for number in range(8)))
    (root / "odd.py").write_text(FUNCTION.format(number=1, kind="int"))
    (root / "broken.py").write_text("def (:\n")
    return root


@pytest.fixture
def plain(model_folder: Path) -> list[str]:
    return ["--model", str(model_folder), "--checker", "none"]


def test_a_block_for_people(project: Path, plain: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(project / "odd.py"), *plain]) == 0
    out, err = capfd.readouterr()
    assert out.startswith(f"{project / 'odd.py'}:1:8: parameter f1.depth: different\n    written    int\n")
    assert "suggested  bytes" in out
    assert f"depth at {project / 'deep.py'}:" in out
    assert "1 finding among 2 annotations in 1 file; 0 failed; only different types are shown" in err


def test_files_beyond_the_limit_are_told(
    project: Path, plain: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typilus.prediction.predictor.ProjectLimits", lambda: ProjectLimits(files=2))
    assert main(["audit", str(project / "odd.py"), *plain]) == 0
    assert "more of the project's 3 files are left out: at most 2 are read" in capfd.readouterr().err


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_for_programs(project: Path, plain: list[str], form: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(project), *plain, "--format", form]) == 1
    out = capfd.readouterr().out
    documents = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    for document in documents:
        check_document(document, "audited_file")
    assert [len(document["findings"]) for document in documents] == [0, 0, 1]
    assert documents[0]["error"]
    (finding,) = documents[2]["findings"]
    assert (finding["existing"], finding["suggestion"]["type"], finding["kind"]) == ("int", "bytes", "different")
    assert finding["evidence"][0]["path"] == str(project / "deep.py")


def test_sarif_is_valid(project: Path, plain: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(project), *plain, "--format", "sarif"]) == 1
    run = read_log(capfd.readouterr().out)
    assert [each["ruleId"] for each in run["results"]] == ["typilus/annotation-disagrees"]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1


def test_check_tells_by_the_exit_code(project: Path, plain: list[str]) -> None:
    assert main(["audit", str(project / "odd.py"), *plain, "--check"]) == 4
    assert main(["audit", str(project / "deep.py"), *plain, "--check"]) == 0
    assert main(["audit", str(project / "odd.py"), *plain, "--check", "--min-confidence", "1"]) in (0, 4)


def test_a_checker_that_is_configured_is_used(
    project: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "odd.py").write_text("def f1(depth: int) -> None:\n    depths: list[int] = [depth]\n    print(depth)\n")
    arguments = ["audit", str(project / "odd.py"), "--model", str(model_folder), "--min-confidence", "0.5"]
    assert main([*arguments, "--checker", "none"]) == 0
    assert "suggested  bytes" in capfd.readouterr().out
    assert main(arguments) == 0
    out, err = capfd.readouterr()
    # A list of `int` holds no `bytes`: mypy refutes the suggestion.
    assert out == ""
    assert "checker: mypy (configured in [tool.mypy] in pyproject.toml)" in err


def test_without_any_checker_a_notice(
    project: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: None)
    arguments = ["audit", str(project / "odd.py"), "--model", str(model_folder)]
    assert main(arguments) == 0
    assert "nobody judges; no type checker is installed" in capfd.readouterr().err
    assert main([*arguments, "--checker", "ty"]) == 2
    assert "ty is not installed" in capfd.readouterr().err


def test_the_default_threshold_is_the_measured_one() -> None:
    assert build_parser().parse_args(["audit", "x.py"]).min_confidence == DEFAULT_CONFIDENCE


def test_paths_outside_of_the_project(project: Path, plain: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(project), *plain, "--project", str(project / "missing")]) == 2
    assert "no such folder" in capfd.readouterr().err
    (project / "inner").mkdir()
    assert main(["audit", str(project / "odd.py"), *plain, "--project", str(project / "inner")]) == 2
    assert "not inside the project" in capfd.readouterr().err


def test_files_of_two_projects_are_audited_each_in_its_own(
    tmp_path: Path, plain: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    paths = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").touch()
        paths.append(tmp_path / name / "box.py")
        paths[-1].write_text("def area(width: int) -> int:\n    return width\n")
    assert main(["audit", *map(str, paths), "--format", "jsonl", *plain]) == 0
    documents = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [(document["path"], document["annotated"]) for document in documents] == [(str(path), 2) for path in paths]


def test_an_interrupted_audit_tells_how_far_it_has_come(
    project: Path, plain: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["audit", str(project), "--workers", "1", *plain]
    audit = AuditTask.__call__

    def stopped_at(name: str) -> None:
        def call(task: AuditTask, path: str) -> FileAudit:
            if path.endswith(name):
                raise KeyboardInterrupt
            return audit(task, path)

        monkeypatch.setattr(AuditTask, "__call__", call)

    stopped_at("broken.py")
    assert main(command) == ExitCode.INTERRUPTED
    assert "so far: 0 of 3 files, 0 findings among 0 annotations; 0 failed; run the same" in capfd.readouterr().err
    stopped_at("odd.py")
    assert main(command) == ExitCode.INTERRUPTED
    assert "so far: 2 of 3 files, 0 findings among 16 annotations; 1 failed; run the same" in capfd.readouterr().err


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_only_what_has_changed_since_a_revision(
    project: Path, plain: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(project), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "all")
    command = ["audit", str(project), "--since", "HEAD", "--check", *plain]
    assert main(command) == 0, "not even the broken file is looked at"
    odd = project / "odd.py"
    odd.write_text(odd.read_text() + FUNCTION.format(number=9, kind="int"))
    assert main(command) == ExitCode.CHECK_FAILED
    out = capfd.readouterr().out
    assert "f9.depth" in out
    assert "f1.depth: different" not in out
    assert main(["audit", str(project), "--since", "gone", *plain]) == ExitCode.USAGE
    assert "has no revision 'gone'" in capfd.readouterr().err
