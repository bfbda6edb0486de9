"""Small programs that must act the same before and after they are annotated.

Each folder of `tests/cases/programs` is a project: its `main.py` prints an account of everything that it does. Another
program is another folder; a name that begins with `floor_` says that the project's own floor is Python 3.8.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from typilus.interfaces.cli import main

__all__ = ["PROGRAMS", "Account", "annotate", "copy_program", "interpreter_of", "run_program", "run_together"]

FOLDER = Path(__file__).parent.parent / "cases" / "programs"
RUNNER = Path(__file__).parent / "forking_runner.py"
PROGRAMS = tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "main.py").exists()))
OLD_FLOOR = "floor_"
OLD_PYTHON = "3.8"
SECONDS = 60.0


@dataclass(frozen=True)
class Account:
    """What a program did, as far as anybody can see."""

    code: int
    out: str
    error: str


def copy_program(name: str, folder: Path) -> Path:
    """A copy of a program in a folder."""
    return shutil.copytree(FOLDER / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))


def interpreter_of(name: str) -> str | None:
    """The Python that a program is for; None if it is not on this machine."""
    if not name.startswith(OLD_FLOOR):
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    installed = sorted(str(path) for path in pyenv.glob(f"versions/{OLD_PYTHON}.*/bin/python"))
    return next(iter(installed), shutil.which(f"python{OLD_PYTHON}"))


def run_program(folder: Path, python: str) -> Account:
    """Run `main.py` in a process of its own; traces of errors name no folder."""
    done = _run(folder, python, "main.py")
    return Account(done.returncode, done.stdout, done.stderr)


def run_together(folders: Sequence[Path], python: str) -> list[Account]:
    """Run several versions of a program, each in a process of its own, with what it imports from elsewhere in memory.

    Raises:
        RuntimeError: the process in which that is imported failed.
    """
    if not hasattr(os, "fork"):
        return [run_program(folder, python) for folder in folders]
    done = _run(folders[0], python, str(RUNNER), *map(str, folders))
    if done.returncode:
        raise RuntimeError(f"{RUNNER}: exit code {done.returncode}\n{done.stderr}")
    return [Account(*account) for account in json.loads(done.stdout)]


def _run(folder: Path, python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [python, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


def annotate(folder: Path, *options: str) -> Sequence[str]:
    """Annotate a program in place by the command line; returns what was written, as `file: symbol: type`.

    Raises:
        RuntimeError: the command failed.
    """
    arguments = ["annotate", str(folder), "--project", str(folder), "--format", "json", "--workers", "1", *options]
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        code = main(arguments)
    if code:
        raise RuntimeError(f"typilus {' '.join(arguments)}: exit code {code}\n{error.getvalue()}")
    return [
        f"{Path(file['path']).relative_to(folder)}: {symbol['scope']}.{symbol['name']}: {symbol['written']}"
        for file in json.loads(out.getvalue())
        for symbol in file["symbols"]
        if symbol["written"] is not None
    ]
