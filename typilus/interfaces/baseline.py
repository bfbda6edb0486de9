"""Findings that a project accepts for now, so that only new ones count: it can audit today and mend them later."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from graph_extraction.intake import exists, parse_json, read_bytes
from typilus.auditing import FileAudit, Finding
from typilus.errors import TypilusError
from typilus.files import write_file
from typilus.interfaces.formats import relative_path, reported_findings

__all__ = ["Baseline"]

_FORMAT = "typilus-baseline"
Accepted = dict[str, Counter[str]]
"""For each file, named from the project's root, how often each finding is in it: its rule and its symbol."""


class Baseline:
    """The accepted findings of a project.

    A finding is known by its file, rule and symbol, so that it stays accepted however lines move. A file that is
    renamed or a symbol that is renamed has new ones.

    Args:
        path: Of the file that holds them. If there is none yet, the first audit makes it.
        root: Of the project; the file names its files from there.
        update: Accept all that is found from now on, in the files that are audited.

    Raises:
        TypilusError: The file cannot be read, or holds something else.
    """

    def __init__(self, path: str, root: Path, update: bool = False) -> None:
        self._path, self._root = Path(path), root
        self.is_updated = update or not exists(self._path)
        self._accepted: Accepted = _read(self._path) if exists(self._path) else {}
        self.suppressed = self.gone = self.recorded = 0

    def filtered(self, audits: Iterable[FileAudit]) -> Iterator[FileAudit]:
        """The audits without accepted findings. Where they are being accepted, all findings stay, and are noted.

        The file is written at the end, if it is to be.
        """
        for audit in audits:
            if self.is_updated:
                self._accept(audit)
                yield audit
            else:
                yield self._without_accepted(audit)
        if self.is_updated:
            self._write()

    def _accept(self, audit: FileAudit) -> None:
        if audit.error is not None:  # what was accepted in it stays
            return
        names = Counter(_name(audit, finding) for finding in audit)
        self.recorded += names.total()
        file = relative_path(audit.path, self._root)
        self._accepted.pop(file, None)
        if names:
            self._accepted[file] = names

    def _without_accepted(self, audit: FileAudit) -> FileAudit:
        left = Counter(self._accepted.get(relative_path(audit.path, self._root), ()))
        new = []
        for finding in audit:
            name = _name(audit, finding)
            if left[name] > 0:
                left[name] -= 1
                self.suppressed += 1
            else:
                new.append(finding)
        if audit.error is None:
            self.gone += left.total()
        return replace(audit, findings=tuple(new))

    def _write(self) -> None:
        findings = {file: dict(sorted(names.items())) for file, names in sorted(self._accepted.items())}
        text = json.dumps({"format": _FORMAT, "version": 1, "findings": findings}, indent=1, ensure_ascii=True)
        write_file(self._path, f"{text}\n".encode())


def _name(audit: FileAudit, finding: Finding) -> str:
    (item,) = reported_findings([replace(audit, error=None, findings=(finding,))])
    return f"{item.rule.id} {item.symbol}"


def _read(path: Path) -> Accepted:
    try:
        document = parse_json(read_bytes(path))
    except (OSError, ValueError) as error:
        raise TypilusError(f"{path}: cannot be read as a baseline: {error}") from error
    if not isinstance(document, dict) or document.get("format") != _FORMAT or document.get("version") != 1:
        raise TypilusError(f"{path}: is no baseline of this version; `typilus audit --update-baseline` makes one")
    try:
        return {
            str(file): Counter({str(name): int(count) for name, count in names.items()})
            for file, names in document["findings"].items()
        }
    except (KeyError, AttributeError, TypeError, ValueError):
        raise TypilusError(
            f"{path}: is damaged (findings by file are expected); `typilus audit --update-baseline` makes it anew"
        ) from None
