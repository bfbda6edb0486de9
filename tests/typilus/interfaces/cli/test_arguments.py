"""What the parsers of commands are made of."""

from __future__ import annotations

import argparse
import re

import pytest

from typilus.interfaces.cli.arguments import EXIT_CODES, CommandParser, add_options, number, options_from
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.options import AnnotateOptions, AuditOptions, ExplainOptions, PredictOptions

OPTIONS = (PredictOptions, ExplainOptions, AnnotateOptions, AuditOptions)


@pytest.mark.parametrize("text", ["0", "0.5", "1"])
def test_numbers_in_their_range(text: str) -> None:
    assert number(float, 0, 1)(text) == float(text)


@pytest.mark.parametrize("text", ["-0.1", "1.1", "nan", "much", ""])
def test_numbers_beyond_it(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="not a number from 0 to 1"):
        number(float, 0, 1)(text)


def test_help_names_every_exit_code() -> None:
    named = {int(code) for code in re.findall(r"^  (\d+) ", EXIT_CODES, flags=re.MULTILINE)}
    assert named == {code.value for code in ExitCode}


def test_a_first_argument_may_choose_a_command_of_its_own() -> None:
    greet = CommandParser()
    greet.add_argument("who", nargs="?")
    loudly = CommandParser()
    loudly.add_argument("--times", type=int)
    greet.instead["loudly"] = loudly
    assert greet.parse_args(["loudly", "--times", "3"]).times == 3
    assert greet.parse_args(["Ann"]).who == "Ann"


@pytest.mark.parametrize("options", OPTIONS)
def test_every_field_is_an_option_with_its_default(options: type[object]) -> None:
    parser = CommandParser()
    add_options(parser, options)
    assert options_from(parser.parse_args([]), options) == options()
