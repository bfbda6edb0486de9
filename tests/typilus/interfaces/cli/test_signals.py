"""SIGTERM and SIGHUP end a command as Ctrl-C does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.typilus.files.hostile import ROOT, marks, plant_modules
from typilus.interfaces.cli.signals import EndedBySignal, answered_signals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")

# As pip's script does: its own folder is first on the path, not the current one.
SCRIPT = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from typilus.interfaces.cli import main; sys.exit(main())"
SOURCE = "def stop(name, count=1):\n    for number in range(count):\n        print(name, number)\n"


def start(arguments: list[str], folder: Path, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-I", "-c", SCRIPT, *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@answered_signals()
def end_oneself(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(10)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_is_raised_once_and_the_handlers_are_put_back(name: str) -> None:
    number = getattr(signal, name)
    signal.signal(number, signal.SIG_DFL)  # SIGHUP is ignored under nohup
    with pytest.raises(EndedBySignal) as caught:
        end_oneself(number)
    assert caught.value.number == number
    assert signal.getsignal(number) is signal.SIG_DFL


def test_what_others_have_set_is_let_be() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with answered_signals():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def test_a_terminated_run_leaves_nothing_and_goes_on(tmp_path: Path, model_folder: Path) -> None:
    """The copies of the project are removed, their checkers ended, and the exit code says why."""
    project, temporary = tmp_path / "project", tmp_path / "tmp"
    project.mkdir()
    temporary.mkdir()
    (project / "pyproject.toml").touch()
    for number in range(4):
        (project / f"{'abcd'[number]}.py").write_text(SOURCE)
    arguments = ["annotate", ".", "--checker", "mypy", "--workers", "2", "--model", str(model_folder)]
    process = start(
        [*arguments, "--min-confidence", "0"],
        project,
        TMPDIR=str(temporary),
        TYPILUS_CACHE=str(tmp_path / "cache"),
    )
    deadline = time.monotonic() + 120
    # Both workers have their copies; in them is also what the checkers, killed at any moment, have written meanwhile.
    while (
        len(list(temporary.glob("typilus-check-*/project/d.py"))) < 2
        and time.monotonic() < deadline
        and process.poll() is None
    ):
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM, errors
    assert "typilus: ended by SIGTERM" in errors
    assert "run the same command with --resume to go on" in errors
    assert list(temporary.iterdir()) == []


def test_a_run_in_a_hostile_folder_imports_nothing_of_it(tmp_path: Path, model_folder: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "pyproject.toml").touch()
    plant_modules(project, tmp_path / "marks")
    (project / "shop").mkdir()
    for name in ("one", "two", "three"):
        (project / "shop" / f"{name}.py").write_text(SOURCE)
    arguments = ["annotate", "shop", "--workers", "2", "--checker", "none", "--model", str(model_folder)]
    with start(arguments, project, TYPILUS_CACHE=str(tmp_path / "cache")) as process:
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert "of 3 files; 0 failed" in errors
    assert marks(tmp_path / "marks") == []
