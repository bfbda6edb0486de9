"""The copy of a project: what is in it, what changes, what stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import snapshot
from typilus.checking.checker import CommandLineChecker
from typilus.checking.checker_choice import CHECKERS
from typilus.checking.project import CheckedProject, encode_as_declared
from typilus.errors import CheckerError
from typilus.project import OpenDocuments

Texts = dict[str | os.PathLike[str], str | bytes]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "pkg").mkdir(parents=True)
    (root / "pkg" / "a.py").write_text("x = 1\n")
    (root / "pkg" / "py.typed").write_text("")
    (root / "pkg" / "large.bin").write_bytes(b"0" * 10)
    (root / "setup.cfg").write_text("[mypy]\n")
    (root / ".git").mkdir()
    (root / ".git" / "hook.py").write_text("")
    (root / ".venv" / "lib" / "python3.12" / "site-packages").mkdir(parents=True)
    (root / ".venv" / "pyvenv.cfg").write_text("")
    (root / "linked").symlink_to(root / "pkg")
    (root / "broken.py").symlink_to(root / "nowhere.py")
    return root


def test_what_checkers_read_is_copied_and_environments_are_linked(root: Path) -> None:
    with CheckedProject(root) as project:
        names = {path.relative_to(project.copy).as_posix() for path in project.copy.rglob("*")}
        assert {"pkg/a.py", "pkg/py.typed", "setup.cfg", ".venv", "linked"} <= names
        assert not {"pkg/large.bin", ".git", "broken.py"} & names
        assert (project.copy / ".venv").resolve() == root / ".venv"
        assert (project.copy / "linked").resolve() == project.copy / "pkg"


def test_texts_are_replaced_for_a_while_only_and_only_in_the_copy(root: Path) -> None:
    before = snapshot(root)
    with CheckedProject(root) as project:
        a, new = root / "pkg" / "a.py", Path("pkg/new.py")
        with project.replace_texts({a: "x = 2\n", new: "y = 3\n"}) as names:
            assert names == ["pkg/a.py", "pkg/new.py"]
            assert [(project.copy / name).read_text() for name in names] == ["x = 2\n", "y = 3\n"]
        assert (project.copy / "pkg/a.py").read_text() == "x = 1\n"
        assert not (project.copy / new).exists()
        home = project.copy.parent
    assert not home.exists()
    assert snapshot(root) == before


def test_unsaved_texts_are_in_the_copy_and_only_there(root: Path) -> None:
    (root / "pkg" / "b.py").write_text("import c\n")
    before = snapshot(root)
    a, b, new = root / "pkg" / "a.py", root / "pkg" / "b.py", root / "pkg" / "new.py"
    unsaved: dict[str | os.PathLike[str], str | bytes] = {
        a: "x = 'é'\n",
        b: b"# coding: latin-1\nimport a  # \xe9\n",
        new: "import a\n",
    }
    others: dict[str | os.PathLike[str], str | bytes] = {
        root / "notes.txt": "no code",
        root / ".venv" / "lib" / "d.py": "",
        root.parent / "e.py": "",
    }
    with CheckedProject(root, documents=OpenDocuments({**unsaved, **others})) as project:
        for path, text in unsaved.items():
            found = (project.copy / Path(path).relative_to(root)).read_bytes()
            assert found == (text.encode() if isinstance(text, str) else text)
        assert project.text_of(b) == "# coding: latin-1\nimport a  # é\n"
        assert project.text_of(root / "setup.py") == ""
        assert not (project.copy / "notes.txt").exists()
        assert set(project.dependents(a)) == {b, new}
        with project.replace_texts({a: "x = 2\n"}):
            assert (project.copy / "pkg" / "a.py").read_text() == "x = 2\n"
        assert (project.copy / "pkg" / "a.py").read_text("utf-8") == "x = 'é'\n"
    assert snapshot(root) == before


def test_every_text_is_newer_by_a_whole_second_than_the_one_before(root: Path) -> None:
    with CheckedProject(root) as project:
        copy, times = project.copy / "pkg" / "a.py", []
        for number in range(3):
            with project.replace_texts({Path("pkg/a.py"): f"x = {number}\n"}):
                times.append(int(copy.stat().st_mtime))
            times.append(int(copy.stat().st_mtime))
        assert times == sorted(set(times))


def test_a_project_that_encloses_the_folder_for_temporary_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(root))
    with CheckedProject(root) as project:
        assert (project.copy / "pkg" / "a.py").exists()
        assert not list(project.copy.glob("typilus-check-*"))


def test_files_outside_and_roots_that_are_none(root: Path, tmp_path: Path) -> None:
    with CheckedProject(root) as project, pytest.raises(CheckerError, match="not inside the project"):
        project.relative(tmp_path / "other.py")
    with pytest.raises(CheckerError, match="no such folder"):
        CheckedProject(tmp_path / "missing")


def test_paths_as_tools_report_them(root: Path) -> None:
    with CheckedProject(root) as project:
        assert project.reported_path("pkg/a.py") == project.reported_path(f"{project.copy}/pkg/a.py") == "pkg/a.py"
        assert project.reported_path("./pkg/a.py") == "pkg/a.py"
        assert project.reported_path("/usr/lib/other.py") == "/usr/lib/other.py"


def test_texts_are_written_in_the_encoding_that_they_declare() -> None:
    assert encode_as_declared("# coding: latin-1\ns = 'é'\n") == b"# coding: latin-1\ns = '\xe9'\n"
    assert encode_as_declared("s = 'é'\r\n") == b"s = '\xc3\xa9'\r\n"
    assert encode_as_declared("\ufeffs = 1\n") == b"\xef\xbb\xbfs = 1\n"
    assert encode_as_declared("# coding: nonsense\ns = 'é'\n").endswith(b"'\xc3\xa9'\n")


def test_a_folder_with_everything_in_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / f"f{number}.py").touch()
    monkeypatch.setattr("typilus.checking.project.MAX_FILES", 3)
    with CheckedProject(tmp_path) as project, pytest.raises(CheckerError, match="name a smaller project"):
        project.copy  # noqa: B018 - copies


def test_what_a_killed_run_left_is_removed_by_the_next(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed, living = CheckedProject(root), CheckedProject(root)
    assert killed.copy.exists()
    os.close(killed.lock)
    with living, CheckedProject(root) as next_one:
        assert living.copy.exists()
        assert next_one.copy.exists()
        assert not killed.copy.exists()


@pytest.mark.parametrize("name", CHECKERS)
def test_temporary_files_of_checkers_lie_beside_the_copy(root: Path, name: str) -> None:
    checker = CHECKERS[name](executable="/bin/false")
    assert isinstance(checker, CommandLineChecker)
    with CheckedProject(root) as project:
        environment = checker.environment(project)
        for variable in ("TMPDIR", "TEMP", "TMP"):
            folder = Path(environment[variable])
            assert folder.is_dir()
            assert folder.is_relative_to(project.copy.parent)
            assert not folder.is_relative_to(project.copy)
