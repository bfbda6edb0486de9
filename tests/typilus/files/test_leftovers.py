"""What a killed process leaves is removed by the next one; what anybody still has, or never was ours, stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.typilus.files.hostile import ROOT
from typilus.files.leftovers import (
    LOCK_FILE,
    TemporaryFolder,
    remove_leftover_files,
    remove_leftover_folders,
    temporary_file,
    temporary_root,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs locks")

SUFFIX, PREFIX = ".typilus-tmp", "typilus-check-"
OWNER = f"""
import subprocess, sys, tempfile
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from typilus.files.leftovers import TemporaryFolder, temporary_file
tempfile.tempdir = sys.argv[1]
folder = TemporaryFolder("{PREFIX}")
(folder.path / "copy" / "inside").mkdir(parents=True)
(folder.path / "copy" / "a.py").write_text("x = 1")
(folder.path / "outside").symlink_to(sys.argv[2])
program = None
if len(sys.argv) > 3:
    program = subprocess.Popen(["sleep", "600"], pass_fds=[folder.lock], start_new_session=True)
with temporary_file(Path(sys.argv[1]) / "a.py", "{SUFFIX}"):
    print(program.pid if program else 0, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def killed(shared: Path, outside: Path, *more: str) -> int:
    """Start a process that holds a file and a folder, and kill it; the number of the program that it has started."""
    command = [sys.executable, "-c", OWNER, str(shared), str(outside), *more]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        program = int(owner.stdout.readline())
        held = sorted(shared.iterdir())
        assert len(held) == 2
        remove_all(shared)
        assert sorted(shared.iterdir()) == held, "the owner lives"
        owner.kill()
    return program


def remove_all(folder: Path) -> None:
    remove_leftover_files(folder, SUFFIX)
    remove_leftover_folders(folder, PREFIX)


def test_what_a_killed_process_had_is_removed_and_no_link_is_followed(shared: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.py").touch()
    killed(shared, outside)
    assert len(list(shared.iterdir())) == 2
    remove_all(shared)
    assert list(shared.iterdir()) == []
    assert (outside / "mine.py").exists()


def test_a_program_that_outlives_its_owner_keeps_the_folder(shared: Path, tmp_path: Path) -> None:
    program = killed(shared, tmp_path, "with a program")
    try:
        remove_leftover_folders(shared, PREFIX)
        assert len(list(shared.glob(f"{PREFIX}*/copy"))) == 1
    finally:
        os.kill(program, signal.SIGKILL)
    for _ in range(200):
        remove_leftover_folders(shared, PREFIX)
        if not list(shared.glob(f"{PREFIX}*")):
            return
        subprocess.run(["sleep", "0.05"], check=True)
    pytest.fail("the folder stays")


def test_what_is_not_ours_stays(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.py").touch()
    (shared / f"{PREFIX}linked_1").symlink_to(tmp_path / "folder")
    (shared / f"{PREFIX}previous").mkdir()
    (shared / f"{PREFIX}previous" / "mine.py").touch()
    (shared / f"{PREFIX}reports").touch()
    (shared / f"{PREFIX}abcdefgh").mkdir()
    (shared / f"{PREFIX}abcdefgh" / LOCK_FILE).symlink_to(tmp_path / "folder" / "mine.py")
    (shared / f".a.py.abcdefgh{SUFFIX}").symlink_to(tmp_path / "folder" / "mine.py")
    os.mkfifo(shared / f".b.py.abcdefgh{SUFFIX}")
    (shared / f".c.py.abcdefgh{SUFFIX}").mkdir()
    (shared / f"c.py.abcdefgh{SUFFIX}").touch()
    (shared / f".c.py{SUFFIX}").touch()
    (shared / "other.py").touch()
    os.link(shared / "other.py", shared / f".d.py.abcdefgh{SUFFIX}")
    before = sorted(shared.rglob("*"))
    remove_all(shared)
    assert sorted(shared.rglob("*")) == before
    assert (tmp_path / "folder" / "mine.py").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_what_others_own_stays(shared: Path) -> None:
    folder = TemporaryFolder(PREFIX)
    os.close(folder.lock)
    os.chown(folder.path, 1234, 1234)
    remove_leftover_folders(shared, PREFIX)
    assert folder.path.exists()


def test_a_folder_that_was_being_removed_or_made_is_removed(shared: Path) -> None:
    (shared / f"{PREFIX}abcd_1_2").mkdir()
    folder = TemporaryFolder(PREFIX)
    os.close(folder.lock)
    assert list(shared.iterdir()) == [folder.path]
    with TemporaryFolder(PREFIX) as path:
        assert list(shared.iterdir()) == [path]
    assert list(shared.iterdir()) == []


def test_whoever_makes_a_file_that_is_taken_for_a_leftover_makes_another(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = tempfile.mkstemp
    made: list[str] = []

    def disturbed(suffix: str, prefix: str, folder: Path) -> tuple[int, str]:
        descriptor, name = make(suffix, prefix, folder)
        made.append(name)
        if len(made) == 1:
            remove_leftover_files(shared, SUFFIX)
        return descriptor, name

    monkeypatch.setattr(tempfile, "mkstemp", disturbed)
    with temporary_file(shared / "a.py", SUFFIX) as (file, path):
        assert str(path) == made[1]
        file.write(b"x")
        path.replace(shared / "a.py")
    assert list(shared.iterdir()) == [shared / "a.py"]


def test_the_folder_for_temporary_files_is_found_without_writing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: "/nowhere")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))
    monkeypatch.setenv("TEMP", str(tmp_path))
    assert temporary_root() == tmp_path
    assert tempfile.tempdir is None
