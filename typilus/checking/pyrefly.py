"""pyrefly: one JSON document. Without a configuration it takes a preset that finds next to nothing; ours finds."""

from __future__ import annotations

import json
from collections.abc import Sequence

from typilus.checking.checker import CommandLineChecker
from typilus.checking.configuration import is_configured
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.running import CommandResult

__all__ = ["PyreflyChecker"]


class PyreflyChecker(CommandLineChecker):
    name = "pyrefly"
    executable_name = "pyrefly"
    other_codes = frozenset(
        {"missing-import", "missing-source", "missing-source-for-stubs", "untyped-import", "implicit-import"}
        | {"implicit-any*", "unannotated-*", "unused-*", "redundant-*", "unnecessary-*", "deprecated", "redefinition"}
        | {"reveal-type", "missing-override-decorator"}
    )
    syntax_codes = frozenset({"parse-error", "invalid-syntax"})

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        # "default" is pyrefly's full checking; what it takes for a project without a configuration is "basic".
        preset = [] if is_configured(project.root, self.name) else ["--preset", "default"]
        python = ["--python-interpreter-path", self.interpreter(project)]
        shown = ["--output-format", "json", "--summary=none", "--color", "never"]
        return ["check", *shown, *preset, "--check-unannotated-defs=true", *python, *files]

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        return [
            Diagnostic(project.named(each["path"]), each["line"], each["column"] - 1, each["name"], each["description"])
            for each in json.loads(result.output)["errors"]
            if each["severity"] == "error"
        ]
