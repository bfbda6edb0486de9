"""The action and the hooks of this repository call typilus as it is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from typilus.interfaces.cli.parser import build_parser

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
COMMANDS = [
    line.partition(" > ")[0]
    for step in ACTION["runs"]["steps"]
    for line in step.get("run", "").replace("\\\n", " ").splitlines()
    if line.lstrip().startswith("typilus ")
]


def parsed(command: str) -> None:
    values = {'"${paths[@]}"': "a.py", '"$CHECKER"': "mypy", '"$CONFIDENCE"': "0.9", '"$BASE"': "main"}
    for variable, value in values.items():
        command = command.replace(variable, value)
    assert "$" not in command
    build_parser().parse_args(shlex.split(command)[1:])


def test_both_commands_are_called() -> None:
    assert [command.split()[1] for command in COMMANDS] == ["annotate", "audit"]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_action_can_be_parsed(command: str) -> None:
    parsed(command)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_commands_of_the_hooks_can_be_parsed(hook: dict[str, Any]) -> None:
    parsed(f"{hook['entry']} a.py b.py")


def test_inputs_reach_the_shell_as_variables_alone() -> None:
    """A value that were put into a script could be a command."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        used = re.findall(r"inputs\.([\w-]+)", f"{step.get('env')} {step.get('if')}")
        assert set(used) <= set(ACTION["inputs"])


def test_inputs_are_documented() -> None:
    page = (ROOT / "docs" / "ci.md").read_text()
    documented = dict(re.findall(r"^\| `([\w-]+)` \| .* \| `([^`]+)` \|$", page, re.MULTILINE))
    assert documented == {name: value["default"] for name, value in ACTION["inputs"].items()}
