"""Completion scripts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.parser import COMMANDS

COMPLETE = """
source "$1"
function=$(complete -p typilus | sed 's/.*-F \\([^ ]*\\).*/\\1/')
COMP_WORDS=(typilus "${@:2}")
COMP_CWORD=$(($# - 1))
$function
echo "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_commands_options_and_values(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    assert main(["completion", shell]) == ExitCode.OK
    script = capfd.readouterr().out
    for word in (*COMMANDS, "min-confidence", "stdin-filename", "pyrefly"):
        assert word in script


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="no bash")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (("ann",), "annotate"),
        (("annotate", "--std"), "--stdin-filename"),
        (("annotate", "--checker", "pyre"), "pyrefly"),
        (("annotate", "sho"), "shop.py"),
    ],
)
def test_bash_completes(
    words: tuple[str, ...],
    completed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("shtab")
    assert main(["completion", "bash"]) == ExitCode.OK
    script = tmp_path / "script"
    script.write_text(capfd.readouterr().out)
    (tmp_path / "shop.py").touch()
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(["bash", "-c", COMPLETE, "bash", str(script), *words], capture_output=True, check=True)
    assert done.stdout.decode().split() == [completed]


def test_without_shtab_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == ExitCode.USAGE
    assert "pip install 'typilus[completion]'" in capfd.readouterr().err
