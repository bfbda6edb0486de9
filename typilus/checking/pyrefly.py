"""pyrefly, with one JSON document as output.

Without a configuration it takes a preset that reports next to nothing, so it always gets one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typilus.checking.checker import CommandLineChecker
from typilus.checking.configuration import is_configured
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.limited_commands import CommandResult
from typilus.checking.project import CheckedProject
from typilus.checking.settings import HarmlessSettings, SettingsTable, to_toml, toml_table, write_configuration
from typilus.checking.specs import PYREFLY

__all__ = ["PyreflyChecker"]

CONFIGURATION = "pyrefly.toml"
# `build-system` runs commands, `python-interpreter-path` and its like name what is run.
HARMLESS = HarmlessSettings(
    flags=frozenset(
        {"check-unannotated-defs", "ignore-errors-in-generated-code", "ignore-missing-source", "infer-with-first-use"}
        | {"permissive-ignores", "spec-compliant-overloads", "strict-callable-subtyping", "use-untyped-imports"}
    ),
    names=frozenset(
        {"enabled-ignores", "ignore-missing-imports", "infer-return-types", "preset", "python-platform"}
        | {"python-version", "replace-imports-with-any", "untyped-def-behavior"}
    ),
    folders=frozenset({"search-path"}),
)
LISTS = frozenset({"enabled-ignores", "ignore-missing-imports", "replace-imports-with-any", "search-path"})
SEVERITIES = ("ignore", "info", "warn", "error")


class PyreflyChecker(CommandLineChecker):
    spec = PYREFLY
    other_codes = frozenset(
        {"missing-import", "missing-source", "missing-source-for-stubs", "untyped-import", "implicit-import"}
        | {"implicit-any*", "unannotated-*", "unused-*", "redundant-*", "unnecessary-*", "deprecated", "redefinition"}
        | {"reveal-type", "missing-override-decorator"}
    )
    syntax_codes = frozenset({"parse-error", "invalid-syntax"})

    def folder(self, project: CheckedProject) -> Path:
        # It starts the interpreter with `-c`, in its own folder.
        return project.cache("pyrefly")

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        # In the root of the copy, for that is where pyrefly takes the root of the project to be.
        project.prepare(self.name, lambda copy: configure(project.root, copy))
        configuration = ["--config", str(project.copy / CONFIGURATION)]
        # "default" is pyrefly's full checking; what it takes for a project without a configuration is "basic".
        preset = [] if is_configured(project.root, self.spec) else ["--preset", "default"]
        python = ["--python-interpreter-path", self.interpreter(project)]
        shown = ["--output-format", "json", "--summary=none", "--color", "never", "--relative-to", str(project.copy)]
        return ["check", *configuration, *shown, *preset, "--check-unannotated-defs=true", *python, *files]

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        return [
            Diagnostic(
                project.reported_path(error["path"]),
                error["line"],
                error["column"] - 1,
                error["name"],
                error["description"],
            )
            for error in json.loads(result.output)["errors"]
            if error["severity"] == "error"
        ]


def configure(root: Path, copy: Path) -> None:
    table = toml_table(root / CONFIGURATION) or toml_table(root / "pyproject.toml", "tool", "pyrefly") or {}
    write_configuration(copy / CONFIGURATION, to_toml(harmless(table, copy)))


def harmless(table: SettingsTable, copy: Path) -> dict[str, Any]:
    """Return pyrefly's settings that neither run nor write anything, with those of `sub-config` for some files."""
    table = {key.replace("_", "-"): value for key, value in table.items()}
    settings: dict[str, Any] = {
        key: value if isinstance(value, bool) or key in LISTS else value[0]
        for key, value in HARMLESS.select(table, copy).items()
    }
    if isinstance(errors := table.get("errors"), dict):
        settings["errors"] = {
            code: severity for code, severity in errors.items() if isinstance(severity, bool) or severity in SEVERITIES
        }
    if isinstance(parts := table.get("sub-config"), list):
        settings["sub-config"] = [
            {"matches": part["matches"], **harmless({**part, "sub-config": None}, copy)}
            for part in parts
            if isinstance(part, dict) and isinstance(part.get("matches"), str)
        ]
    return settings
