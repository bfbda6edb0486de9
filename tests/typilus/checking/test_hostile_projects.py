"""No checker runs anything of a project, obeys a configuration above the copy, or writes outside its own folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import installed, snapshot
from tests.typilus.files.hostile import hostile_module, marks
from typilus.checking.checker import CommandLineChecker
from typilus.checking.checker_choice import CHECKERS
from typilus.checking.diagnostics import CheckOutcome, CheckStatus
from typilus.checking.project import CheckedProject

# What a Python that a checker starts may import; some other names of the standard library stop checkers by themselves.
MODULES = (
    "importlib",
    "json",
    "linecache",
    "os",
    "runpy",
    "signal",
    "site",
    "sitecustomize",
    "subprocess",
    "sysconfig",
)
WRONG = "number: int = 'text'\n"
# The plugin and the interpreter are files of the project, and MARKS is a folder beside it.
CONFIGURATIONS = {
    "mypy.ini": """\
[mypy]
plugins: evil.py
python_executable = .venv/bin/python
junit_xml = MARKS/junit_xml
linecount_report = MARKS/linecount
linecoverage_report = MARKS/linecoverage
cache_dir = MARKS/cache
timing_stats = MARKS/timing
""",
    "pyrefly.toml": """\
python-interpreter-path = ".venv/bin/python"
fallback-python-interpreter-name = "MARKS/../project/.venv/bin/python"
conda-environment = "evil"
baseline = "MARKS/baseline"
[build-system]
type = "custom"
command = ["touch", "MARKS/build-system"]
""",
    "pyrightconfig.json": '{"venvPath": ".", "venv": ".venv", "typeshedPath": "stubs"}',
    "ty.toml": '[environment]\npython = ".venv"\n[terminal]\noutput-format = "full"\n',
    "pytype.cfg": """\
[pytype]
output = MARKS/output
python_version = 3.11; touch MARKS/python_version
disable = x;touch${IFS}MARKS/disable
platform = $(touch MARKS/platform)
""",
}
PERMISSIVE = {
    "mypy.ini": "[mypy]\nignore_errors = True\n",
    "pyrefly.toml": "[errors]\nbad-assignment = false\n",
    "pyrightconfig.json": '{"reportAssignmentType": false}',
    "ty.toml": '[rules]\ninvalid-assignment = "ignore"\n',
    "setup.cfg": "[pytype]\ndisable = annotation-type-mismatch\n[mypy]\nignore_errors = True\n",
}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that others write to as well."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    return tmp_path / "tmp"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root, left = tmp_path / "project", tmp_path / "marks"
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    left.mkdir()
    for name in (*MODULES, "evil"):
        (root / f"{name}.py").write_text(hostile_module(left, name))
    (root / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.7\n")
    for name in ("python", "python3", "mypy", "git", "node"):
        program = root / ".venv" / "bin" / name
        program.write_text(f"#!/bin/sh\ntouch {left}/{name}\n")
        program.chmod(0o755)
    for name, text in CONFIGURATIONS.items():
        (root / name).write_text(text.replace("MARKS", str(left)))
    (root / "a.py").write_text("number = 'text'\n")
    monkeypatch.chdir(root)
    # As careless users have them.
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", str(root)]))
    return root


def check(kind: type[CommandLineChecker], root: Path, *names: str) -> list[CheckOutcome]:
    """What comes of each file, one after the other."""
    checker = installed(kind)
    with CheckedProject(root) as checked:
        return [checker.check(checked, {root / name: WRONG}) for name in names]


@pytest.mark.parametrize("kind", CHECKERS.values(), ids=CHECKERS.keys())
def test_nothing_of_the_project_runs_and_nothing_is_left(
    kind: type[CommandLineChecker], project: Path, temporary: Path
) -> None:
    before = snapshot(project)
    (outcome,) = check(kind, project, "a.py")
    assert outcome.status is CheckStatus.FAILED, outcome
    assert marks(project.parent / "marks") == []
    assert snapshot(project) == before
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("kind", CHECKERS.values(), ids=CHECKERS.keys())
def test_no_configuration_above_the_copy_is_obeyed(
    kind: type[CommandLineChecker], tmp_path: Path, temporary: Path
) -> None:
    for name, text in PERMISSIVE.items():
        (temporary / name).write_text(text)
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "pyproject.toml").touch()
    (outcome,) = check(kind, tmp_path / "project", "a.py")
    assert outcome.status is CheckStatus.FAILED


@pytest.mark.parametrize("kind", CHECKERS.values(), ids=CHECKERS.keys())
def test_no_name_of_a_file_is_an_option(kind: type[CommandLineChecker], project: Path, temporary: Path) -> None:
    """mypy reads options from a file whose name follows `@`; others take what begins with a dash."""
    left = project.parent / "marks"
    (project / "args.py").write_text(f"--config-file=mypy.ini\n--junit-xml={left}/junit_xml\n")
    for outcome in check(kind, project, "@args.py", "--version.py", "$(touch x;touch y).py"):
        assert outcome.status in (CheckStatus.FAILED, CheckStatus.CRASHED), outcome
    assert marks(left) == []
    assert not list(project.glob("[xy]"))
