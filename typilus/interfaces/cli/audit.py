"""`typilus audit`."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from typilus import api, auditing, judging
from typilus.counting import counted
from typilus.errors import SourceError
from typilus.interfaces import formats
from typilus.interfaces.baseline import AuditBaseline, expect_baseline
from typilus.interfaces.cli.arguments import (
    CommandParser,
    add_format,
    add_options,
    add_paths,
    add_resume,
    add_verbosity,
    no_files,
    options_from,
)
from typilus.interfaces.cli.counts import add_statistics, expect_countable, write_statistics
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.result_files import add_output_file, results_to
from typilus.interfaces.cli.standard_input import add_stdin_filename, located_path, named_text, reads_text
from typilus.interfaces.cli.stopping import told_when_stopped
from typilus.interfaces.terminal import TerminalListener, say, warn
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
  cat buffer | typilus audit - --stdin-filename src/shop.py
      the unsaved text of an editor, in the place of that file
"""


def add_arguments(parser: CommandParser) -> None:
    """See `CommandModule`."""
    add_paths(parser, "a file, a folder to search, or - for standard input")
    add_options(parser, AuditOptions)
    add_format(parser)
    add_output_file(parser)
    add_statistics(parser, "findings by kind of symbol, and by how far the types are apart")
    add_stdin_filename(parser)
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
    add_verbosity(parser)


def run(namespace: argparse.Namespace) -> int:
    """Audit the named files and write what was found."""
    expect_countable(namespace)
    options = options_from(namespace, AuditOptions)
    listener = TerminalListener()
    root = judging.project_root(options.project, located_path(namespace))
    baseline = _baseline_of(namespace, root)
    if reads_text(namespace):
        audits = _audited_text(namespace, options)
    else:
        audits = api.audit_paths(namespace.paths, options, listener=listener, resume=namespace.resume)
    totals = _Counted(audits if baseline is None else baseline.filtered(audits))
    with told_when_stopped(lambda: totals.summary_so_far(listener.files)), results_to(namespace.output_file) as out:
        _write(totals, namespace, out, formats.audit_run(root))
    if totals.files:
        say(totals.summary(options.all))
        if totals.findings and not (namespace.check or namespace.statistics or baseline):
            say("next: typilus explain FILE:LINE tells more of a finding; --baseline FILE accepts what there is today")
    else:
        warn(no_files(namespace.paths))
    if baseline is not None:
        say(baseline.summary())
    is_accepted = baseline is not None and baseline.is_updated
    if namespace.check and totals.findings and not is_accepted:
        return ExitCode.CHECK_FAILED
    return ExitCode.SOME_FILES_FAILED if totals.failed else ExitCode.OK


def _audited_text(namespace: argparse.Namespace, options: AuditOptions) -> Iterator[FileAudit]:
    """Audit standard input."""
    source, name = named_text(namespace)
    try:
        yield api.audit_source(source, options, path=name)
    except SourceError as error:
        yield auditing.FileAudit(name, str(error))


def _write(totals: _Counted, namespace: argparse.Namespace, out: TextIO, run: formats.RunInfo) -> None:
    """Write findings, or their numbers."""
    if not namespace.statistics:
        formats.FORMATS[namespace.format].load().write(totals, out, run)
        return
    for audit in totals:
        if audit.error is not None:
            warn(audit.error)
    write_statistics(totals.kinds, namespace.format, out)


def _baseline_of(namespace: argparse.Namespace, root: Path) -> AuditBaseline | None:
    expect_baseline(namespace)
    return None if namespace.baseline is None else AuditBaseline(namespace.baseline, root, namespace.update_baseline)


class _Counted:
    """Audits, counted while they pass."""

    def __init__(self, audits: Iterable[FileAudit]) -> None:
        self._audits = audits
        self.files = self.failed = self.annotated = self.findings = 0
        self.kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def __iter__(self) -> Iterator[FileAudit]:
        for audit in self._audits:
            self.files += 1
            self.failed += audit.error is not None
            self.annotated += audit.annotated
            self.findings += len(audit)
            for finding in audit:
                self.kinds[finding.kind.value][finding.symbol.kind.value] += 1
            yield audit

    def summary(self, every_kind: bool) -> str:
        kinds = "" if every_kind else "; only different types are shown, --all shows every disagreement"
        return f"{self._counts()} in {counted(self.files, 'file')}; {self.failed:,} failed{kinds}"

    def summary_so_far(self, total: int) -> str:
        return f"{self.files:,} of {counted(total, 'file')}, {self._counts()}; {self.failed:,} failed"

    def _counts(self) -> str:
        return f"{counted(self.findings, 'finding')} among {counted(self.annotated, 'annotation')}"
