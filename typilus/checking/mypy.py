"""mypy, with JSON lines as output. Bodies of functions without annotations are checked too. Its cache makes later runs
short.

dmypy is not used: with a warm cache it took longer than the command (0.34 s of processor time against 0.22 s for one
changed file of the standard library, and no less in a large package; mypy 2.4), and it can be left running.
"""

from __future__ import annotations

import configparser
import json
from collections.abc import Sequence
from pathlib import Path

from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.limited_commands import CommandResult
from typilus.checking.mypy_settings import mypy_configuration
from typilus.checking.project import CheckedProject
from typilus.checking.specs import MYPY

__all__ = ["MypyChecker"]


class MypyChecker(CommandLineChecker):
    spec = MYPY
    # The first line as in the paper's experiment; the second only tells which annotations or comments are left to do.
    other_codes = frozenset(
        {"abstract", "has-type", "import", "import-*", "no-redef", "var-annotated"}
        | {"no-untyped-def", "no-untyped-call", "unused-ignore"}
    )
    syntax_codes = frozenset({"syntax"})

    def passes_over_bodies(self, project: CheckedProject) -> bool:
        settings = configparser.RawConfigParser()
        settings.read(self._configuration(project), encoding="utf-8")
        return not any(settings.getboolean("mypy", name, fallback=False) for name in ("check_untyped_defs", "strict"))

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        # Always named, or mypy looks for one in the folders above the copy too.
        configuration = self._configuration(project)
        output = ["--output=json", "--no-error-summary", "--no-pretty", "--hide-error-context", "--show-error-codes"]
        python = ["--python-executable", self.interpreter(project)]
        cache = ["--incremental", "--cache-dir", str(project.cache("mypy"))]
        settings = ["--config-file", str(configuration), "--check-untyped-defs"]
        return [*settings, *output, *cache, *python, "--", *files]

    def _configuration(self, project: CheckedProject) -> Path:
        configuration = project.cache("mypy-settings") / "mypy.ini"
        if not configuration.exists():
            text = mypy_configuration(project.root, project.copy)
            configuration.write_text(text, encoding="utf-8", errors="surrogateescape")
        return configuration

    def environment(self, project: CheckedProject) -> dict[str, str]:
        # These would go before the command line; workers of mypy would import from the copy.
        settings = {"MYPY_CACHE_DIR": str(project.cache("mypy")), "MYPY_NUM_WORKERS": "0"}
        return {**super().environment(project), **settings}

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        # An error that stops everything, as of syntax, is JSON as well; anything else is not a line of errors.
        messages = (json.loads(line) for line in result.output.splitlines() if line.startswith("{"))
        return [
            Diagnostic(
                project.reported_path(message["file"]),
                max(message["line"], 1),
                max(message["column"], 0),
                message["code"] or "",
                message["message"],
            )
            for message in messages
            if message["severity"] == "error"
        ]
