"""Nothing is imported from the current folder, however a Python is started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.typilus.files.hostile import ROOT, marks, plant_modules
from typilus.isolation import child_environment, import_path, isolated_command, leave_current_folder


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project").mkdir()
    plant_modules(tmp_path / "project", tmp_path / "marks")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path


def test_a_python_that_is_started_imports_nothing_of_the_current_folder(hostile: Path) -> None:
    code = "import sys, json, types, typilus.errors; print(json.dumps(sys.argv[1:]))"
    done = subprocess.run(isolated_command(code, "a", "b c"), capture_output=True, text=True, check=True)
    assert done.stdout == '["a", "b c"]\n'
    assert marks(hostile / "marks") == []


def test_the_marks_are_left_where_nothing_is_isolated(hostile: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    subprocess.run([sys.executable, "-c", "import json"], env=environment, check=True)
    assert marks(hostile / "marks") == ["json"]


@pytest.mark.parametrize("entry", ["", ".", "src", "HERE"])
def test_the_current_folder_leaves_the_path(hostile: Path, monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    added = str(Path.cwd()) if entry == "HERE" else entry
    monkeypatch.setattr(sys, "path", [added, *sys.path])
    assert added not in import_path()
    assert str(ROOT) in import_path()
    leave_current_folder()
    assert sys.path == import_path()
    assert added not in sys.path


def test_a_checkout_is_used_from_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    assert import_path()[0] == str(ROOT)


def test_children_are_told_of_no_current_folder(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", "src", str(Path.cwd()), "/opt/lib"]))
    assert child_environment()["PYTHONPATH"] == "/opt/lib"
    monkeypatch.setenv("PYTHONPATH", "")
    assert "PYTHONPATH" not in child_environment()
    monkeypatch.setenv("PATH", os.pathsep.join([".", "/usr/bin", "", "bin"]))
    assert child_environment()["PATH"] == "/usr/bin"


def loaded_by_python_m(folder: Path, environment: dict[str, str]) -> set[str]:
    """The modules that `python -m` needs before it runs the one that is named: those of the current folder, if any."""
    folder.mkdir()
    (folder / "named.py").write_text("import sys\nfound = sorted(sys.modules)\nimport json\nprint(json.dumps(found))\n")
    done = subprocess.run(
        [sys.executable, "-m", "named"], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_python_m_leaves_the_current_folder_first_of_all(hostile: Path) -> None:
    """What Python's own start imports from there, before any line of ours, is not planted: no program can help it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name in loaded_by_python_m(hostile / "clean", environment):
        (hostile / "project" / f"{name}.py").unlink(missing_ok=True)
    assert (hostile / "project" / "json.py").exists()
    command = [sys.executable, "-m", "typilus", "--version"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert marks(hostile / "marks") == []
