"""A number of requests that a run may send."""

from __future__ import annotations

import threading

__all__ = ["RequestBudget"]


class RequestBudget:
    """Counts requests down. Several threads may take from it.

    Args:
        max_requests: Maximum number of requests, None for any number.
    """

    def __init__(self, max_requests: int | None = None) -> None:
        self.max_requests = max_requests
        self.used = 0
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, int | None]:
        """Return what another process needs. It counts for itself."""
        return {"max_requests": self.max_requests, "used": self.used}

    def __setstate__(self, state: dict[str, int | None]) -> None:
        self.__init__(state["max_requests"])  # type: ignore[misc]
        self.used = state["used"] or 0

    def take(self) -> bool:
        """Count one more request. False if none is left."""
        with self._lock:
            if self.max_requests is not None and self.used >= self.max_requests:
                return False
            self.used += 1
            return True
