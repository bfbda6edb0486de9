"""`typilus audit`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import api, judging
from typilus.counting import counted
from typilus.errors import TypilusError
from typilus.interfaces import formats
from typilus.interfaces.baseline import Baseline
from typilus.interfaces.cli.arguments import (
    CommandParser,
    add_format,
    add_options,
    add_paths,
    add_resume,
    add_verbose,
    no_files,
    options_from,
)
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.stopping import told_when_stopped
from typilus.interfaces.terminal import TerminalListener, say
from typilus.options import AuditOptions

if TYPE_CHECKING:
    from typilus.auditing import FileAudit

__all__ = ["DESCRIPTION", "EXAMPLES", "add_arguments", "run"]

DESCRIPTION = """
Compare existing annotations with the types that would be predicted for the same symbols, and show where they
differ. A symbol's own annotation has no vote, nor do those of its function, of its class's fields and of
symbols with the same name in the file. All others in the project do.

Where the code itself contradicts an annotation (a function annotated with `str` returns a list, a generator is
annotated with `int`), no vote is needed, and the finding says so. All other findings are a reason to look, not
a proof. Each names its evidence, and a type checker removes those that it can refute. Nothing is written.
"""
EXAMPLES = """
examples:
  typilus audit src
      a block for each annotation that a prediction contradicts
  typilus audit src --all --min-confidence 0.9
      also types that are more precise, wider, or differ in their arguments
  typilus audit src --checker mypy --format jsonl
      judged by mypy; one JSON object per file, for programs
  typilus audit src --check
      for CI: exit code 4 if there is a finding
  typilus audit src --check --since origin/main
      for pull requests: only what has changed in them
  typilus audit src --check --baseline typilus-baseline.json
      accepts what is found the first time; exit code 4 if there is more later
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    add_paths(parser)
    add_options(parser, AuditOptions)
    add_format(parser)
    parser.add_argument("--check", action="store_true", help="exit code 4 if there is a finding")
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help="leave out the findings that this file accepts; without such a file, write it with all that are found",
    )
    parser.add_argument(
        "--update-baseline", action="store_true", help="write the file anew, for the files that are audited"
    )
    add_resume(parser)
    add_verbose(parser)


def run(namespace: argparse.Namespace) -> int:
    """Audit the named files and write what was found."""
    options = options_from(namespace, AuditOptions)
    listener = TerminalListener()
    root = judging.project_root(options.project, namespace.paths[0])
    baseline = _baseline_of(namespace, root)
    audits = api.audit_paths(namespace.paths, options, listener=listener, resume=namespace.resume)
    totals = _Counted(audits if baseline is None else baseline.filtered(audits))
    with told_when_stopped(lambda: totals.summary_so_far(listener.files)):
        formats.FORMATS[namespace.format].load().write(totals, sys.stdout, formats.audit_run(root))
    say(totals.summary(namespace.paths, options.all))
    if baseline is not None:
        say(_accepted_in_words(baseline, namespace.baseline))
    is_accepted = baseline is not None and baseline.is_updated
    if namespace.check and totals.findings and not is_accepted:
        return ExitCode.CHECK_FAILED
    return ExitCode.SOME_FILES_FAILED if totals.failed else ExitCode.OK


def _baseline_of(namespace: argparse.Namespace, root: Path) -> Baseline | None:
    if namespace.baseline is None:
        if namespace.update_baseline:
            raise TypilusError("--update-baseline: --baseline FILE names the file to update")
        return None
    return Baseline(namespace.baseline, root, namespace.update_baseline)


def _accepted_in_words(baseline: Baseline, path: str) -> str:
    if baseline.is_updated:
        return f"{counted(baseline.recorded, 'finding')} accepted in {path}"
    gone = f"; {counted(baseline.gone, 'other')} no longer there, see --update-baseline" if baseline.gone else ""
    return f"{counted(baseline.suppressed, 'finding')} left out that {path} accepts{gone}"


class _Counted:
    """Audits, counted while they pass."""

    def __init__(self, audits: Iterable[FileAudit]) -> None:
        self._audits = audits
        self.files = self.failed = self.annotated = self.findings = 0

    def __iter__(self) -> Iterator[FileAudit]:
        for audit in self._audits:
            self.files += 1
            self.failed += audit.error is not None
            self.annotated += audit.annotated
            self.findings += len(audit)
            yield audit

    def summary(self, paths: Sequence[str], every_kind: bool) -> str:
        if not self.files:
            return no_files(paths)
        kinds = "" if every_kind else "; only different types are shown, --all shows every disagreement"
        return f"{self._counts()} in {counted(self.files, 'file')}; {self.failed:,} failed{kinds}"

    def summary_so_far(self, total: int) -> str:
        return f"{self.files:,} of {counted(total, 'file')}, {self._counts()}; {self.failed:,} failed"

    def _counts(self) -> str:
        return f"{counted(self.findings, 'finding')} among {counted(self.annotated, 'annotation')}"
