"""Exit codes: those that help lists are those that commands give, each for its own kind of end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.interfaces.cli.parser import COMMANDS

GOOD = "def area(width, height):\n    return len(width) * height\n"
# What is typed, behind which the model is named; the code; and what standard error has to say.
ENDS = [
    ("predict good.py", ExitCode.OK, ""),
    ("predict good.py broken.py", ExitCode.SOME_FILES_FAILED, "broken.py:1"),
    ("predict good.py nowhere.py", ExitCode.SOME_FILES_FAILED, "nowhere.py"),
    ("predict good.py --project nowhere", ExitCode.USAGE, "nowhere: no such folder"),
    ("predict good.py --top 0", ExitCode.USAGE, "'0' is not a number from 1 to 1000"),
    ("predict good.py --checker gcc", ExitCode.USAGE, "invalid choice: 'gcc'"),
    ("predict good.py --recommenders nobody", ExitCode.USAGE, "nobody"),
    ("explain good.py", ExitCode.USAGE, "line number missing"),
    ("explain nowhere.py:1", ExitCode.USAGE, "nowhere.py"),
    ("explain broken.py:1", ExitCode.USAGE, "broken.py:1"),
    ("explain good.py:1", ExitCode.OK, ""),
    ("annotate good.py --checker none --min-confidence 0", ExitCode.OK, "suggested in 1 of 1 file;"),
    ("annotate good.py --checker none --min-confidence 0 --check", ExitCode.CHECK_FAILED, "suggested in 1 of 1"),
    ("annotate empty.py --checker none --check", ExitCode.OK, "0 annotations suggested"),
    ("annotate broken.py --checker none --check", ExitCode.SOME_FILES_FAILED, "1 failed"),
    ("annotate good.py broken.py --checker none --check", ExitCode.SOME_FILES_FAILED, "1 failed"),
    ("annotate good.py --only names", ExitCode.USAGE, "'names' is not one of parameters"),
    ("annotate good.py --python 2.7", ExitCode.USAGE, "'2.7' is not a version such as 3.9"),
    ("annotate good.py --write --check", ExitCode.USAGE, "not allowed with argument"),
    ("annotate good.py --environment nowhere", ExitCode.USAGE, "nowhere"),
    ("audit wrong.py --checker none", ExitCode.OK, "1 finding among 1 annotation in 1 file; 0 failed;"),
    ("audit wrong.py --checker none --check", ExitCode.CHECK_FAILED, "1 finding among"),
    ("audit wrong.py broken.py --checker none --check", ExitCode.CHECK_FAILED, "1 finding among"),
    ("audit good.py broken.py --checker none --check", ExitCode.SOME_FILES_FAILED, "0 findings among"),
    ("audit good.py --checker none --check", ExitCode.OK, "0 findings among 0 annotations"),
    ("audit folder --checker none --check", ExitCode.OK, "no Python files in folder"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "place"
    (place / "folder").mkdir(parents=True)
    for name, text in {
        "good.py": GOOD,
        "broken.py": "def (\n",
        "empty.py": "",
        "wrong.py": "def names() -> str:\n    return ['a']\n",
    }.items():
        (place / name).write_text(text)
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize(("typed", "code", "said"), ENDS, ids=[typed for typed, _, _ in ENDS])
def test_a_command_ends_with_its_code(
    typed: str, code: ExitCode, said: str, folder: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    more = ["--workers", "1"] if typed.startswith("annotate") else []
    assert main([*typed.split(), "--model", str(model_folder), *more]) == code
    assert said in capfd.readouterr().err
    assert (folder / "good.py").read_text() == GOOD


@pytest.mark.parametrize("command", ["predict good.py", "explain good.py:1", "annotate good.py", "audit good.py"])
@pytest.mark.parametrize("damage", ["missing", "empty", "manifest is no JSON"])
def test_a_model_that_cannot_be_used(
    command: str, damage: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    model = folder / "model"
    if damage != "missing":
        model.mkdir()
    if damage.startswith("manifest"):
        (model / "manifest.json").write_text("{")
    more = ["--checker", "none"] if command.split()[0] in ("annotate", "audit") else []
    assert main([*command.split(), "--model", str(model), *more]) == ExitCode.NO_MODEL
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("typilus: ")
    assert "model" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_lists_every_code(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == ExitCode.OK
    listed = capfd.readouterr().out.partition("exit codes:\n")[2]
    assert [int(number) for number in re.findall(r"^  (\d+) ", listed, re.MULTILINE)] == sorted(ExitCode)


@pytest.mark.parametrize("typed", ["", "--nothing", "cook", "predict", "annotate", "audit", "explain", "index runs"])
def test_what_is_no_command_is_wrong_usage(typed: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(typed.split()) == ExitCode.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("typilus" if typed else "usage: typilus")
    assert "--help" in err
