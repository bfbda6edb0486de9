"""Outputs of real checkers, kept as files; `{root}` in them stands for the folder that was checked."""

from __future__ import annotations

from pathlib import Path

from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.project import CheckedProject
from typilus.checking.running import CommandEnding, CommandResult

FOLDER = Path(__file__).parent / "recorded"


def read_recording(checker: CommandLineChecker, name: str, root: Path) -> list[Diagnostic]:
    """What `checker` makes of a recording, as if it had checked a project in `root`."""
    with CheckedProject(root) as project:
        output = (FOLDER / name).read_text(encoding="utf-8").replace("{root}", str(project.copy))
        return checker.read(CommandResult(CommandEnding.FINISHED, 1, output, "", 1.0), project)


def places(found: list[Diagnostic]) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.code) for each in found]
