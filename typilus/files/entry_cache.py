"""Files that can be made anew, in a folder of the user's and within a budget."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sys
from pathlib import Path

from graph_extraction.intake import read_bytes
from typilus.files.leftovers import remove_leftover_files, temporary_file

__all__ = ["EntryCache", "cache_folder"]

_LOG = logging.getLogger(__name__)
_TEMPORARY_SUFFIX = ".part"
_DIGEST_SIZE = hashlib.sha256().digest_size


class EntryCache:
    """A folder of entries within a budget. An entry that cannot be read or written counts as missing.

    Args:
        folder: Folder of the entries, None for no cache.
        suffix: Ending of their names.
        budget: Maximum number of bytes. The least recently used entries are dropped first.
    """

    def __init__(self, folder: Path | None, suffix: str, budget: int) -> None:
        self._folder = folder
        self._suffix = suffix
        self._budget = budget
        self._wrote = False

    def load(self, key: str) -> bytes | None:
        """Return what was saved under a key, None without it, and drop what is damaged."""
        if self._folder is None:
            return None
        path = self._path(self._folder, key)
        try:
            data = read_bytes(path)
        except OSError:
            return None
        content = data[_DIGEST_SIZE:]
        if hashlib.sha256(content).digest() != data[:_DIGEST_SIZE]:
            self.drop(key, "its hash is another")
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def drop(self, key: str, reason: object) -> None:
        """Remove an entry of which nothing can be made."""
        if self._folder is not None:
            path = self._path(self._folder, key)
            _LOG.info("%s: is damaged (%s); it is dropped and made anew", path, reason)
            with contextlib.suppress(OSError):
                path.unlink()

    def save(self, key: str, content: bytes) -> None:
        """Write an entry, whole or not at all."""
        if self._folder is None:
            return
        path = self._path(self._folder, key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary_file(path, _TEMPORARY_SUFFIX) as (file, temporary):
                file.write(hashlib.sha256(content).digest() + content)
                file.flush()
                temporary.replace(path)
            self._wrote = True

    def trim(self) -> None:
        """Drop the least recently used entries until the rest fits the budget, to be called after a round of `save`."""
        if self._folder is None or not self._wrote:
            return
        for folder in self._folder.iterdir():
            remove_leftover_files(folder, _TEMPORARY_SUFFIX)
        entries: list[tuple[float, int, Path]] = []
        for path in self._folder.glob(f"*/*{self._suffix}"):
            with contextlib.suppress(OSError):
                status = path.stat()
                entries.append((status.st_mtime, status.st_size, path))
        surplus = sum(size for _, size, _ in entries) - self._budget
        for _, size, path in sorted(entries):
            if surplus <= 0:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                surplus -= size

    def _path(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / (key[2:] + self._suffix)


def cache_folder() -> Path:
    """Return the folder for recomputable files: `$TYPILUS_CACHE`, or `typilus` in the user's cache folder."""
    # Without a home nothing is kept: no folder can be made below a device.
    home = os.path.expanduser("~")  # noqa: PTH111 - `Path.home` raises where there is none
    user = Path(home if os.path.isabs(home) else os.devnull)  # noqa: PTH117
    if os.environ.get("TYPILUS_CACHE"):
        return Path(os.environ["TYPILUS_CACHE"])
    configured = os.environ.get("XDG_CACHE_HOME", "")
    if configured and Path(configured).is_absolute():
        base = Path(configured)
    elif sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        base = Path(os.environ["LOCALAPPDATA"])
    elif sys.platform == "darwin":
        base = user / "Library" / "Caches"
    else:
        base = user / ".cache"
    return base / "typilus"
