"""pyright, with one JSON document as output. It checks all bodies anyway and is slow to start, as node must load it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from typilus.checking.checker import CommandLineChecker
from typilus.checking.configuration import is_configured
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.limited_commands import CommandResult
from typilus.checking.project import CheckedProject
from typilus.checking.settings import write_configuration
from typilus.checking.specs import PYRIGHT

__all__ = ["PyrightChecker"]

# In pyright's own order.
CONFIGURATIONS = ("pyrightconfig.json", "pyproject.toml")


class PyrightChecker(CommandLineChecker):
    spec = PYRIGHT
    other_codes = frozenset(
        {"reportMissingImports", "reportMissingModuleSource", "reportMissingTypeStubs", "reportImportCycles"}
        | {"reportRedeclaration", "reportObsoleteTypeVar", "reportDeprecated", "reportWildcardImportFromLibrary"}
        | {"reportUnused*", "reportUnnecessary*", "reportUnknown*", "reportUntyped*", "reportPrivate*"}
        | {
            "reportMissingParameterType",
            "reportMissingSuperCall",
            "reportSelfClsParameterName",
            "reportShadowedImports",
        }
        | {"reportUnsupportedDunderAll", "reportInvalidStringEscapeSequence", "reportTypeCommentUsage"}
        | {"reportImplicitStringConcatenation", "reportPropertyTypeMismatch", "reportUninitializedInstanceVariable"}
    )
    # pyright names no rule where a text cannot be read.
    syntax_codes = frozenset({""})

    def folder(self, project: CheckedProject) -> Path:
        # It starts the interpreter with `-c`, in its own folder.
        return project.cache("pyright")

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        # Settings of pyright run nothing and write nothing; without any it looks for some above the copy.
        project.prepare(self.name, configure)
        file_name = next(name for name in CONFIGURATIONS if (project.copy / name).is_file())
        settings = ["--project", str(project.copy / file_name)]
        python = ["--pythonpath", self.interpreter(project)]
        return ["--outputjson", "--level", "error", *settings, *python, *files]

    def environment(self, project: CheckedProject) -> dict[str, str]:
        # No notice of newer versions, which would be asked for on the network.
        return {**super().environment(project), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        document = json.loads(result.output[result.output.index("{") :])
        return [
            Diagnostic(
                project.reported_path(message["file"]),
                message["range"]["start"]["line"] + 1,
                message["range"]["start"]["character"],
                message.get("rule", ""),
                message["message"],
            )
            for message in document["generalDiagnostics"]
            if message["severity"] == "error"
        ]


def configure(copy: Path) -> None:
    if not is_configured(copy, PYRIGHT):
        write_configuration(copy / CONFIGURATIONS[0], "{}\n")
