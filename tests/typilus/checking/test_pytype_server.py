"""pytype kept warm: the same errors as the command, in cycles too; its limits, crashes and end. With a real pytype."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import PATIENT, RIGHT, SHOP, WRONG_RETURN, installed, write_project
from tests.typilus.checking.test_running import stays_alive
from typilus.checking.checker import CommandLineChecker
from typilus.checking.diagnostics import CheckStatus
from typilus.checking.project import CheckedProject
from typilus.checking.pytype import PytypeChecker, PytypeServer, interpreter_of
from typilus.checking.running import RunLimits

in_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

# Imports of the project and of the standard library that the file did not have before, one of them in a cycle.
NEW_IMPORTS = """\
from __future__ import annotations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import decimal
    from pkg.other import Other


def made(other: Other, amount: decimal.Decimal) -> Other:
    return other.again()


def bad(other: Other) -> decimal.Decimal:
    return other.again()
"""
OTHER = """\
from pkg import shop


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


@pytest.fixture
def project(tmp_path: Path) -> Iterator[CheckedProject]:
    write_project(tmp_path / "project")
    (tmp_path / "project/pkg/other.py").write_text(OTHER)
    with CheckedProject(tmp_path / "project") as project:
        yield project


def server_of(project: CheckedProject, executable: str) -> PytypeServer:
    return project.kept(PytypeServer, executable, lambda: pytest.fail("no server was asked"))


def process_of(server: PytypeServer) -> int:
    assert server._process is not None
    return server._process.process.pid


def test_the_same_errors_as_the_command(project: CheckedProject, executable: str) -> None:
    class PlainChecker(PytypeChecker):
        run = CommandLineChecker.run

    shop = Path("pkg/shop.py")
    for text in (NEW_IMPORTS, "def broken(:\n"):
        warm = PytypeChecker(executable, PATIENT).check(project, {shop: text})
        plain = PlainChecker(executable, PATIENT).check(project, {shop: text})
        assert (warm.status, warm.diagnostics) == (plain.status, plain.diagnostics)
        assert warm.status is CheckStatus.FAILED
    assert server_of(project, executable).crashes == 0


@in_proc
def test_crashes_lead_to_the_command_and_closing_to_nothing(project: CheckedProject, executable: str) -> None:
    checker, shop = PytypeChecker(executable, PATIENT), Path("pkg/shop.py")
    pids = []
    for crashes in (1, 2):
        assert checker.check(project, {shop: RIGHT}).status is CheckStatus.PASSED
        server = server_of(project, executable)
        pids.append(process_of(server))
        os.kill(pids[-1], signal.SIGKILL)
        assert checker.check(project, {shop: WRONG_RETURN}).status is CheckStatus.FAILED
        assert server.crashes == crashes
    assert server._process is None
    server.crashes = 0
    assert checker.check(project, {shop: RIGHT}).status is CheckStatus.PASSED
    pids.append(process_of(server))
    project.close()
    assert not any(stays_alive(pid) for pid in pids)


@in_proc
def test_limits(project: CheckedProject, executable: str) -> None:
    shop = Path("pkg/shop.py")
    assert PytypeChecker(executable, PATIENT).check(project, {shop: SHOP}).status is CheckStatus.PASSED
    server = server_of(project, executable)
    pid = process_of(server)
    late = PytypeChecker(executable, RunLimits(seconds=0.01)).check(project, {shop: RIGHT})
    assert (late.status, process_of(server)) == (CheckStatus.TIMEOUT, pid)
    flooded = PytypeChecker(executable, RunLimits(600.0, 40)).check(project, {shop: WRONG_RETURN})
    assert flooded.status is CheckStatus.CRASHED
    assert "printed more than 40 bytes" in flooded.reason
    assert PytypeChecker(executable, PATIENT).check(project, {shop: RIGHT}).status is CheckStatus.PASSED
    assert process_of(server) == pid


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
        "for server in project._kept.values(): print(server._process.process.pid, flush=True)\n"
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
