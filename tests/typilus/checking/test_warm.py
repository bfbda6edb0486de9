"""A process kept: its answers, its silence, its end, and nothing left of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.typilus.checking.test_limited_commands import stays_alive
from typilus.checking.warm import WarmProcess, WarmProcessError

in_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


def started(script: str, folder: Path) -> WarmProcess:
    return WarmProcess(["/bin/sh", "-c", script], folder, {"WORD": "hello"})


def test_questions_and_answers(tmp_path: Path) -> None:
    process = started('echo $WORD; while read line; do echo "$line, yes"; done', tmp_path)
    try:
        assert process.ask("", 60.0) == "hello\n"
        assert [process.ask(word, 60.0) for word in ("a", "b")] == ["a, yes\n", "b, yes\n"]
    finally:
        process.close()
    process.close()


def test_silence_and_the_end(tmp_path: Path) -> None:
    for script, error in (("sleep 600", TimeoutError), ("exit 3", WarmProcessError), ("yes | tr -d '\\n'", Exception)):
        process = started(script, tmp_path)
        try:
            with pytest.raises(error):
                process.ask("", 1.0 if error is TimeoutError else 60.0)
        finally:
            process.close()
    with pytest.raises(WarmProcessError, match="nothing"):
        WarmProcess([str(tmp_path / "nothing")], tmp_path, {})


@in_proc
def test_nothing_is_left_after_close(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    process = started("sleep 600 & echo $!; wait", tmp_path)
    child = int(process.ask("", 60.0))
    process.close()
    assert not stays_alive(process.process.pid)
    assert not stays_alive(child)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@in_proc
def test_a_killed_owner_ends_its_input(tmp_path: Path) -> None:
    owner = (
        "import sys; from pathlib import Path; from typilus.checking.warm import WarmProcess\n"
        "process = WarmProcess(['/bin/sh', '-c', 'echo $$; read line'], Path('.'), {})\n"
        "print(process.ask('', 60.0), end='', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", owner], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        kept = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    assert not stays_alive(kept)
