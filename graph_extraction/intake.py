"""The one door for what comes from outside: regular files of bounded size, and JSON of bounded depth.

Reading a pipe waits for ever, and a device never ends; either may carry the name of a source file. So the kind and the
size of a file are looked at before it is read. What is asked about a path answers no where the system refuses to say
(a folder that may be listed but not entered, a name that is too long), for there is nothing to read either.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from os import PathLike
from typing import Any

__all__ = [
    "MAX_FILE_SIZE",
    "MAX_SETTINGS_BYTES",
    "exists",
    "is_file",
    "is_folder",
    "parse_json",
    "read_bytes",
    "read_text",
]

MAX_FILE_SIZE = 64 << 20
"""Bytes of a source file, or a notebook with its pictures; people write nothing that is larger."""
MAX_SETTINGS_BYTES = 1 << 20
"""Bytes of what configures something: `pyproject.toml`, `.gitignore`, `pyvenv.cfg`, a manifest."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_BLOCK = 1 << 20
# A pipe is opened without waiting for its other end, a terminal without becoming this process's own.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))


def read_bytes(path: str | PathLike[str], most: int = MAX_FILE_SIZE) -> bytes:
    """Return the whole content of a regular file, following links.

    Args:
        path: Path of the file.
        most: Maximum number of bytes. A larger file is refused before it is read, one that grows meanwhile when it
            does.

    Raises:
        OSError: The file cannot be read, is not a regular file, or is larger.
    """
    # Looked at twice: opening a device or a pipe can have effects, and another file may be there a moment later.
    _check(os.stat(path), path, most)  # noqa: PTH116 - the path may be of either type
    descriptor = os.open(path, _FLAGS)
    try:
        _check(os.fstat(descriptor), path, most)
        blocks: list[bytes] = []
        size = 0
        while block := os.read(descriptor, _BLOCK):
            blocks.append(block)
            size += len(block)
            if size > most:
                raise _too_large(path, most)
        return b"".join(blocks)
    finally:
        os.close(descriptor)


def read_text(path: str | PathLike[str], most: int = MAX_SETTINGS_BYTES, errors: str = "strict") -> str:
    """Return the text of a regular file in UTF-8, with newlines as line ends.

    Args:
        path: Path of the file.
        most: Maximum number of bytes, see `read_bytes`.
        errors: Treatment of bytes that are not UTF-8, as for `bytes.decode`.

    Raises:
        OSError: As `read_bytes`.
        UnicodeDecodeError: The file is not UTF-8, and `errors` is "strict".
    """
    text = read_bytes(path, most).decode("utf-8", errors)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse_json(text: str | bytes) -> Any:
    """Decode a JSON text.

    Raises:
        ValueError: It is no JSON, or nests deeper than anything that is written on purpose.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nests too deeply") from None


def is_file(path: str | PathLike[str]) -> bool:
    """Return whether there is a regular file, as far as the system tells."""
    return os.path.isfile(path)  # noqa: PTH113 - `Path.is_file` raises where the system refuses to say


def is_folder(path: str | PathLike[str]) -> bool:
    """Return whether there is a folder, as far as the system tells."""
    return os.path.isdir(path)  # noqa: PTH112 - as above


def exists(path: str | PathLike[str]) -> bool:
    """Return whether there is anything, as far as the system tells."""
    return os.path.exists(path)  # noqa: PTH110 - as above


def _check(status: os.stat_result, path: str | PathLike[str], most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        file_type = next((name for is_kind, name in _KINDS if is_kind(status.st_mode)), "something else")
        code = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL
        raise OSError(code, f"is {file_type}, not a regular file", os.fspath(path))
    if status.st_size > most:
        raise _too_large(path, most)


def _too_large(path: str | PathLike[str], most: int) -> OSError:
    return OSError(errno.EFBIG, f"is larger than {most:,} bytes", os.fspath(path))
