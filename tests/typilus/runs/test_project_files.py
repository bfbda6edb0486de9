"""Files grouped by project: named paths by the project around them, others by the one that they lie in."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.runs.project_files import ProjectFiles, by_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two projects and a file of none, beside one another; one project has another in it."""
    for name in ("one/a.py", "one/inner/b.py", "two/src/c.py", "d.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for name in ("one", "one/inner", "two"):
        (tmp_path / name / "pyproject.toml").touch()
    return tmp_path


def shown(groups: list[ProjectFiles], folder: Path) -> dict[str, list[str]]:
    return {
        group.root.relative_to(folder).as_posix(): [Path(file).relative_to(folder).as_posix() for file in group.files]
        for group in groups
    }


def test_named_paths_belong_to_the_projects_around_them(folder: Path) -> None:
    paths = [folder / "two" / "src", folder / "one", folder / "two" / "src" / "c.py", folder / "d.py"]
    groups = by_project(paths, None)
    assert shown(groups, folder) == {"two": ["two/src/c.py"], "one": ["one/a.py", "one/inner/b.py"], ".": ["d.py"]}
    assert groups[0].named == (str(paths[0]), str(paths[2]))


def test_files_of_a_folder_that_is_in_no_project_belong_to_their_own(folder: Path) -> None:
    groups = by_project([folder], None)
    assert shown(groups, folder) == {
        ".": ["d.py"],
        "one": ["one/a.py"],
        "one/inner": ["one/inner/b.py"],
        "two": ["two/src/c.py"],
    }


def test_a_named_project_has_them_all(folder: Path) -> None:
    (group,) = by_project([folder / "one" / "a.py", folder / "two"], folder)
    assert shown([group], folder) == {".": ["one/a.py", "two/src/c.py"]}


def test_each_file_is_taken_once(folder: Path) -> None:
    groups = by_project([folder / "one" / "inner" / "b.py", folder / "one"], None)
    assert shown(groups, folder) == {"one/inner": ["one/inner/b.py"], "one": ["one/a.py"]}


def test_without_paths_there_is_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "two" / "src")
    assert by_project([], None) == [ProjectFiles(folder / "two", (), ())]
