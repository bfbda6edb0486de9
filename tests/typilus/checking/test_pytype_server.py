"""pytype kept warm: the same errors as the command, in cycles too; its limits, crashes and end. With a real pytype."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import PATIENT, SHOP, installed, write_project
from tests.typilus.checking.test_limited_commands import stays_alive
from typilus.checking.diagnostics import CheckStatus, Concern
from typilus.checking.limited_commands import RunLimits
from typilus.checking.project import CheckedProject
from typilus.checking.pytype import PytypeChecker, PytypeServer, interpreter_of

in_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

# Imports of the project and of the standard library that the file did not have before, one of them in a cycle.
NEW_IMPORTS = """\
from __future__ import annotations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import time
    from other import Other


def made(other: Other, moment: time.struct_time) -> Other:
    return other.again()


def bad(other: Other) -> time.struct_time:
    return other.again()
"""
RIGHT = "number: int = 1\n"
WRONG = "number: int = ''\n"
OTHER = """\
import shop


class Other:
    def again(self):
        shop.label("x")
        return self
"""


@pytest.fixture(scope="module")
def executable() -> str:
    found = installed(PytypeChecker).executable
    assert found is not None
    return found


def server_of(project: CheckedProject, executable: str) -> PytypeServer:
    return project.get_or_start(PytypeServer, executable, lambda: pytest.fail("no server was asked"))


def process_of(server: PytypeServer) -> int:
    assert server._process is not None
    return server._process.process.pid


@in_proc
def test_limits(tmp_path: Path, executable: str) -> None:
    number = Path("number.py")
    with CheckedProject(tmp_path) as project:
        assert PytypeChecker(executable, PATIENT).check(project, {number: RIGHT}).status is CheckStatus.PASSED
        server = server_of(project, executable)
        pid = process_of(server)
        late = PytypeChecker(executable, RunLimits(seconds=0.01)).check(project, {number: RIGHT})
        assert (late.status, process_of(server)) == (CheckStatus.TIMEOUT, pid)
        flooded = PytypeChecker(executable, RunLimits(600.0, 40)).check(project, {number: WRONG})
        assert flooded.status is CheckStatus.CRASHED
        assert "printed more than 40 bytes" in flooded.reason
        assert PytypeChecker(executable, PATIENT).check(project, {number: RIGHT}).status is CheckStatus.PASSED
        assert process_of(server) == pid


@in_proc
def test_crashes_lead_to_the_command_which_finds_the_same_and_closing_to_nothing(
    tmp_path: Path, executable: str
) -> None:
    (tmp_path / "other.py").write_text(OTHER)
    (tmp_path / "shop.py").write_text("")
    checker, shop, number = PytypeChecker(executable, PATIENT), Path("shop.py"), Path("number.py")
    pids = []
    with CheckedProject(tmp_path) as project:
        warm = checker.check(project, {shop: NEW_IMPORTS})
        server = server_of(project, executable)
        for crashes in (0, 1):
            assert checker.check(project, {number: RIGHT}).status is CheckStatus.PASSED
            assert server.crashes == crashes
            pids.append(process_of(server))
            os.kill(pids[-1], signal.SIGKILL)
        plain = checker.check(project, {shop: NEW_IMPORTS})
        assert server.crashes == 2
        assert server._process is None
        assert (warm.status, warm.diagnostics) == (plain.status, plain.diagnostics)
        assert [each.code for each in warm.diagnostics] == ["bad-return-type"]
        server.crashes = 0
        broken = checker.check(project, {number: "def broken(:\n"})
        assert [checker.concern(each.code) for each in broken.diagnostics] == [Concern.SYNTAX]
        pids.append(process_of(server))
    assert not any(stays_alive(pid) for pid in pids)


@in_proc
def test_nothing_outlives_an_owner_that_is_killed_in_a_check(tmp_path: Path, executable: str) -> None:
    write_project(tmp_path / "project")
    owner = (
        "import sys; from pathlib import Path\n"
        "from typilus.checking.project import CheckedProject\n"
        "from typilus.checking.pytype import PytypeChecker\n"
        f"checker, shop = PytypeChecker({executable!r}), Path('pkg/shop.py')\n"
        f"project = CheckedProject(Path({str(tmp_path / 'project')!r}))\n"
        f"checker.check(project, {{shop: {SHOP!r}}})\n"
        "for server in project._resources.values(): print(server._process.process.pid, flush=True)\n"
        "while True: checker.check(project, {shop: 'x = [[[' + '1, ' * 20000 + ']]]'})\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        kept = int(process.stdout.readline())
        time.sleep(1.0)
        process.kill()
    assert not stays_alive(kept)


def test_interpreters_of_scripts(tmp_path: Path) -> None:
    script = tmp_path / "script"
    for text, expected in (
        ("#!/usr/bin/python3.11\nimport re\n", "/usr/bin/python3.11"),
        ("#!/bin/sh\n'''exec' \"/a b/python3\" \"$0\" \"$@\"\n' '''\n", "/a b/python3"),
        ("#!/bin/sh\n'''exec' /a/python \"$0\" \"$@\"\n' '''\n", "/a/python"),
        ("#!/usr/bin/env python\n", None),
        ("#!/bin/sh\necho\n", None),
        ("\x7fELF", None),
    ):
        script.write_text(text)
        assert interpreter_of(str(script)) == expected
    assert interpreter_of(str(tmp_path / "nothing")) is None
