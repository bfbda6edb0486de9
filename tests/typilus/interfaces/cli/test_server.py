from __future__ import annotations

import importlib.util
import io
import os
import subprocess
import sys
from importlib.machinery import ModuleSpec

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode


def test_a_server_without_its_library_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None

    monkeypatch.setattr("typilus.interfaces.cli.server.find_spec", find)
    assert main(["server"]) == ExitCode.USAGE
    assert "typilus[server]" in capfd.readouterr().err


@pytest.mark.skipif(importlib.util.find_spec("pygls") is None, reason="the extra [server] is not installed")
def test_the_server_ends_when_its_editor_is_gone() -> None:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    server = subprocess.run(
        [sys.executable, "-m", "typilus", "server"], input=b"", capture_output=True, env=environment, timeout=60
    )
    assert server.returncode == ExitCode.OK
    assert server.stdout == b""


def test_standard_output_is_as_it_was_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pygls", reason="the extra [server] is not installed")
    printed = io.StringIO()

    def serve(*arguments: object) -> None:
        print("a message of nobody")

    monkeypatch.setattr("typilus.interfaces.lsp.language_server.run_server", serve)
    monkeypatch.setattr(sys, "stderr", printed)
    before = sys.stdout
    assert main(["server"]) == ExitCode.OK
    assert sys.stdout is before
    assert "a message of nobody" in printed.getvalue()
