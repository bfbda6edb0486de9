"""pytype: text. It infers more and asks less than the others, runs on Python up to 3.12 and is the slowest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.running import CommandResult

__all__ = ["PytypeChecker"]

ERROR = re.compile(
    r"^(?P<path>[^\n:]+\.pyi?):(?P<line>\d+):(?P<column>\d+): error: "
    r"(?:in [^\n:]+: |: )?(?P<message>.*) \[(?P<code>[\w-]+)\]$"
)


class PytypeChecker(CommandLineChecker):
    name = "pytype"
    executable_name = "pytype"
    checks_dependents = False
    # As in the paper's experiment, without the two that only typing errors kept out of its list.
    other_codes = frozenset(
        {"import-error", "module-attr", "ignored-abstractmethod", "invalid-directive", "late-directive"}
        | {"not-supported-yet", "pyi-error", "recursion-error", "reveal-type", "mro-error"}
    )
    syntax_codes = frozenset({"python-compiler-error"})

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        # What other files lack does not stop these from being checked (-k); one job, as files run in parallel.
        return ["--keep-going", "--jobs", "1", "--output", str(project.cache("pytype")), *files]

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        """An error is a line and, up to an empty line, indented details that belong to its message."""
        found: list[Diagnostic] = []
        in_details = False
        for line in result.output.splitlines():
            if match := ERROR.match(line):
                place = int(match["line"]), int(match["column"]) - 1
                found.append(Diagnostic(project.named(match["path"]), *place, match["code"], match["message"]))
                in_details = True
            elif in_details and line.startswith("  "):
                last = found[-1]
                message = f"{last.message}\n{line.strip()}"
                found[-1] = Diagnostic(last.path, last.line, last.column, last.code, message)
            else:
                in_details = False
        return found
