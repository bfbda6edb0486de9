"""A project's settings stand behind the command line, in front of the built-in defaults."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

import pytest

from typilus.errors import TypilusError
from typilus.interfaces.cli import main
from typilus.interfaces.cli.configuring import configure, find_settings
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.parser import build_parser


def small_parser() -> argparse.ArgumentParser:
    """Options of every form, in two commands with paths and one without."""
    parser = argparse.ArgumentParser(prog="typilus")
    commands = parser.add_subparsers()
    for name in ("annotate", "audit"):
        command = commands.add_parser(name)
        command.set_defaults(command=name)
        command.add_argument("paths", nargs="+")
        command.add_argument("--min-confidence", type=float, default=0.5)
        command.add_argument("--policy", choices=("keep", "fill"), default="keep")
        command.add_argument("--kinds", nargs="+", choices=("a", "b", "c"), default=["a"])
        command.add_argument("--project", metavar="DIR")
        command.add_argument("--add-imports", action="store_true")
        command.add_argument("--set", action="append", default=[])
        what = command.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true")
        what.add_argument("--diff", action="store_true")
    commands.choices["annotate"].add_argument("--only")
    commands.choices["annotate"].add_argument("--python")
    commands.add_parser("train").add_argument("--device")
    return parser


def configured(project: Path, command: str = "annotate", *more: str) -> argparse.Namespace:
    return reparsed(small_parser(), [command, str(project / "x.py"), *more])


def reparsed(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    """The options after the settings have become defaults, if there are any."""
    settings = find_settings(parser.parse_args(arguments))
    if settings is not None:
        configure(parser, arguments[0], settings)
    return parser.parse_args(arguments)


def toml(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text)
    return folder


def test_dashes_and_underscores_are_one(tmp_path: Path) -> None:
    toml(tmp_path, "[tool.typilus]\nmin_confidence = 0.7\n[tool.typilus.annotate]\nadd_imports = true\n")
    options = configured(tmp_path)
    assert (options.min_confidence, options.add_imports) == (0.7, True)
    toml(tmp_path, "[tool.typilus]\nmin_confidence = 0.7\nmin-confidence = 0.8\n")
    with pytest.raises(TypilusError, match="min-confidence: is set twice"):
        configured(tmp_path)


def test_settings_then_the_command_line(tmp_path: Path) -> None:
    toml(
        tmp_path,
        """
        [tool.typilus]
        min-confidence = 0.9
        policy = "fill"
        kinds = ["b", "c"]
        only = ["parameters", "returns"]
        python = 3.10
        add-imports = true
        [tool.typilus.audit]
        min-confidence = 0.95
        """,
    )
    options = configured(tmp_path)
    assert (options.min_confidence, options.policy, options.kinds) == (0.9, "fill", ["b", "c"])
    assert (options.only, options.python, options.add_imports) == ("parameters,returns", "3.10", True)
    audit = configured(tmp_path, "audit")
    assert (audit.min_confidence, audit.policy) == (0.95, "fill")
    given = configured(tmp_path, "annotate", "--min-confidence", "0.1", "--policy", "keep", "--kinds", "a")
    assert (given.min_confidence, given.policy, given.kinds) == (0.1, "keep", ["a"])


def test_ini_means_the_same(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text(
        "[tool:typilus]\nmin-confidence = 0.9\nkinds =\n  b\n  c\nadd-imports = yes\n"
        "[tool:typilus.audit]\nkinds = a, b\n"
    )
    options = configured(tmp_path)
    assert (options.min_confidence, options.kinds, options.add_imports) == (0.9, ["b", "c"], True)
    assert configured(tmp_path, "audit").kinds == ["a", "b"]


def test_places_are_meant_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    toml(tmp_path, '[tool.typilus]\nproject = "src"\n')
    assert configured(tmp_path / "pkg").project == str(tmp_path / "src")
    toml(tmp_path, f'[tool.typilus]\nproject = "{tmp_path}/pkg"\n')
    assert configured(tmp_path).project == str(tmp_path / "pkg")


@pytest.mark.parametrize("place", ["..", "/", "src/../../other", "link"])
def test_a_project_names_no_place_outside(tmp_path: Path, place: str) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "link").symlink_to("..")
    toml(tmp_path / "project", f'[tool.typilus]\nproject = "{place}"\n')
    with pytest.raises(TypilusError, match="lies outside of the project; name it in the call"):
        configured(tmp_path / "project")


def test_the_nearest_root_of_the_first_path_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml(tmp_path, '[tool.typilus]\npolicy = "fill"\n')
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    assert configured(tmp_path / "inner").policy == "keep"
    monkeypatch.chdir(tmp_path)
    parser = small_parser()
    assert find_settings(parser.parse_args(["audit", "-"])) is not None
    assert find_settings(parser.parse_args(["train"])) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("policy = 'all'", r"\[tool.typilus\] policy = 'all': allowed are keep, fill"),
        ("min-confidence = 'much'", r"min-confidence = 'much': could not convert"),
        ("min-confidence = true", r"min-confidence = True: must be a text, a number or a list"),
        ("add-imports = 'maybe'", r"add-imports = 'maybe': must be true or false"),
        ("kinds = ['a', 'z']", r"kinds = .*: allowed are a, b, c"),
        ("min_confidnce = 1", r"\[tool.typilus\] min-confidnce: no such setting; allowed are add-imports, kinds"),
        ("write = true", r"write: a project cannot set this; remove it, and say --write in the call"),
        ("set = ['a']", r"set: a project cannot set this"),
        ("device = 'cpu'", r"device: no such setting"),
        ("help = true", r"help: a project cannot set this"),
        (
            "[tool.typilus.train]\ndevice = 'cpu'",
            r"\[tool.typilus.train\]: no such command; allowed are annotate, audit",
        ),
        ("[tool.typilus.audit]\nonly = 'x'", r"\[tool.typilus.audit\] only: no such setting"),
        (
            "[tool.typilus.annotate]\npolicy = 1",
            r"\[tool.typilus.annotate\] policy = 1: .*see `typilus annotate --help`",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    toml(tmp_path, f"[tool.typilus]\n{text}\n")
    with pytest.raises(TypilusError, match=r"pyproject\.toml: .*" + message):
        configured(tmp_path)


def test_options_of_predict_can_be_set(tmp_path: Path) -> None:
    toml(tmp_path, '[tool.typilus]\nmin-confidence = 0.25\ntop = 2\nformat = "sarif"\nproject = "."\n')
    options = reparsed(build_parser(), ["predict", str(tmp_path), "--top", "7"])
    assert (options.min_confidence, options.top, options.format) == (0.25, 7, "sarif")


WHAT_A_PROJECT_CANNOT_SET = ("model", "environment", "workers", "stubs", "write", "diff")


@pytest.mark.parametrize("key", WHAT_A_PROJECT_CANNOT_SET)
@pytest.mark.parametrize("table", ["tool.typilus", "tool.typilus.annotate"])
def test_what_is_loaded_run_or_written_is_not_for_a_project_to_say(tmp_path: Path, table: str, key: str) -> None:
    toml(tmp_path, f'[{table}]\n{key} = "1"\n')
    with pytest.raises(TypilusError, match=rf"{table}\] {key}: a project cannot set this; .* say --{key} in the call"):
        reparsed(build_parser(), ["annotate", str(tmp_path)])


@pytest.mark.parametrize("command", ["predict", "annotate", "audit"])
def test_no_option_that_takes_a_place_is_a_setting_but_the_project(
    tmp_path: Path, command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == ExitCode.OK
    places = re.findall(r"^  --([a-z-]+) (?:DIR|FILE)\b", capfd.readouterr().out, re.MULTILINE)
    assert {"project", "model", "environment"} <= set(places)
    for key in places:
        toml(tmp_path, f'[tool.typilus.{command}]\n{key} = "."\n')
        if key == "project":
            assert reparsed(build_parser(), [command, str(tmp_path)]).project == os.path.join(tmp_path, ".")  # noqa: PTH118 - options are texts
        else:
            with pytest.raises(TypilusError, match="a project cannot set this"):
                reparsed(build_parser(), [command, str(tmp_path)])


def test_a_wrong_setting_is_wrong_usage(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    toml(tmp_path, "[tool.typilus.predict]\ntop = 0\n")
    assert main(["predict", str(tmp_path)]) == ExitCode.USAGE
    error = capfd.readouterr().err
    assert "pyproject.toml: [tool.typilus.predict] top = 0: '0' is not a number from 1 to 1000" in error


def test_options_that_begin_alike_may_stand_in_a_table_of_their_own(tmp_path: Path) -> None:
    toml(tmp_path, '[tool.typilus.infill]\nbelow = 0.3\ndialect = "qwen"\n[tool.typilus.audit]\ninfill-below = 0.4\n')
    predict = reparsed(build_parser(), ["predict", str(tmp_path)])
    assert (predict.infill, predict.infill_below, predict.infill_dialect) == (None, 0.3, "qwen")
    assert reparsed(build_parser(), ["audit", str(tmp_path)]).infill_below == 0.4


@pytest.mark.parametrize("key", ['infill = "http://elsewhere/v1"', '[tool.typilus.infill]\nlog = "prompts.jsonl"'])
def test_no_project_sends_code_anywhere(tmp_path: Path, key: str) -> None:
    toml(tmp_path, f"[tool.typilus]\n{key}\n")
    with pytest.raises(TypilusError, match=r"a project cannot set this; remove it, and say --infill"):
        reparsed(build_parser(), ["predict", str(tmp_path)])
