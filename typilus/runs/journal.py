"""The finished part of a command over many files, from which an interrupted run continues."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typilus.files import cache_folder

__all__ = ["Journal", "default_journal_folder"]

_LOG = logging.getLogger(__name__)
_SUFFIX = ".jsonl"
_FORGET_AFTER = 30 * 24 * 3600  # seconds


def default_journal_folder() -> Path:
    """`journals` in `$TYPILUS_CACHE`, or in `typilus` of the user's cache folder."""
    return cache_folder() / "journals"


class Journal:
    """Finished files and their results, one JSON object a line, appended as they are done.

    Every line is flushed at once, so a killed process loses nothing that it finished. A line that is incomplete (the
    machine stopped) or damaged counts as missing. Memory holds some 150 bytes a file; results stay on disk. If the
    journal cannot be written, the command goes on without it.

    Args:
        folder: Folder of journals. Those that were not used for 30 days are removed.
        key: Everything but the files that the results depend on: command, version, options. Another key is another
            journal.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._path = folder / (_hash(key).hex() + _SUFFIX)
        self._places: dict[bytes, int] = {}
        self._fd: int | None = None
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            _forget(folder)
            self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            self._read()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        """Return the number of finished files."""
        return len(self._places)

    def done(self, path: str, digest: str) -> dict[str, Any] | None:
        """Return the result of a file if it was added with this very content, else None."""
        offset = self._places.get(_hash(path, digest))
        if offset is None or self._fd is None:
            return None
        with contextlib.suppress(OSError), open(self._fd, "rb", closefd=False) as file:
            file.seek(offset)
            entry = _entry(file.readline())
            if entry is not None and (entry["path"], entry["digest"]) == (path, digest):
                return dict(entry["result"])
        return None

    def add(self, path: str, digest: str, result: Mapping[str, Any]) -> None:
        """Record that a file is done.

        Args:
            path: Path of the file.
            digest: Hash of its content when it was read.
            result: JSON values.
        """
        if self._fd is None:
            return
        line = json.dumps({"path": path, "digest": digest, "result": result}).encode() + b"\n"
        with contextlib.suppress(OSError):
            if os.write(self._fd, line) == len(line):
                # In append mode, the position is behind what was written, even if another process writes, too.
                self._places[_hash(path, digest)] = os.lseek(self._fd, 0, os.SEEK_CUR) - len(line)

    def clear(self) -> None:
        """Forget everything: the command came to its end, or is to begin anew."""
        self._places.clear()
        if self._fd is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._fd, 0)

    def close(self) -> None:
        """Close the file, and remove an empty one."""
        if self._fd is not None:
            with contextlib.suppress(OSError):
                if os.fstat(self._fd).st_size == 0:
                    self._path.unlink()
            os.close(self._fd)
            self._fd = None

    def _read(self) -> None:
        """Read the offset of each result, and end an incomplete last line, so that the next line is whole."""
        assert self._fd is not None
        offset = 0
        line = b"\n"
        with open(self._fd, "rb", closefd=False) as file:
            file.seek(0)
            for line in file:
                entry = _entry(line)
                if entry is None and line != b"\n":
                    _LOG.info("%s: a damaged line is left out; its file is annotated anew", self._path)
                if entry is not None:
                    self._places[_hash(entry["path"], entry["digest"])] = offset
                offset += len(line)
        if not line.endswith(b"\n"):
            os.write(self._fd, b"\n")


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
        sound = (
            isinstance(entry["path"], str) and isinstance(entry["digest"], str) and isinstance(entry["result"], dict)
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return entry if sound else None


def _hash(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _forget(folder: Path) -> None:
    for path in folder.glob(f"*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - _FORGET_AFTER:
                path.unlink()
