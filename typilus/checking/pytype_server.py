"""A server that keeps pytype warm: a script for pytype's own interpreter, started by the checker and never imported by
it.

A run of the `pytype` command spends seconds on starting pytype and loading its builtins, once for the file and once for
each module that it imports. This process has loaded them already and forks for every step that ninja would run, with
the same graph of imports, flags and output, which goes to a file. A request is a line of JSON on standard input, an
answer one on standard output. The process ends, with all that it has started, when its input does.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

__all__: list[str] = []

# pytype's own modules have no types for us, and are there only where this runs.
PLACEHOLDERS = ("$imports", "$out", "$module", "$in")


class DeadlineError(Exception):
    """The seconds that a request may take are over."""


class Step:
    """One call of pytype for one module: what ninja calls a build statement."""

    def __init__(self, source: str, module: str, imports: str, output: str, is_check: bool) -> None:
        self.source, self.module, self.imports, self.output = source, module, imports, output
        self.is_check = is_check

    def arguments(self, command: list[str]) -> list[str]:
        values = dict(zip(PLACEHOLDERS, (self.imports, self.output, self.module, self.source)))  # noqa: B905
        return [values.get(word, word) for word in command]

    def imported(self) -> list[str]:
        """The outputs that this step may read."""
        lines = Path(self.imports).read_text(encoding="utf-8").splitlines()
        return [line.split(" ", 1)[1] for line in lines if " " in line]


class Server:
    """Plans a request as pytype does and runs what is not done yet, each step in a fork of this process."""

    def __init__(self) -> None:
        self.main = module("pytype.tools.analyze_project.main")
        self.runner = module("pytype.tools.analyze_project.pytype_runner")
        self.steps: dict[str, Step] = {}
        # What each output was made of.
        self.made: dict[str, str] = {}
        self.deadline, self.output_bytes, self.log = 0.0, 0, -1
        self.warm = WarmLoader()
        self.replace_ninja()

    def replace_ninja(self) -> None:
        runner_class: Any = self.runner.PytypeRunner
        write_build_statement = runner_class.write_build_statement

        def record(runner: Any, source: Any, action: str, deps: Any, imports: str, suffix: str) -> Any:
            output = write_build_statement(runner, source, action, deps, imports, suffix)
            is_check = action == self.runner.Action.CHECK
            self.steps[output] = Step(source.full_path, source.name, imports, output, is_check)
            return output

        runner_class.write_build_statement = record
        runner_class.build = lambda runner: self.build(runner)
        # Neither the modules that do not change nor typeshed are read twice.
        remember_imports(self.warm)
        files: Any = module("importlab.fs")
        # Each of these makes a temporary file and keeps it open, for some two hundred folders of typeshed.
        files.OSFileSystem = functools.lru_cache(None)(files.OSFileSystem)
        environment: Any = module("pytype.tools.environment")
        for name in ("check_python_exe_or_die", "initialize_typeshed_or_die"):
            setattr(environment, name, functools.lru_cache(None)(getattr(environment, name)))

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        self.deadline, self.output_bytes = time.monotonic() + request["seconds"], request["output_bytes"]
        self.log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        self.steps.clear()
        sys.argv = ["pytype", *request["arguments"]]
        os.dup2(self.log, 1)
        os.dup2(self.log, 2)
        try:
            returncode = self.main.main()
        except SystemExit as exit_request:
            returncode = exit_request.code if isinstance(exit_request.code, int) else 1
        except DeadlineError:
            return {"ending": "timeout", "returncode": -1}
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.close(self.log)
        return {"ending": "finished", "returncode": returncode or 0}

    def build(self, runner: Any) -> int:
        """Run the checks, each after the modules that it imports and that are changed or new."""
        binary = len(self.runner.PYTYPE_SINGLE)
        commands = [runner.get_pytype_command_for_ninja(report_errors=check)[binary:] for check in (False, True)]
        folder = Path(runner.ninja_file).parent
        checked = [step for step in self.steps.values() if step.is_check]
        # What else is of a file that is checked now, in a cycle of imports, is taken as it is.
        sources = {step.source for step in checked}

        def ensure(step: Step) -> int:
            content = digest(step.source)
            if not step.is_check:
                built = self.made.get(step.output)
                if Path(step.output).exists() and (built == content or (built and step.source in sources)):
                    return 0
            # Before its imports, so that a cycle ends.
            self.made[step.output] = content
            try:
                for output in step.imported():
                    if output in self.steps and output != step.output:
                        ensure(self.steps[output])
                self.warm.prepare(step.arguments(commands[step.is_check]), step.source)
                return self.fork(step.arguments(commands[step.is_check]), folder)
            except DeadlineError:
                del self.made[step.output]
                raise

        return max([ensure(step) for step in checked], default=0)

    def fork(self, arguments: list[str], folder: Path) -> int:
        """Return the exit status of pytype for one module, or 128 plus the signal that ended it."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise DeadlineError
        ended, alive = os.pipe()
        child = os.fork()
        if not child:
            os.close(ended)
            self.become_pytype(arguments, folder)
        os.close(alive)
        try:
            # The child's end of the pipe closes with it; our own input speaks only when it is closed.
            poll = select.poll()
            poll.register(ended, select.POLLIN)
            poll.register(0, select.POLLIN)
            ready = {descriptor for descriptor, _ in poll.poll(left * 1000)}
            if 0 in ready:
                os.killpg(0, signal.SIGKILL)
            if not ready:
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        finally:
            os.close(ended)
        if not ready:
            raise DeadlineError
        return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)

    def become_pytype(self, arguments: list[str], folder: Path) -> None:
        """Do in the child what `pytype-single` does, with a loader that has already loaded much."""
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.output_bytes, self.output_bytes))
            Path(arguments[arguments.index("-o") + 1]).parent.mkdir(parents=True, exist_ok=True)
            os.chdir(folder)
            single: Any = module("pytype.main")
            options = module("pytype.config").Options(single._fix_spaces(arguments), command_line=True)
            self.warm.hand_over(options)
            status = module("pytype.io").process_one_file(options) or 0
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)


