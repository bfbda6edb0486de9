"""pytype, with text as output. It infers more and asks less than the others, runs on Python up to 3.12 and is the
slowest.

Most of a run is spent on starting, so one process is kept (see pytype_server.py), and the command runs only where that
is impossible. Other modules of a cycle of imports are inferred once, and not again for every candidate.
"""

from __future__ import annotations

import configparser
import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import Diagnostic
from typilus.checking.limited_commands import CommandEnding, CommandResult, RunLimits
from typilus.checking.project import CheckedProject
from typilus.checking.settings import HarmlessSettings, SettingsTable, ini_sections, toml_table
from typilus.checking.specs import PYTYPE
from typilus.checking.warm import WarmProcess, WarmProcessError

__all__ = ["PytypeChecker", "interpreter_of"]

ERROR = re.compile(
    r"^(?P<path>[^\n:]+\.pyi?):(?P<line>\d+):(?P<column>\d+): error: "
    r"(?:in [^\n:]+: |: )?(?P<message>.*) \[(?P<code>[\w-]+)\]$"
)

# pytype colors errors even where nobody sees it; ninja, which runs its steps otherwise, takes that off.
COLOR = re.compile(rb"\x1b\[[0-9;]*m")
# pip's scripts name their interpreter in the first line, or where that would be too long, in the second.
INTERPRETER = re.compile(rb"#!(?:/bin/sh\n'''exec' (?:\"(?P<quoted>[^\"\n]+)\"|(?P<bare>\S+))|(?P<direct>/\S+))")
SERVER = Path(__file__).with_name("pytype_server.py")
SECONDS_TO_START = 60.0
# The server ends a step that takes too long itself, and is killed only if it does not.
SECONDS_OF_GRACE = 5.0
MAX_CRASHES = 1
# A path that a shell takes as it is.
PLAIN = re.compile(r"[\w./+@%=-]+")
# `output` is written to, and ninja has a shell run what other texts say.
HARMLESS = HarmlessSettings(
    flags=frozenset(
        {"bind_decorated_methods", "no_return_any", "none_is_not_bool", "overriding_renamed_parameter_count_checks"}
        | {"precise_return", "protocols", "require_override_decorator", "strict_import", "strict_none_binding"}
        | {"strict_parameter_checks", "strict_primitive_comparisons", "strict_undefined_checks", "use_fiddle_overlay"}
    ),
    names=frozenset({"disable", "platform", "python_version"}),
    folders=frozenset({"pythonpath"}),
)


class PytypeChecker(CommandLineChecker):
    spec = PYTYPE
    # As in the paper's experiment, without the two that only typing errors kept out of its list.
    other_codes = frozenset(
        {"import-error", "module-attr", "ignored-abstractmethod", "invalid-directive", "late-directive"}
        | {"not-supported-yet", "pyi-error", "recursion-error", "reveal-type", "mro-error"}
    )
    syntax_codes = frozenset({"python-compiler-error"})

    def arguments(self, project: CheckedProject, files: Sequence[str]) -> list[str]:
        # What other files lack does not stop these from being checked (-k); one job, as files run in parallel.
        return [
            *configuration_options(project),
            "--keep-going",
            "--jobs",
            "1",
            "--output",
            str(project.cache("pytype")),
            *files,
        ]

    def run(self, executable: str, project: CheckedProject, files: Sequence[str]) -> CommandResult:
        server = project.get_or_start(PytypeServer, executable, lambda: PytypeServer(executable))
        result = server.run(project, files, self.environment(project), self.limits)
        if result is not None:
            return result
        # The command has ninja run what pytype writes down, by a shell and without quotes.
        if not all(PLAIN.fullmatch(path) for path in (*files, str(project.cache("pytype")))):
            message = f"{', '.join(files)}: pytype cannot check files of such names or in folders of such names"
            return CommandResult(CommandEnding.FINISHED, 1, "", message, 0.0)
        return super().run(executable, project, files)

    def read(self, result: CommandResult, project: CheckedProject) -> list[Diagnostic]:
        """Return the errors: a line each, with the indented details up to an empty line as part of the message."""
        diagnostics: list[Diagnostic] = []
        in_details = False
        for line in result.output.splitlines():
            if match := ERROR.match(line):
                position = int(match["line"]), int(match["column"]) - 1
                diagnostics.append(
                    Diagnostic(project.reported_path(match["path"]), *position, match["code"], match["message"])
                )
                in_details = True
            elif in_details and line.startswith("  "):
                last = diagnostics[-1]
                message = f"{last.message}\n{line.strip()}"
                diagnostics[-1] = Diagnostic(last.path, last.line, last.column, last.code, message)
            else:
                in_details = False
        return diagnostics


