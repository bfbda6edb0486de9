"""Temporary files and folders of a process that may be killed: a later run removes what nobody has any more.

Who makes one holds a lock on it (`flock`), and so do the programs that it starts there. The system lets go of a lock
when the last of them ends, however it ends: what can be locked was left behind. Numbers of processes would not tell
that: they are given again, and mean nothing in another container or on another machine that sees the same folder.
Where there are no locks, nothing is removed.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

__all__ = [
    "TemporaryFolder",
    "remove_leftover_files",
    "remove_leftover_folders",
    "temporary_environment",
    "temporary_file",
    "temporary_root",
]

LOCK_FILE = ".typilus-lock"
MAX_NAME_LENGTH = 50
VARIABLES = ("TMPDIR", "TEMP", "TMP")
# What `tempfile` adds to a name.
RANDOM = "[a-z0-9_]{8}"
FLAGS = os.O_RDWR | sum(getattr(os, name, 0) for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


@contextlib.contextmanager
def temporary_file(target: Path, suffix: str) -> Iterator[tuple[IO[bytes], Path]]:
    """Open a new hidden file beside `target`, to be renamed to it within the context and removed on an error.

    Raises:
        OSError: The file cannot be created.
    """
    while True:
        # Under a name that nobody can foresee, so that no link lies there.
        descriptor, name = tempfile.mkstemp(suffix, f".{target.name[:MAX_NAME_LENGTH]}.", target.parent)
        if _lock(descriptor):
            break
        os.close(descriptor)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, Path(name)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def remove_leftover_files(folder: Path, suffix: str) -> None:
    """Remove what `temporary_file` has left in a folder, of this user's processes that are gone (root: of anybody's,
    for root gives its files to the owners of those that they replace)."""
    pattern = re.compile(rf"\..*\.{RANDOM}{re.escape(suffix)}", re.DOTALL)
    for path in _matching(folder, pattern):
        with contextlib.suppress(OSError):
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and (_is_mine(status) or _is_root()):
                with _locked(path):
                    path.unlink()


class TemporaryFolder:
    """A new temporary folder, empty but for its lock. Leftovers of ended processes are removed when it is made.

    Attributes:
        path: Path of the folder, links resolved.
        lock: Descriptor of the lock. A program that inherits it keeps the folder from being a leftover.
    """

    def __init__(self, prefix: str) -> None:
        root = temporary_root()
        remove_leftover_folders(root, prefix)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=prefix, dir=root)).resolve()
            try:
                self.lock = os.open(self.path / LOCK_FILE, FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
                if _lock(self.lock):
                    return
                os.close(self.lock)
            except FileNotFoundError:
                # An empty folder is removed at once, one that is not locked yet, too.
                continue
            except BaseException:
                _remove_folder(self.path)
                raise

    def __enter__(self) -> Path:
        return self.path

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove the folder and its contents, leaving to a later run what cannot be removed now."""
        _remove_folder(self.path)
        os.close(self.lock)


def remove_leftover_folders(root: Path, prefix: str) -> None:
    """Remove folders that `TemporaryFolder` made there for this user, and whose processes are gone."""
    for path in _matching(root, re.compile(re.escape(prefix) + RANDOM)):
        with contextlib.suppress(OSError):
            status = path.lstat()
            if not stat.S_ISDIR(status.st_mode) or not _is_mine(status):
                continue
            try:
                with _locked(path / LOCK_FILE):
                    _remove_folder(path)
            except FileNotFoundError:
                # Killed before it had a lock, or after; who is making it now makes another.
                path.rmdir()


def temporary_root() -> Path:
    """The folder for temporary files, found without writing into it.

    `tempfile.gettempdir` tries a file there, which stays where the process is killed at that moment.
    """
    if tempfile.tempdir is None:
        for name in (*map(os.environ.get, VARIABLES), "/tmp"):
            if name and os.path.isdir(name) and os.access(name, os.W_OK | os.X_OK):  # noqa: PTH112 - never raises
                return Path(name).absolute()
    return Path(tempfile.gettempdir())


def temporary_environment(folder: Path) -> dict[str, str]:
    """The variables by which a program puts its temporary files into a folder, to be removed with it."""
    return dict.fromkeys(VARIABLES, str(folder))


def _matching(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [folder / entry.name for entry in entries if pattern.fullmatch(entry.name)]
    except OSError:
        return []


def _is_mine(status: os.stat_result) -> bool:
    return sys.platform != "win32" and status.st_uid == os.geteuid()


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _lock(descriptor: int) -> bool:
    """Lock a new file and return True, or False if another process removed it as a leftover before."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # No locks here, so that nobody takes it for a leftover.
        return True
    return os.fstat(descriptor).st_nlink > 0


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """A context in which this process has the lock of a file that is there.

    Raises:
        FileNotFoundError: There is none.
        OSError: Somebody has the lock, it is not a regular file, or nothing can be locked here.
    """
    if sys.platform == "win32":
        raise OSError("no locks")
    import fcntl

    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError("no lock file")
    descriptor = os.open(path, FLAGS)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Renamed meanwhile, or removed: another file may have its name.
        if not os.path.samestat(os.fstat(descriptor), path.lstat()):
            raise OSError("another file")
        yield
    finally:
        os.close(descriptor)


def _remove_folder(path: Path) -> None:
    """The lock goes last: as long as anything is there, a later run knows whose it was. No link is followed."""
    with contextlib.suppress(OSError):
        with os.scandir(path) as entries:
            children = [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in entries]
        for child, is_folder in children:
            if is_folder:
                shutil.rmtree(child, ignore_errors=True)
            elif child.name != LOCK_FILE:
                child.unlink()
        if all(child.name == LOCK_FILE for child in path.iterdir()):
            (path / LOCK_FILE).unlink()
            path.rmdir()
