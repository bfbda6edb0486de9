"""Files are replaced as a whole or not at all: permissions, links, and a process killed at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from typilus.errors import RewriteError
from typilus.files.atomic_writing import TEMPORARY_SUFFIX, replace_file, whole_file, write_file

KILLS = 200
FILES = 40
OLD, NEW = b"old = 1\n" * 400, b"new: int = 1\n" * 3000
# One process loads the code and forks the writers: starting Python 200 times would take minutes.
KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from typilus.files.atomic_writing import replace_file
old, new = b"old = 1\\n" * 400, b"new: int = 1\\n" * 3000
paths = sorted(Path(sys.argv[1]).glob("*.py"))
moments, seen = random.Random(7), set()
for _ in range(int(sys.argv[2])):
    child = os.fork()
    if child == 0:
        while True:
            for path in paths:
                replace_file(path, new if path.read_bytes() == old else old)
    time.sleep(moments.uniform(0.001, 0.06))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    contents = [path.read_bytes() for path in paths]
    assert all(content in (old, new) for content in contents)
    seen.add(tuple(content == new for content in contents))
assert len(seen) > 2, "the writers were killed before they wrote anything"
"""


def test_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(OLD)
    path.chmod(0o751)
    replace_file(path, NEW, expected=OLD)
    assert path.read_bytes() == NEW
    assert path.stat().st_mode & 0o7777 == 0o751
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(OLD)
    os.chown(path, 1234, 2345)
    replace_file(path, NEW)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "a.py"
    target.parent.mkdir()
    target.write_bytes(OLD)
    link = tmp_path / "link.py"
    link.symlink_to(Path("folder", "a.py"))
    replace_file(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert not target.is_symlink()


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"other")
    with pytest.raises(RewriteError, match="has changed"):
        replace_file(path, NEW, expected=OLD)
    assert path.read_bytes() == b"other"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(RewriteError, match="cannot be written"):
        replace_file(tmp_path / "missing.py", NEW)
    with pytest.raises(RewriteError, match="regular"):
        replace_file(tmp_path, NEW)


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.py"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RewriteError, match="No space left"):
        replace_file(path, NEW)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == OLD


def test_a_whole_file_comes_at_the_end_of_its_context_and_not_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(OLD)

    def interrupted() -> None:
        with whole_file(path) as file:
            file.write(NEW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [path.read_bytes(), *tmp_path.iterdir()] == [OLD, path]
    mask = os.umask(0o027)
    try:
        with whole_file(path) as file:
            file.write(NEW)
            assert path.read_bytes() == OLD
    finally:
        os.umask(mask)
    assert [path.read_bytes(), *tmp_path.iterdir()] == [NEW, path]
    assert path.stat().st_mode & 0o7777 == 0o640


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_moment_leaves_old_or_new(tmp_path: Path) -> None:
    for number in range(FILES):
        (tmp_path / f"f{number}.py").write_bytes(OLD)
    subprocess.run([sys.executable, "-c", KILLER, str(tmp_path), str(KILLS)], check=True)
    assert len(list(tmp_path.glob("*.py"))) == FILES
    assert all(path.name.endswith((".py", TEMPORARY_SUFFIX)) for path in tmp_path.iterdir())


def test_an_edit_while_the_new_text_is_written_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.py"
    path.write_bytes(b"old")
    sync = os.fsync

    def edited(descriptor: int) -> None:
        path.write_bytes(b"somebody's")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", edited)
    with pytest.raises(RewriteError, match="has changed since it was read"):
        replace_file(path, b"new", expected=b"old")
    assert path.read_bytes() == b"somebody's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_not_written_through_a_link_that_lies_in_wait(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / f".x.pyi{TEMPORARY_SUFFIX}").symlink_to("mine")
    write_file(tmp_path / "x.pyi", b"new")
    assert (tmp_path / "x.pyi").read_bytes() == b"new"
    assert (tmp_path / "mine").read_bytes() == b"mine"
