"""Which files some paths mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from typilus.files import IgnoreRules
from typilus.files.discovery import find_python_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "b.py",
        "a.py",
        "gui.pyw",
        "notes.txt",
        "stub.pyi",
        "pkg/__init__.py",
        "pkg/sub/mod.py",
        ".hidden/x.py",
        "build/lib/pkg/__init__.py",
        "node_modules/x.py",
        "env/pyvenv.cfg",
        "env/lib/x.py",
        "pkg/__pycache__/x.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return tmp_path


def test_folders_are_walked_in_order_without_what_is_not_theirs(tree: Path) -> None:
    found = [os.path.relpath(path, tree) for path in find_python_files([tree])]
    assert found == ["a.py", "b.py", "gui.pyw", "pkg/__init__.py", "pkg/sub/mod.py"]


def test_what_is_named_outright_is_taken(tree: Path) -> None:
    assert list(find_python_files([tree / "build", tree / "notes.txt"])) == [
        str(tree / "build/lib/pkg/__init__.py"),
        str(tree / "notes.txt"),
    ]


def test_each_file_comes_once(tree: Path) -> None:
    assert len(list(find_python_files([tree / "a.py", tree, tree / "pkg" / ".." / "a.py"]))) == 5


def test_a_missing_path_is_passed_on(tree: Path) -> None:
    assert list(find_python_files([tree / "nowhere.py"])) == [str(tree / "nowhere.py")]


def test_a_loop_of_links_ends(tree: Path) -> None:
    (tree / "pkg" / "loop").symlink_to(tree)
    assert len(list(find_python_files([tree]))) == 5


def test_it_is_lazy(tree: Path) -> None:
    def paths() -> object:
        yield tree / "a.py"
        raise AssertionError("asked for more than needed")

    assert next(find_python_files(paths())) == str(tree / "a.py")  # type: ignore[arg-type]


def test_paths_stay_as_written(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    assert list(find_python_files(["pkg"])) == ["pkg/__init__.py", "pkg/sub/mod.py"]
    assert next(find_python_files(["."])) == "./a.py"


def test_a_link_and_its_file_come_once(tree: Path) -> None:
    for name, target in (("0.py", "b.py"), ("z.py", "a.py"), ("pkg/up.py", "../gui.pyw"), ("tool.py", "notes.txt")):
        (tree / name).symlink_to(target)
    (tree / "broken.py").symlink_to("nowhere")
    (tree / "loop.py").symlink_to("loop.py")
    (tree / "folder.py").symlink_to(tree / "pkg", target_is_directory=True)
    found = [os.path.relpath(path, tree) for path in find_python_files([tree, tree / "b.py", tree / "pkg" / "sub"])]
    real = [os.path.realpath(tree / path) for path in found]
    assert len(set(real)) == len(real)
    assert set(real) >= {str(tree / name) for name in ("a.py", "b.py", "gui.pyw", "notes.txt", "pkg/sub/mod.py")}
    assert {"broken.py", "loop.py"} <= set(found)
    assert len(found) == 8


def test_a_folder_that_was_walked_is_not_walked_again(tree: Path) -> None:
    assert list(
        find_python_files([tree / "pkg", tree / "pkg" / "sub", tree / "pkg", tree / "pkg" / "sub" / "mod.py"])
    ) == [
        str(tree / "pkg" / "__init__.py"),
        str(tree / "pkg" / "sub" / "mod.py"),
    ]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ([], ["a.py", "gen/b.py", "gen/keep.py", "pkg/a_pb2.py", "pkg/gen/c.py"]),
        (["gen"], ["a.py", "pkg/a_pb2.py"]),
        (["/gen/"], ["a.py", "pkg/a_pb2.py", "pkg/gen/c.py"]),
        (["*_pb2.py", "gen/*", "!gen/keep.py"], ["a.py", "gen/keep.py", "pkg/gen/c.py"]),
        (["[", "\udcff"], ["a.py", "gen/b.py", "gen/keep.py", "pkg/a_pb2.py", "pkg/gen/c.py"]),
    ],
)
def test_patterns_leave_out_what_a_gitignore_would(patterns: list[str], left: list[str], tmp_path: Path) -> None:
    for name in ("a.py", "gen/b.py", "gen/keep.py", "pkg/a_pb2.py", "pkg/gen/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    excluded = IgnoreRules.of_patterns(str(tmp_path), patterns)
    paths = [Path(path).relative_to(tmp_path).as_posix() for path in find_python_files([tmp_path], excluded)]
    assert sorted(paths) == left
    named = tmp_path / "gen" / "b.py"
    assert list(find_python_files([named], excluded)) == [str(named)], "a file that is named is wanted"


def test_patterns_do_not_reach_outside_of_their_folder(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "onelonger").mkdir()
    (tmp_path / "onelonger" / "a.py").touch()
    excluded = IgnoreRules.of_patterns(str(tmp_path / "one"), ["a.py", "nger"])
    assert len(list(find_python_files([tmp_path], excluded))) == 1
