"""Identities of findings that outlive edits of the file around them."""

from __future__ import annotations

import hashlib
from collections import Counter

from typilus.interfaces.formats.items import ReportedItem

__all__ = ["Fingerprints"]


class Fingerprints:
    """Gives each finding of a run an ID that stays the same while rule, file and symbol do, however lines move.

    Those of one file should come together: equal ones in it are numbered in their order.
    """

    def __init__(self) -> None:
        self._file: str | None = None
        self._seen: Counter[str] = Counter()

    def of(self, item: ReportedItem, file: str) -> str:
        """Return the ID of a finding.

        Args:
            item: Finding.
            file: Name of its file, which should not depend on where the project lies.
        """
        if file != self._file:
            self._file = file
            self._seen.clear()
        parts = (item.rule.id, file, item.symbol or item.message)
        key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._seen[key] += 1
        return f"{key}:{self._seen[key]}"
