"""mypy: JSON lines; bodies of functions without annotations are checked too, and its cache makes later runs short.

No daemon: with a cache that is warm, dmypy took longer than the command (0.34 s of processor time against 0.22 s for
one changed file of the standard library, and no less in a large package; mypy 2.4), and it can be left running.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import CheckOutcome, Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.running import CommandResult

__all__ = ["MypyChecker"]


# A plugin that is a file of the project: mypy would run it.
PLUGIN_FILE = re.compile(r"""["']?[\w./\\-]+\.py(?::\w+)?["']?\s*,?""")
PLUGINS = re.compile(r"^([ \t]*plugins[ \t]*=)((?:.*(?:\n[ \t]+.*)*)|\s*\[[^\]]*\])", re.MULTILINE)


class MypyChecker(CommandLineChecker):
    name = "mypy"
    executable_name = "mypy"
    # The first line as in the paper's experiment; the second only tells which annotations or comments are left to do.
    other_codes = frozenset(
        {"abstract", "has-type", "import", "import-*", "no-redef", "var-annotated"}
        | {"no-untyped-def", "no-untyped-call", "unused-ignore"}
    )
    syntax_codes = frozenset({"syntax"})

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        project.prepare(self.name, _disarm)
        return super().check(project, changed)

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        # The project's configuration cannot undo these: a command line wins.
        output = ["--output=json", "--no-error-summary", "--no-pretty", "--hide-error-context", "--show-error-codes"]
        python = ["--python-executable", self.interpreter(project)]
        cache = ["--incremental", "--cache-dir", str(project.cache("mypy"))]
        return ["--check-untyped-defs", *output, *cache, *python, "--", *files]

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        # An error that stops everything, as of syntax, is JSON as well; anything else is not a line of errors.
        found = (json.loads(line) for line in result.output.splitlines() if line.startswith("{"))
        return [
            Diagnostic(
                project.named(each["file"]),
                max(each["line"], 1),
                max(each["column"], 0),
                each["code"] or "",
                each["message"],
            )
            for each in found
            if each["severity"] == "error"
        ]


def _disarm(copy: Path) -> None:
    """Take plugins that are the project's own files out of the copied configuration; installed ones stay."""
    for name in ("mypy.ini", ".mypy.ini", "setup.cfg", "pyproject.toml"):
        file = copy / name
        if file.is_file():
            text = file.read_text(encoding="utf-8", errors="surrogateescape")
            disarmed = without_local_plugins(text)
            if disarmed != text:
                file.write_text(disarmed, encoding="utf-8", errors="surrogateescape")


def without_local_plugins(text: str) -> str:
    """A configuration in which no file is a plugin.

    >>> without_local_plugins("[mypy]\\nplugins = pydantic.mypy, tools/evil.py:start\\n")
    '[mypy]\\nplugins = pydantic.mypy, \\n'
    """
    return PLUGINS.sub(lambda match: match[1] + PLUGIN_FILE.sub("", match[2]), text)
