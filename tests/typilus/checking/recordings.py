"""Outputs of real checkers, kept as files; `{root}` in them stands for the folder that was checked."""

from __future__ import annotations

from pathlib import Path

from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.limited_commands import CommandEnding, CommandResult
from typilus.checking.project import CheckedProject

FOLDER = Path(__file__).parent / "recorded"


def read_recording(checker: CommandLineChecker, case: str, root: Path) -> list[Diagnostic]:
    """What `checker` makes of its recording of a case, as if it had checked a project in `root`."""
    (recording,) = FOLDER.glob(f"{checker.name}-{case}.*")
    with CheckedProject(root) as project:
        output = recording.read_text(encoding="utf-8").replace("{root}", str(project.copy))
        return checker.read(CommandResult(CommandEnding.FINISHED, 1, output, "", 1.0), project)
