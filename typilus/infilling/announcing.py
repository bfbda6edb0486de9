"""Sentences for people, each said once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

__all__ = ["Announcer"]

_LOG = logging.getLogger(__name__)


class Announcer:
    """Hands sentences on, each the first time only.

    Args:
        notice: Takes a sentence. Without it they are logged as warnings.
    """

    def __init__(self, notice: Callable[[str], None] | None = None) -> None:
        self._notice = notice or _LOG.warning
        self._announced: dict[str, object] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs: it has nobody else to tell than the log."""
        return {"_notice": _LOG.warning, "_announced": self._announced}

    def announce(self, sentence: str) -> None:
        """Hand a sentence on unless it has been. Several threads may call it."""
        mine = object()
        if self._announced.setdefault(sentence, mine) is mine:
            self._notice(sentence)
