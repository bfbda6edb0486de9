"""`typilus audit`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.config import find_root
from typilus.errors import TypilusError
from typilus.interfaces.cli.announcing import announced_checker
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.output import print_array, print_lines
from typilus.interfaces.cli.progress import tracked
from typilus.printable import printable

if TYPE_CHECKING:
    from typilus.auditing import FileAudit

__all__ = ["audit"]


def audit(options: argparse.Namespace) -> int:
    """Audit the named files and print what was found."""
    from typilus.auditing import AuditOptions, audit_paths
    from typilus.checking import find_environment
    from typilus.interfaces.cli.loading import load_model, load_project

    root = _root(options.project, options.paths)
    choice = announced_checker(options.checker, root)
    settings = AuditOptions(
        options.min_confidence,
        options.all,
        None if choice is None else choice.checker,
        find_environment(options.environment),
        options.agreeing,
    )
    predictor = load_model(options.model)
    found = audit_paths(predictor, options.paths, load_project(predictor, root), settings)
    audits = _Counted(tracked(found, options.paths, "auditing"))
    if options.format == "jsonl":
        print_lines(audits)
    elif options.format == "json":
        print_array(audits)
    elif options.format == "sarif":
        _print_log(audits, root)
    else:
        _print_blocks(audits)
    _say(audits.summary(options.all))
    if options.check and audits.findings:
        return ExitCode.CHECK_FAILED
    return ExitCode.SOME_FILES_FAILED if audits.failed else ExitCode.OK


class _Counted:
    """Audits, counted while they pass."""

    def __init__(self, audits: Iterable[FileAudit]) -> None:
        self._audits = audits
        self.files = self.failed = self.annotated = self.findings = 0

    def __iter__(self) -> Iterator[FileAudit]:
        for each in self._audits:
            self.files += 1
            self.failed += each.error is not None
            self.annotated += each.annotated
            self.findings += len(each)
            yield each

    def summary(self, every_kind: bool) -> str:
        if not self.files:
            return "no Python files there"
        kinds = "" if every_kind else "; shown are different types only, --all shows every disagreement"
        found = "1 finding" if self.findings == 1 else f"{self.findings} findings"
        return f"{found} among {self.annotated} annotations; files: {self.files}{kinds}"


def _root(named: str | None, paths: list[str]) -> Path:
    """The project's root, as named, or that of the first path.

    Raises:
        TypilusError: it is no folder, or a path does not lie in it.
    """
    root = find_root(paths[0]) if named is None else Path(named)
    if not root.is_dir():
        raise TypilusError(f"{root}: no such folder; --project names the root of a project")
    for path in paths:
        if not Path(os.path.realpath(path)).is_relative_to(root.resolve()):
            raise TypilusError(f"{path}: not inside the project {root}; name a root that contains it with --project")
    return root


def _print_blocks(audits: Iterable[FileAudit]) -> None:
    between = ""
    for each in audits:
        if each.error is not None:
            _say(each.error)
        elif each.findings:
            print(f"{between}{printable(str(each))}", flush=True)
            between = "\n"


def _print_log(audits: Iterable[FileAudit], root: Path) -> None:
    from typilus import __version__
    from typilus.interfaces.formats.findings import FINDING_RULES, reported_findings
    from typilus.interfaces.formats.sarif import write_sarif

    write_sarif(reported_findings(audits), sys.stdout, FINDING_RULES, __version__, root)


def _say(message: str) -> None:
    print(f"typilus: {printable(message)}", file=sys.stderr, flush=True)
