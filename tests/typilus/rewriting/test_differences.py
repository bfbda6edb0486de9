"""Differences that `patch` applies."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from typilus.rewriting.differences import unified_diff


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("name", ["./a.py", "b//../a.py", "a b\nc.py", 'say "hi"\\.py', "größe.py"])
def test_git_finds_the_file(tmp_path: Path, name: str) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "b").mkdir()
    (tmp_path / name).write_text("a\n")
    patch = unified_diff(name, "a\n", "b\n").encode()
    subprocess.run(["git", "apply", "-p1", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / name).read_text() == "b\n"


def test_no_difference() -> None:
    assert unified_diff("a.py", "x\n", "x\n") == ""


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    ("before", "after"),
    [("a\nb\n", "a\nc\n"), ("a\r\nb", "a\r\nc"), ("a\x0cb\nc", "a\x0cb\nc: int\n"), ("x\ry\r", "x: int\ry\r")],
)
def test_git_applies_it(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "a.py").write_bytes(before.encode())
    patch = unified_diff("a.py", before, after).encode()
    subprocess.run(["git", "apply", "-p1", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / "a.py").read_bytes() == after.encode()
