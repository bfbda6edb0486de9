"""pytype's output, settings and interpreter; the process that is kept warm is in test_pytype_server.py."""

from __future__ import annotations

import configparser
import os
import sys
from pathlib import Path

import pytest

from typilus.checking.limited_commands import CommandEnding, CommandResult
from typilus.checking.project import CheckedProject
from typilus.checking.pytype import COLOR, PytypeChecker, configuration_options, interpreter_of, pytype_table

OUTPUT = """\
Computing dependencies
Analyzing 2 sources with 0 local dependencies
a.py:3:5: error: in f: bad return type [bad-return-type]
  Expected: str
  Actually returned: int

  no part of it
b/c.pyi:1:1: error: : invalid syntax [python-compiler-error]
a.py:4:1: warning: something [wrong]
a.py:x:1: error: in f: something [wrong]
For more details, see https://example.org/errors.
"""


def read(root: Path, output: str) -> list[tuple[str, int, int, str, str]]:
    result = CommandResult(CommandEnding.FINISHED, 1, output, "", 1.0)
    with CheckedProject(root) as project:
        found = PytypeChecker("pytype").read(result, project)
    return [(Path(each.path).name, each.line, each.column, each.code, each.message) for each in found]


def test_errors_have_their_details_up_to_an_empty_line(tmp_path: Path) -> None:
    assert read(tmp_path, OUTPUT) == [
        ("a.py", 3, 4, "bad-return-type", "bad return type\nExpected: str\nActually returned: int"),
        ("c.pyi", 1, 0, "python-compiler-error", "invalid syntax"),
    ]


@pytest.mark.parametrize("output", ["", "\n\n", "  Expected: str\n", "ninja: no work to do.\n"])
def test_output_without_errors(tmp_path: Path, output: str) -> None:
    assert read(tmp_path, output) == []


def test_colors_are_taken_off() -> None:
    assert COLOR.sub(b"", b"\x1b[1m\x1b[31ma.py\x1b[39;49m\x1b[0m:3") == b"a.py:3"


@pytest.mark.parametrize(
    ("script", "interpreter"),
    [
        ("#!{python}\nimport sys\n", True),
        ("#!/bin/sh\n'''exec' {python} \"$0\" \"$@\"\n", True),
        ('#!/bin/sh\n\'\'\'exec\' "{python}" "$0" "$@"\n', True),
        ("#!/bin/bash\npytype\n", False),
        ("#!/usr/bin/env python\n", False),
        ("\x7fELF", False),
        ("", False),
    ],
)
def test_the_interpreter_that_a_script_names(tmp_path: Path, script: str, interpreter: bool) -> None:
    (tmp_path / "pytype").write_text(script.replace("{python}", sys.executable))
    assert interpreter_of(str(tmp_path / "pytype")) == (sys.executable if interpreter else None)


def test_no_script_names_no_interpreter(tmp_path: Path) -> None:
    assert interpreter_of(str(tmp_path / "nothing")) is None


@pytest.mark.parametrize(
    ("files", "disabled"),
    [
        ({}, None),
        ({"pytype.cfg": "[pytype]\ndisable = a\n"}, "a"),
        ({"pytype.cfg": "[pytype]\ndisable = a\n", "pyproject.toml": "[tool.pytype]\ndisable = ['b']\n"}, "a"),
        ({"pyproject.toml": "[tool.pytype]\ndisable = 'b'\n", "setup.cfg": "[pytype]\ndisable = c\n"}, "b"),
        ({"setup.cfg": "[pytype]\ndisable = c\n"}, "c"),
        ({"setup.cfg": "[other]\ndisable = c\n"}, None),
        ({"pytype.cfg": "disable"}, None),
    ],
)
def test_the_first_file_with_settings_counts(tmp_path: Path, files: dict[str, str], disabled: str | None) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert pytype_table(tmp_path).get("disable") == disabled


def test_settings_that_run_or_write_something_are_left_out(tmp_path: Path) -> None:
    lines = ["disable = import-error", "output = elsewhere", "jobs = 40", "inputs = a.py", "protocols = True"]
    (tmp_path / "pytype.cfg").write_text("\n".join(["[pytype]", *lines, "pythonpath = lib:/etc"]) + "\n")
    (tmp_path / "lib").mkdir()
    with CheckedProject(tmp_path) as project:
        option, path = configuration_options(project)
        assert option == "--config"
        settings = configparser.ConfigParser()
        settings.read(path)
        section = dict(settings["pytype"])
        assert section.pop("pythonpath").split(os.pathsep) == [str(project.copy / "lib")]
    assert section == {"disable": "import-error", "protocols": "True"}
