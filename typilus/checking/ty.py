"""ty: GitLab's JSON, the only one of its formats that is both for programs and short."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from typilus.checking.checker import CommandLineChecker
from typilus.checking.configuration import is_configured
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.running import CommandResult

__all__ = ["TyChecker"]

# GitLab's words for ty's "error" and worse; a warning is "minor".
ERROR_SEVERITIES = frozenset({"major", "critical", "blocker"})


class TyChecker(CommandLineChecker):
    name = "ty"
    executable_name = "ty"
    other_codes = frozenset(
        {"unresolved-import", "import-not-found", "unused-*", "redundant-*", "deprecated", "revealed-type"}
        | {"undefined-reveal", "ignore-comment-unknown-rule", "invalid-ignore-comment"}
        | {"possibly-unresolved-reference"}
    )
    syntax_codes = frozenset({"invalid-syntax"})

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        python = ["--python", str(project.python)] if project.python else []
        # ty runs nothing and writes nothing; without a configuration it looks for one above the copy.
        settings = [] if is_configured(project.copy, self.name) else ["--config-file", str(empty_settings(project))]
        # Warnings alone would end it with 1, as errors do.
        return [
            "check",
            "--exit-zero",
            "--output-format",
            "gitlab",
            "--color",
            "never",
            "--no-progress",
            *settings,
            *python,
            "--",
            *files,
        ]

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        found = []
        for each in json.loads(result.output):
            begin, code = each["location"]["positions"]["begin"], each["check_name"]
            if each["severity"] in ERROR_SEVERITIES:
                path = project.named(each["location"]["path"])
                message = each["description"].removeprefix(f"{code}: ")
                found.append(Diagnostic(path, begin["line"], begin["column"] - 1, code, message))
        return found


def empty_settings(project: CheckedProject) -> Path:
    file = project.cache("ty") / "ty.toml"
    file.touch()
    return file
