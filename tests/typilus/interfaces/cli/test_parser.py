"""Every command says what it does, with examples that it would accept."""

from __future__ import annotations

import argparse
import re
import shlex

import pytest

from typilus.interfaces.cli.parser import build_parser, command_module


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("name", commands())
def test_a_command_has_a_function_and_help(name: str) -> None:
    command = commands()[name]
    assert "usage:" in command.format_help()
    if name != "corpus":  # which has commands of its own
        assert callable(command_module(command.get_default("command")).run)
        assert command.description
        assert "exit codes:" in command.format_help()


@pytest.mark.parametrize("name", commands())
def test_examples_are_accepted(name: str) -> None:
    text = commands()[name].format_help()
    examples = re.findall(rf"^  typilus ({name} .*?)(?:\s+[|>#].*)?$", text, flags=re.MULTILINE)
    assert examples or "examples:" not in text
    for example in examples:
        if not example.endswith("--help"):
            build_parser().parse_args(shlex.split(example))
