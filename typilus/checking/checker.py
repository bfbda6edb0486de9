"""The contract of every type checker, and the base class of those that are commands."""

from __future__ import annotations

import functools
import os
import re
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic
from typilus.checking.limited_commands import CommandEnding, CommandResult, RunLimits, run_command
from typilus.checking.project import TEMPORARY_PREFIX, CheckedProject
from typilus.checking.specs import CheckerSpec
from typilus.files import TemporaryFolder, temporary_environment

__all__ = ["CommandLineChecker", "TypeChecker", "find_executable"]

MAX_REASON_LENGTH = 500
VERSION_LIMITS = RunLimits(seconds=60.0, output_bytes=1 << 16)


class TypeChecker(ABC):
    """A type checker that checks files of a project with replaced texts.

    Attributes:
        spec: Description of the checker for users.
    """

    spec: ClassVar[CheckerSpec]

    @property
    def name(self) -> str:
        """The name that users know."""
        return self.spec.name

    @abstractmethod
    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        """Check the files in `changed` with the texts given for them.

        The diagnostics are those of these files; mypy adds those of the modules that they import, and so of a cycle.
        Files that import the changed ones are checked only if they are in `changed` as well. Give a file its own text
        to learn which errors it already has.
        """

    @abstractmethod
    def concern(self, code: str) -> Concern:
        """Classify an error code."""

    def passes_over_bodies(self, project: CheckedProject) -> bool:
        """Return whether the project's settings make the checker skip the bodies of functions without annotations."""
        return False


class CommandLineChecker(TypeChecker):
    """A checker that runs as a command. A subclass knows its arguments and its output format."""

    # Codes that say nothing of types; a `*` at the end stands for anything.
    other_codes: ClassVar[frozenset[str]]
    syntax_codes: ClassVar[frozenset[str]]

    def __init__(self, executable: str | Path | None = None, limits: RunLimits | None = None) -> None:
        self.executable = str(executable) if executable is not None else find_executable(self.spec.executable)
        self.limits = limits or RunLimits()

    @abstractmethod
    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        """Return the arguments after the executable. `files` are absolute paths, so none looks like an option."""

    def folder(self, project: CheckedProject) -> Path:
        """Return the folder to run the command in.

        It must not be the copy if the command starts a Python, which would import the project's modules.
        """
        return project.copy

    @abstractmethod
    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        """Return the errors in the output.

        Raises:
            ValueError, KeyError, TypeError, IndexError: The output is not in the expected format.
        """

    def environment(self, project: CheckedProject) -> dict[str, str]:
        settings = {"NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "XDG_CACHE_HOME": str(project.cache("xdg"))}
        return {**settings, **temporary_environment(project.cache("tmp"))}

    def interpreter(self, project: CheckedProject) -> str:
        """Return the interpreter to name on the command line, so that no setting of the project can name one to run."""
        if project.python is not None:
            return str(project.python)
        beside = Path(self.executable or "").absolute().parent / "python"
        return str(beside if beside.is_file() else sys.executable)

    def concern(self, code: str) -> Concern:
        if code in self.syntax_codes:
            return Concern.SYNTAX
        families = (other[:-1] for other in self.other_codes if other.endswith("*"))
        if code in self.other_codes or any(code.startswith(family) for family in families):
            return Concern.OTHER
        return Concern.TYPES

    @functools.cached_property
    def version(self) -> str:
        """The version that the tool reports, empty if there is none."""
        if self.executable is None:
            return ""
        with TemporaryFolder(TEMPORARY_PREFIX) as folder:
            settings = {"NO_COLOR": "1", **temporary_environment(folder)}
            result = run_command([self.executable, "--version"], folder, settings, VERSION_LIMITS)
        match = re.search(r"\d+(\.\w+)+", result.output)
        return match.group() if match and result.ending is CommandEnding.FINISHED else ""

    def check(self, project: CheckedProject, changed: Mapping[Path, str]) -> CheckOutcome:
        if self.executable is None:
            reason = f"{self.spec.executable} is not installed; pip install '{self.name}'"
            return CheckOutcome(CheckStatus.UNAVAILABLE, (), 0.0, self.name, "", reason)
        with project.replace_texts(changed) as files:
            paths = [str(project.copy / name) for name in files]
            return self._outcome(self.run(self.executable, project, paths), project)

    def run(self, executable: str, project: CheckedProject, files: Sequence[str]) -> CommandResult:
        """Check files whose texts are in place. A subclass may ask a warm process instead of running the command."""
        command = [executable, *self.arguments(project, files)]
        return run_command(command, self.folder(project), self.environment(project), self.limits, project.lock)

    def _outcome(self, result: CommandResult, project: CheckedProject) -> CheckOutcome:
        diagnostics: list[Diagnostic] = []
        if result.ending is CommandEnding.MISSING:
            status, reason = CheckStatus.UNAVAILABLE, result.errors
        elif result.ending is CommandEnding.TIMEOUT:
            status, reason = CheckStatus.TIMEOUT, f"not done after {self.limits.seconds:g} s"
        elif result.ending is CommandEnding.FLOODED:
            status, reason = CheckStatus.CRASHED, f"printed more than {self.limits.output_bytes} bytes"
        else:
            try:
                diagnostics = self.read(result, project)
                status, reason = _verdict(result, diagnostics)
            except (ValueError, KeyError, TypeError, IndexError) as error:
                status, reason = CheckStatus.CRASHED, _output_tail(result) or f"output that cannot be read: {error!r}"
        version = "" if status is CheckStatus.UNAVAILABLE else self.version
        return CheckOutcome(status, tuple(sorted(diagnostics)), result.seconds, self.name, version, reason)


def _verdict(result: CommandResult, diagnostics: Sequence[Diagnostic]) -> tuple[CheckStatus, str]:
    """Return the status of a run that ended: all five exit with 0 or 1 after a check, and with 1 only for errors."""
    if diagnostics:
        return CheckStatus.FAILED, ""
    if result.returncode == 0:
        return CheckStatus.PASSED, ""
    return CheckStatus.CRASHED, _output_tail(result) or f"ended with {result.returncode} and said nothing"


def _output_tail(result: CommandResult) -> str:
    tail = (result.errors.strip() or result.output.strip())[-MAX_REASON_LENGTH:]
    return f"ended with {result.returncode}: {tail}" if tail else ""


def find_executable(name: str) -> str | None:
    """Return the path of a command beside the running interpreter, where extras are installed, else on PATH."""
    beside = Path(sys.executable).parent
    # Not what lies in the current folder, wherever that is when the path says so.
    absolute = [entry for entry in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(entry)]  # noqa: PTH117
    return shutil.which(name, path=os.pathsep.join([str(beside), *absolute]))