class WarmLoader:
    """A loader kept for the builtins and for the parts of the standard library that files have imported so far."""

    def __init__(self) -> None:
        self.load_pytd: Any = module("pytype.load_pytd")
        self.loader: Any = None
        self.flags: list[str] = []
        # The names that each file imports, as far as they have been read.
        self.imported: dict[str, list[str]] = {}

    def prepare(self, arguments: list[str], source: str) -> None:
        """Load what `source` imports of the standard library, without a look at the project or the disk."""
        flags = general_flags(arguments)
        if self.loader is None or flags != self.flags:
            config = module("pytype.config")
            options = config.Options([*flags, source], command_line=True)
            options.imports_map = module("pytype.imports_map").ImportsMap()
            options.pythonpath = [""]
            self.loader, self.flags = self.load_pytd.create_loader(options), flags
            module("pytype.io").check_py(src="import typing\n", options=options, loader=self.loader)
        try:
            for name in self.imported.get(source, ()):
                if not name.startswith("."):
                    # `from a import b`: b may be a module, or not.
                    self.loader.import_name(name) or self.loader.import_name(name.rpartition(".")[0] or name)
            self.loader._resolve_classtype_pointers_for_all_modules()
        except Exception:
            # What went wrong half-way is not built upon.
            self.loader = None
            self.imported.pop(source, None)
        gc.collect()
        gc.freeze()

    def hand_over(self, options: Any) -> None:
        """Make this loader the child's next one, unless the project hides a module that it has loaded."""
        loader = self.loader
        if loader is None or type(loader) is not self.load_pytd.Loader:
            return
        of_project = options.imports_map.items if options.imports_map else {}
        for name, loaded in of_project.items():
            shadowed = name.replace("/", ".")
            shadowed = shadowed[: -len(".__init__")] if shadowed.endswith(".__init__") else shadowed
            if shadowed in loader._modules and Path(loaded).name != "default.pyi" and loaded != os.devnull:
                return
        loader.options = loader._modules.options = options
        loader._module_loader = module("pytype.imports.module_loader").ModuleLoader(options)
        # What was not found before may be a module of the project.
        loader._import_name_cache = {}
        self.load_pytd.create_loader = lambda options, missing_modules=(): loader


def general_flags(arguments: list[str]) -> list[str]:
    """Return the flags that do not depend on the module, without the last word, the file."""
    flags, words = [], iter(arguments[:-1])
    for word in words:
        if word in ("--imports_info", "--module-name", "-o"):
            next(words)
        else:
            flags.append(word)
    return flags


def remember_imports(warm: WarmLoader) -> None:
    parsing: Any = module("importlab.parsepy")
    get_imports = parsing.get_imports
    imports: dict[tuple[Any, ...], Any] = {}

    def remembered(filename: str, python_version: Any) -> Any:
        key = filename, Path(filename).stat().st_mtime_ns, python_version
        if key not in imports:
            imports[key] = get_imports(filename, python_version)
            warm.imported[filename] = sorted({statement.name for statement in imports[key]})
        return imports[key]

    parsing.get_imports = remembered


def digest(path: str) -> str:
    return hashlib.sha1(Path(path).read_bytes()).hexdigest()


def module(name: str) -> ModuleType:
    return importlib.import_module(name)


def serve() -> None:
    """Answer requests until the input ends."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    server = Server()
    os.write(answers, b'{"ending": "ready"}\n')
    while line := sys.stdin.buffer.readline():
        os.write(answers, json.dumps(server.answer(json.loads(line))).encode() + b"\n")


if __name__ == "__main__":
    serve()
