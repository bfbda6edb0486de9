"""Findings as a Code Quality report of GitLab, which merge requests show in their diff."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, TextIO

from typilus.files import relative_path
from typilus.interfaces.formats.contract import FileResult, RunInfo
from typilus.interfaces.formats.fingerprints import Fingerprints
from typilus.printable import printable_json

__all__ = ["GitlabFormat"]

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


class GitlabFormat:
    """One array of findings."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        fingerprints = Fingerprints()
        separator = "[\n"
        for item in run.items(results):
            path = relative_path(item.path, run.root)
            # GitLab wants no more than letters and digits of an ID.
            identity = hashlib.sha256(fingerprints.of(item, path).encode()).hexdigest()[:32]
            finding: dict[str, Any] = {
                "description": item.message,
                "check_name": item.rule.id,
                "fingerprint": identity,
                "severity": _SEVERITIES[item.rule.level],
                "location": {"path": path, "lines": {"begin": item.line or 1}},
            }
            out.write(separator + printable_json(_json(finding)))
            separator = ",\n"
        out.write("[]\n" if separator == "[\n" else "\n]\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
