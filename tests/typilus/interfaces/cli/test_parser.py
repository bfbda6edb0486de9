"""Every command says what it does, with examples that it would accept."""

from __future__ import annotations

import re
import shlex

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.parser import COMMANDS, build_parser, command_module


def help_of(name: str, capfd: pytest.CaptureFixture[str]) -> str:
    assert main([name, "--help"]) == ExitCode.OK
    return capfd.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_function_and_help(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    text = help_of(name, capfd)
    assert text.startswith(f"usage: typilus {name} ")
    assert " ".join(command_module(name).DESCRIPTION.split()) in " ".join(text.split())
    if name != "corpus":  # which has commands of its own
        assert callable(command_module(name).run)
        assert "exit codes:" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_accepted(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    text = help_of(name, capfd)
    examples = re.findall(rf"^  typilus ({name} .*?)(?:\s+[|>#].*)?$", text, flags=re.MULTILINE)
    assert examples or "examples:" not in text
    for example in examples:
        if not example.endswith("--help"):
            build_parser().parse_args(shlex.split(example))
