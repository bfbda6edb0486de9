"""ty, with GitLab's JSON as output, the only short one of its formats that is meant for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.environments import has_packages
from typilus.checking.limited_commands import CommandResult
from typilus.checking.project import CheckedProject
from typilus.checking.settings import HarmlessSettings, SettingsTable, to_toml, toml_table, write_configuration
from typilus.checking.specs import TY

__all__ = ["TyChecker"]

# GitLab's words for ty's "error" and worse; a warning is "minor".
ERROR_SEVERITIES = frozenset({"major", "critical", "blocker"})

CONFIGURATION = "ty.toml"
ENVIRONMENT = HarmlessSettings(
    flags=frozenset(),
    names=frozenset({"python-platform", "python-version"}),
    folders=frozenset({"extra-paths", "python", "root"}),
)
ANALYSIS = HarmlessSettings(
    flags=frozenset({"respect-type-ignore-comments"}),
    names=frozenset({"allowed-unresolved-imports", "replace-imports-with-any"}),
)
LISTS = frozenset({"extra-paths", "root"})
SEVERITIES = ("ignore", "warn", "error")


class TyChecker(CommandLineChecker):
    spec = TY
    other_codes = frozenset(
        {"unresolved-import", "import-not-found", "unused-*", "redundant-*", "deprecated", "revealed-type"}
        | {"undefined-reveal", "ignore-comment-unknown-rule", "invalid-ignore-comment"}
        | {"possibly-unresolved-reference"}
    )
    syntax_codes = frozenset({"invalid-syntax"})

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        python = ["--python", str(project.python)] if project.python else []
        # Without a configuration in the copy's root it would look for one above.
        project.prepare(self.name, lambda copy: configure(project.root, copy))
        # Warnings alone would end it with 1, as errors do.
        return [
            "check",
            "--exit-zero",
            "--output-format",
            "gitlab",
            "--color",
            "never",
            "--no-progress",
            *python,
            "--",
            *files,
        ]

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        diagnostics = []
        for issue in json.loads(result.output):
            begin, code = issue["location"]["positions"]["begin"], issue["check_name"]
            if issue["severity"] in ERROR_SEVERITIES:
                path = project.reported_path(issue["location"]["path"])
                message = issue["description"].removeprefix(f"{code}: ")
                diagnostics.append(Diagnostic(path, begin["line"], begin["column"] - 1, code, message))
        return diagnostics


def configure(root: Path, copy: Path) -> None:
    table = toml_table(root / CONFIGURATION) or toml_table(root / "pyproject.toml", "tool", "ty") or {}
    write_configuration(copy / CONFIGURATION, to_toml(harmless(table, copy)))


def harmless(table: SettingsTable, copy: Path) -> dict[str, Any]:
    """Return ty's settings that affect its verdict and mean the same in the copy, with `overrides` for some files."""
    settings = rule_settings(table, copy)
    if isinstance(environment := table.get("environment"), dict):
        selected = ENVIRONMENT.select(environment, copy)
        settings["environment"] = {
            key: value if isinstance(value, bool) or key in LISTS else value[0]
            for key, value in selected.items()
            if value
        }
        # ty runs nothing of an environment, but ends without a verdict if it is broken.
        if not has_packages(Path(settings["environment"].get("python", copy))):
            settings["environment"].pop("python", None)
    if isinstance(parts := table.get("overrides"), list):
        settings["overrides"] = [
            {
                **{key: part[key] for key in ("include", "exclude") if _is_texts(part.get(key))},
                **rule_settings(part, copy),
            }
            for part in parts
            if isinstance(part, dict)
        ]
    return settings


def rule_settings(table: SettingsTable, copy: Path) -> dict[str, Any]:
    """Return the severities of rules and the settings of the analysis, for the project or for some of its files."""
    settings: dict[str, Any] = {}
    if isinstance(rules := table.get("rules"), dict):
        settings["rules"] = {rule: severity for rule, severity in rules.items() if severity in SEVERITIES}
    if isinstance(analysis := table.get("analysis"), dict):
        settings["analysis"] = ANALYSIS.select(analysis, copy)
    return settings


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
