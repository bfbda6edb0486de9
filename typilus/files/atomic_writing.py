"""A file replaced as a whole: whoever looks, whenever the process dies, finds the old or the new one."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from graph_extraction.intake import exists, read_bytes
from typilus.errors import RewriteError
from typilus.files.leftovers import remove_leftover_files, temporary_file

__all__ = ["TEMPORARY_SUFFIX", "remove_leftovers", "replace_file", "whole_file", "write_file"]

TEMPORARY_SUFFIX = ".typilus-tmp"
"""What a process that was killed may leave behind, hidden, beside a file; never a `.py`."""


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files in a folder whose processes were killed."""
    remove_leftover_files(folder, TEMPORARY_SUFFIX)


def replace_file(path: str | os.PathLike[str], data: bytes, expected: bytes | None = None) -> None:
    """Write bytes to an existing file atomically and keep its mode, its owner and a symbolic link to it.

    A hard link is cut: the file's other names keep the old content.

    Args:
        path: File, or a link to it.
        data: New content.
        expected: Content that the file should still have. A file that somebody changed meanwhile is left alone.

    Raises:
        RewriteError: The file cannot be written, its owner cannot be kept, or it has changed.
    """
    target = Path(os.path.realpath(path))
    try:
        status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            raise RewriteError(f"{os.fspath(path)}: is not a regular file")
        if not os.access(target, os.W_OK):
            raise RewriteError(f"{os.fspath(path)}: is write-protected")
        if expected is not None and read_bytes(target) != expected:
            raise RewriteError(f"{os.fspath(path)}: has changed since it was read; run again")
        _replace(target, data, status, expected)
    except OSError as error:
        raise RewriteError(f"{os.fspath(path)}: cannot be written: {error.strerror or error}") from error


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Write bytes atomically to a file that need not exist, nor its folders.

    Raises:
        RewriteError: It cannot be written.
    """
    target = Path(path)
    if exists(target):
        replace_file(target, data)
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RewriteError(f"{os.fspath(path)}: cannot be written: {error.strerror or error}") from error


@contextlib.contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a new file that takes the place of `path` at the end of the context, or is removed on an error.

    Raises:
        OSError: It cannot be written.
    """
    target = Path(path)
    with temporary_file(target, TEMPORARY_SUFFIX) as (file, temporary):
        yield file
        file.flush()
        temporary.chmod(0o666 & ~_mask())
        temporary.replace(target)


def _replace(target: Path, data: bytes, status: os.stat_result, expected: bytes | None) -> None:
    with temporary_file(target, TEMPORARY_SUFFIX) as (file, temporary):
        file.write(data)
        file.flush()
        if hasattr(os, "fchown"):
            mine = os.fstat(file.fileno())
            if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
                os.fchown(file.fileno(), status.st_uid, status.st_gid)
        # Behind the owner: changing that clears the set-user-id bits.
        temporary.chmod(stat.S_IMODE(status.st_mode))
        os.fsync(file.fileno())
        # Writing took its time: whoever saved the file meanwhile must not lose it.
        if expected is not None and read_bytes(target) != expected:
            raise RewriteError(f"{target}: has changed since it was read; run again")
        temporary.replace(target)
    _sync_folder(target.parent)


def _mask() -> int:
    """Return the user's mask for the modes of new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the renaming last through a power failure, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
