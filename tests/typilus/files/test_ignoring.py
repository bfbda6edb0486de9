"""What is ignored is what git ignores: the judge is git itself, on trees and patterns drawn at random."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from typilus.files.discovery import find_python_files
from typilus.files.ignoring import IgnoreRules

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

NAMES = ("a", "b", "ab", "foo", "foo bar", "x1", "é", "[a]", "a!b", "#c")
PATTERNS = (
    *("a", "/a", "a/", "/a/", "!a", "!a/", "!/a", "a/b", "a/*", "!a/*", "a/**", "**/a", "**/a/", "a/**/b", "!a/**/b"),
    *("*", "*/", "!*/", "/*", "!/*", "/*/", "!/a/", "/a/*", "!/a/b", "*.py", "!*.py", "/*.py", "b*", "?", "?.py"),
    *("[ab].py", "[!a].py", "[^a]*", "[a-c]/", "foo*", "foo\\ bar", "foo bar.py  ", "x[0-9].py", "\\#c.py", "#c.py"),
    *("\\!a", "a!b", "é", "é.py", "\\[a\\]", "**", "**/", "!**/", "a**", "**b", "a/**/", "!foo/b.py", "/", "", "  "),
    *("b.py\r", "foo/ab", "ab/../a", "[", "[a", "[z-a].py", "a//b", "!", "\\a.py", "ab\\", "{a,b}", "[[a].py"),
)


def git(folder: Path, *arguments: str) -> bytes:
    """What git prints, without anyone's configuration."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder)}
    environment["XDG_CONFIG_HOME"] = str(folder / "none")
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout


def listed_by_git(folder: Path) -> list[str]:
    out = git(folder, "ls-files", "-z", "--others", "--cached", "--exclude-standard")
    return sorted({os.fsdecode(name) for name in out.split(b"\0") if name.endswith(b".py")})


def found(folder: Path) -> list[str]:
    return sorted(os.path.relpath(path, folder) for path in find_python_files([folder]))


def grow(folder: Path, chance: random.Random, depth: int) -> None:
    """Files and folders of the same few names, and here and there a `.gitignore`."""
    folder.mkdir()
    for name in chance.sample(NAMES, 5):
        (folder / f"{name}.py").touch()
    if depth:
        for name in chance.sample(NAMES, 3):
            grow(folder / name, chance, depth - 1)
    if depth == 3 or chance.random() < 0.25:
        lines = chance.sample(PATTERNS, chance.randrange(1, 7))
        (folder / ".gitignore").write_bytes("\n".join(lines).encode() + b"\n")


@needs_git
@pytest.mark.parametrize("seed", range(30))
def test_random_trees(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "root"
    grow(root, random.Random(seed), 3)
    git(root, "init", "-q")
    assert found(root) == listed_by_git(root)


@needs_git
def test_inside_a_repository_the_files_above_count(tmp_path: Path) -> None:
    root = tmp_path / "root"
    grow(root, random.Random(7), 3)
    (root / ".gitignore").write_text("b.py\n/ab.py\n")
    git(root, "init", "-q")
    folders = [folder for folder in root.iterdir() if folder.is_dir() and folder.name != ".git"]
    assert folders
    for folder in folders:
        assert found(folder) == listed_by_git(folder)
        assert not (folder / "b.py").exists() or "b.py" not in found(folder)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "root" / "out" / "deep").mkdir(parents=True)
    for name in ("a.py", "gen.py", "out/b.py", "out/gen.py", "out/deep/c.py"):
        (tmp_path / "root" / name).touch()
    (tmp_path / "root" / ".gitignore").write_text("out/\ngen.py\n")
    return tmp_path / "root"


@pytest.mark.parametrize("repository", [True, False])
def test_what_is_named_outright_is_read(tree: Path, repository: bool) -> None:
    if repository:
        (tree / ".git").mkdir()
    assert found(tree) == ["a.py"]
    assert list(find_python_files([tree / "gen.py", tree])) == [str(tree / "gen.py"), str(tree / "a.py")]
    assert list(find_python_files([tree, tree / "gen.py"])) == [str(tree / "a.py"), str(tree / "gen.py")]
    assert found(tree / "out") == ["b.py", "deep/c.py", "gen.py"]
    assert found(tree / "out" / "deep") == ["c.py"]


def test_without_a_repository_only_files_below_count(tree: Path) -> None:
    (tree / "kept").mkdir()
    (tree / "kept" / "gen.py").touch()
    assert found(tree / "kept") == ["gen.py"]
    (tree / ".git").touch()  # a file, as in a worktree
    assert found(tree / "kept") == []


def test_a_repository_in_a_repository_goes_by_its_own_rules(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / "inner" / ".git").mkdir(parents=True)
    (tree / "inner" / "gen.py").touch()
    assert found(tree) == ["a.py", "inner/gen.py"]


def test_a_file_that_is_no_list_of_patterns_ignores_nothing(tree: Path) -> None:
    for data in (b"\xff\x00\n[z-a]\n", b"", b"\xef\xbb\xbf# only a comment\n"):
        (tree / ".gitignore").write_bytes(data)
        assert len(found(tree)) == 5
    (tree / ".gitignore").unlink()
    os.mkfifo(tree / ".gitignore")
    assert len(found(tree)) == 5


def test_a_byte_order_mark_is_no_part_of_the_first_pattern(tree: Path) -> None:
    (tree / ".gitignore").write_bytes(b"\xef\xbb\xbfgen.py\r\n")
    assert found(tree) == ["a.py", "out/b.py", "out/deep/c.py"]


def test_rules_stay_the_same_object_where_nothing_is_added(tmp_path: Path) -> None:
    rules = IgnoreRules()
    assert rules.inside(str(tmp_path), ("a.py", "b")) is rules
    assert not rules.ignore(str(tmp_path / "a.py"), is_folder=False)


def test_patterns_of_many_stars_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("**/" + "a*" * 40 + "b\n" + "**/a/" * 30 + "b\nkept*.*.p*\n")
    for name in ("a" * 200 + ".py", "kept.1.py"):
        (tmp_path / name).touch()
    rules = IgnoreRules().inside(str(tmp_path), [".gitignore"])
    assert not rules.ignore(str(tmp_path / ("a" * 200 + ".py")), is_folder=False)
    assert rules.ignore(str(tmp_path / "kept.1.py"), is_folder=False)