class PytypeServer:
    """The warm process of one project, given up after too many crashes."""

    def __init__(self, executable: str) -> None:
        self.interpreter = interpreter_of(executable)
        self.crashes = 0
        self._process: WarmProcess | None = None

    def run(
        self, project: CheckedProject, files: Sequence[str], environment: Mapping[str, str], limits: RunLimits
    ) -> CommandResult | None:
        """Check files as the command would. Return None if the process cannot be started or dies."""
        if self.interpreter is None or not hasattr(os, "fork"):
            return None
        folder, start = project.cache("pytype-warm"), time.monotonic()
        log = folder / "log"
        request = {
            "arguments": [
                *configuration_options(project),
                "--keep-going",
                "--jobs",
                "1",
                "--output",
                str(folder),
                *files,
            ],
            "log": str(log),
            "seconds": limits.seconds,
            "output_bytes": limits.output_bytes,
        }
        while self.crashes <= MAX_CRASHES:
            try:
                process = self._started(project, environment)
                ending = self._ending(process, json.dumps(request), limits.seconds + SECONDS_OF_GRACE)
                output = log.read_bytes()
            except (WarmProcessError, OSError, ValueError, KeyError):
                self.crashes += 1
                self.close()
                continue
            if len(output) >= limits.output_bytes:
                ending = CommandEnding.FLOODED, -1
            text = COLOR.sub(b"", output[: limits.output_bytes]).decode("utf-8", errors="replace")
            return CommandResult(*ending, text, "", time.monotonic() - start)
        return None

    def close(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def _started(self, project: CheckedProject, environment: Mapping[str, str]) -> WarmProcess:
        if self._process is None:
            # Isolated: the modules beside the script are not what pytype imports.
            command = [str(self.interpreter), "-I", str(SERVER)]
            self._process = WarmProcess(command, project.copy, environment, project.lock)
            try:
                self._process.ask("", SECONDS_TO_START)
            except TimeoutError as error:
                raise WarmProcessError("does not start") from error
        return self._process

    def _ending(self, process: WarmProcess, request: str, seconds: float) -> tuple[CommandEnding, int]:
        try:
            answer = json.loads(process.ask(request, seconds))
        except TimeoutError:
            self.close()
            return CommandEnding.TIMEOUT, -1
        return CommandEnding(answer["ending"]), int(answer["returncode"])


def interpreter_of(executable: str) -> str | None:
    """Return the Python that a script installed by pip runs with, None if the script names none."""
    try:
        with Path(executable).open("rb") as script:
            match = INTERPRETER.match(script.read(1 << 10))
    except OSError:
        return None
    interpreter = match and os.fsdecode(match["quoted"] or match["bare"] or match["direct"])
    return interpreter if interpreter and Path(interpreter).name.startswith("python") else None


def configuration_options(project: CheckedProject) -> list[str]:
    """Return the option that names a configuration with the project's harmless settings.

    Without it pytype would take one from a folder above.
    """
    file = project.cache("pytype-settings") / "pytype.cfg"
    if not file.exists():
        parser = configparser.RawConfigParser()
        parser["pytype"] = {
            key: str(value) if isinstance(value, bool) else (os.pathsep if key == "pythonpath" else " ").join(value)
            for key, value in HARMLESS.select(pytype_table(project.root), project.copy).items()
        }
        with file.open("w", encoding="utf-8", errors="replace") as text:
            parser.write(text)
    return ["--config", str(file)]


def pytype_table(root: Path) -> SettingsTable:
    """Return the settings in the first file that configures pytype."""
    for table in (
        ini_sections(root / "pytype.cfg").get("pytype"),
        toml_table(root / "pyproject.toml", "tool", "pytype"),
        ini_sections(root / "setup.cfg").get("pytype"),
    ):
        if table is not None:
            return table
    return {}
