"""Commands that sleep, flood, fork or are not there."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from typilus.checking.limited_commands import CommandEnding, RunLimits, run_command


def run(script: str, folder: Path, seconds: float = 60.0, output_bytes: int = 1 << 16) -> tuple[CommandEnding, str]:
    result = run_command(["/bin/sh", "-c", script], folder, {"WORD": "hello"}, RunLimits(seconds, output_bytes))
    return result.ending, result.output


def stays_alive(pid: int) -> bool:
    """Whether the process still runs after a while, for the kernel may take its time to end one.

    One that is dead, but that nobody has waited for yet, does not run.
    """
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX":
                return False
        except OSError:
            return False
        time.sleep(0.1)
    return True


def test_what_a_command_says_and_how_it_ends(tmp_path: Path) -> None:
    result = run_command(
        ["/bin/sh", "-c", "echo $WORD; pwd; echo no >&2; exit 3"], tmp_path, {"WORD": "hello"}, RunLimits()
    )
    assert result.ending is CommandEnding.FINISHED
    assert (result.returncode, result.output, result.errors) == (3, f"hello\n{tmp_path}\n", "no\n")


def test_a_command_that_is_missing(tmp_path: Path) -> None:
    result = run_command([str(tmp_path / "nothing")], tmp_path, {}, RunLimits())
    assert result.ending is CommandEnding.MISSING
    assert "nothing" in result.errors


def test_endless_output_is_cut_and_the_command_ended(tmp_path: Path) -> None:
    ending, output = run("while :; do echo 0123456789; done", tmp_path)
    assert ending is CommandEnding.FLOODED
    assert len(output) <= 1 << 16


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_a_command_that_sleeps_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    start = time.monotonic()
    ending, _ = run("sleep 600 & echo $! > child; sleep 600", tmp_path, seconds=3.0)
    assert ending is CommandEnding.TIMEOUT
    assert time.monotonic() - start < 60
    assert not stays_alive(int((tmp_path / "child").read_text()))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_nothing_is_left_of_a_command_that_ends_before_what_it_started(tmp_path: Path) -> None:
    ending, _ = run("sleep 600 & echo $! > child", tmp_path)
    assert ending is CommandEnding.FINISHED
    assert not stays_alive(int((tmp_path / "child").read_text()))


RUNNING = """\
from pathlib import Path
from typilus.checking.limited_commands import RunLimits, run_command
script = "sleep 0.5; sleep 600 & echo $! > part && mv part child; wait"
run_command(["/bin/sh", "-c", script], Path.cwd(), {}, RunLimits())
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_a_command_is_killed_with_the_process_that_waits_for_it(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", RUNNING], cwd=tmp_path)
    try:
        for _ in range(600):
            if (tmp_path / "child").exists():
                break
            time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not stays_alive(int((tmp_path / "child").read_text()))


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("descriptors are counted in /proc")
    before = len(list(Path("/proc/self/fd").iterdir()))
    run("echo x", tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
