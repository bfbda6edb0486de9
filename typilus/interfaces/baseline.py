"""Baselines of a run: what a project accepts is left out, or all that there is becomes accepted."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph_extraction.intake import exists
from typilus import annotating
from typilus.accepted_findings import SUGGESTION_RULE, AcceptedFindings, FindingKey
from typilus.counting import counted
from typilus.errors import TypilusError
from typilus.interfaces import formats

if TYPE_CHECKING:
    from typilus.annotating import AnnotatedFile
    from typilus.auditing import FileAudit, Finding

__all__ = ["AnnotateBaseline", "AuditBaseline", "expect_baseline"]

_AUDIT_RULES = ("typilus/annotation-contradicted", "typilus/annotation-disagrees")


def expect_baseline(namespace: argparse.Namespace) -> None:
    """Expect that a baseline is named if one is to be updated.

    Raises:
        TypilusError: None is.
    """
    if namespace.update_baseline and namespace.baseline is None:
        raise TypilusError("--update-baseline: --baseline FILE names the file to update")


class _Baseline:
    """The accepted findings of a project during a run, with numbers for its summary.

    Args:
        path: Of the file that holds them. If there is none yet, the run makes it.
        root: Of the project; the file names its files from there.
        update: Accept all that is found from now on, in the files of the run.

    Raises:
        TypilusError: The file cannot be read, or holds something else.
    """

    finding: str

    def __init__(self, path: str, root: Path, update: bool = False) -> None:
        self._path = path
        self.is_updated = update or not exists(path)
        self._accepted = AcceptedFindings.read(path, root)
        self._suppressed = self._gone = self._recorded = 0

    def summary(self) -> str:
        """The numbers in words."""
        if self.is_updated:
            return f"{counted(self._recorded, self.finding)} accepted in {self._path}"
        gone = f"; {counted(self._gone, 'other')} no longer there, see --update-baseline" if self._gone else ""
        return f"{counted(self._suppressed, self.finding)} left out that {self._path} accepts{gone}"

    def _accept(self, path: str, rules: Iterable[str], keys: list[FindingKey]) -> None:
        self._recorded += len(keys)
        self._accepted.accept(path, rules, keys)


class AuditBaseline(_Baseline):
    """The accepted findings of audits. Arguments are those of `typilus audit`."""

    finding = "finding"

    def filtered(self, audits: Iterable[FileAudit]) -> Iterator[FileAudit]:
        """The audits without accepted findings. Where they are being accepted, all findings stay, and are noted.

        The file is written at the end, if it is to be.
        """
        for audit in audits:
            if not self.is_updated:
                yield self._without_accepted(audit)
                continue
            if audit.error is None:  # else what was accepted in it stays
                self._accept(audit.path, _AUDIT_RULES, [_key(audit, finding) for finding in audit])
            yield audit
        if self.is_updated:
            self._accepted.write()

    def _without_accepted(self, audit: FileAudit) -> FileAudit:
        left = self._accepted.of(audit.path, _AUDIT_RULES)
        new = []
        for finding in audit:
            key = _key(audit, finding)
            if left[key] > 0:
                left[key] -= 1
                self._suppressed += 1
            else:
                new.append(finding)
        if audit.error is None:
            self._gone += left.total()
        return replace(audit, findings=tuple(new))


class AnnotateBaseline(_Baseline):
    """The accepted suggestions of `typilus annotate`, which are left out before anything is written."""

    finding = "suggestion"

    def noted(self, files: Iterable[AnnotatedFile]) -> Iterator[AnnotatedFile]:
        """The files as they are, counted. Where suggestions are being accepted, the file is written at the end."""
        for file in files:
            if file.error is None and self.is_updated:
                keys = [(SUGGESTION_RULE, symbol.prediction.qualified_name) for symbol in file.written]
                self._accept(file.path, (SUGGESTION_RULE,), keys)
            elif file.error is None:
                left_out = Counter(symbol.reason for symbol in file.symbols)[annotating.ACCEPTED]
                self._suppressed += left_out
                self._gone += self._accepted.of(file.path, (SUGGESTION_RULE,)).total() - left_out
            yield file
        if self.is_updated:
            self._accepted.write()


def _key(audit: FileAudit, finding: Finding) -> FindingKey:
    (item,) = formats.reported_findings([replace(audit, error=None, findings=(finding,))])
    return item.rule.id, item.symbol
