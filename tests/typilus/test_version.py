"""The version: one for the package, its command line, its metadata and the logs that it writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import typilus
from typilus.interfaces.cli import main
from typilus.version import VERSION

SETTINGS = Path(__file__).parents[2] / "pyproject.toml"


def test_it_is_a_release_or_a_release_to_come() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", VERSION)


def test_the_package_and_the_command_line_say_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert typilus.__version__ == VERSION
    assert main(["--version"]) == 0
    assert capfd.readouterr().out == f"typilus {VERSION}\n"
