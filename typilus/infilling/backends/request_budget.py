"""A number of requests that a run may send."""

from __future__ import annotations

import os
import threading
import weakref

from typilus.files import TemporaryFolder

__all__ = ["RequestBudget"]

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT


class RequestBudget:
    """Counts requests down. Threads take from it, and the processes of a machine that it is handed to.

    A file counts: a request adds a byte to it, and what is in front of one's own byte has been taken by others. A
    process that does not see the file, as on another machine, counts in one of its own.

    Args:
        max_requests: Maximum number of requests, None for any number.
    """

    def __init__(self, max_requests: int | None = None) -> None:
        self.max_requests = max_requests
        self._lock = threading.Lock()
        self._path: str | None = None

    def __getstate__(self) -> dict[str, int | str | None]:
        """Return what another process needs to take from the same budget."""
        with self._lock:
            return {"max_requests": self.max_requests, "path": self._shared_path()}

    def __setstate__(self, state: dict[str, int | str | None]) -> None:
        most, path = state["max_requests"], state["path"]
        self.__init__(int(most) if most is not None else None)  # type: ignore[misc]
        if isinstance(path, str) and os.path.isfile(path):  # noqa: PTH113 - never raises
            self._path = path

    def take(self) -> bool:
        """Count one more request. False if none is left.

        Raises:
            OSError: There is no room for the file.
        """
        if self.max_requests is None:
            return True
        with self._lock:
            path = self._shared_path()
            assert path is not None
            file = os.open(path, _FLAGS, 0o600)
            try:
                os.write(file, b".")
                return os.lseek(file, 0, os.SEEK_CUR) <= self.max_requests
            finally:
                os.close(file)

    def _shared_path(self) -> str | None:
        """The path of the file, which goes with the budget that made it, None where nothing is counted."""
        if self._path is None and self.max_requests is not None:
            folder = TemporaryFolder("typilus-requests-")
            weakref.finalize(self, folder.remove)
            self._path = str(folder.path / "taken")
            os.close(os.open(self._path, _FLAGS, 0o600))
        return self._path
