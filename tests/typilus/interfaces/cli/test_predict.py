"""`typilus predict` as people and programs meet it."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.typilus.interfaces.formats.sarif_logs import read_log
from tests.typilus.recommenders.contract import check_file
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "good.py").write_text("def größe(width, height):\n    return width * height\n", encoding="utf-8")
    (tmp_path / "more.py").write_text("count = 3\n")
    return tmp_path


@pytest.fixture
def model(model_folder: Path) -> list[str]:
    return ["--model", str(model_folder)]


def test_jsonl_is_one_object_a_file(sources: Path, model: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", str(sources), "--format", "jsonl", *model]) == 0
    out, err = capfd.readouterr()
    documents = [json.loads(line) for line in out.splitlines()]
    for document in documents:
        check_file(document)
    assert [Path(document["path"]).name for document in documents] == ["good.py", "more.py"]
    assert "größe" in out
    assert err == ""


def test_json_is_one_array(sources: Path, model: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    main(["predict", str(sources), "--format", "jsonl", *model])
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert main(["predict", str(sources), "--format", "json", *model]) == 0
    assert json.loads(capfd.readouterr().out) == lines


def test_sarif_is_a_log_of_what_has_no_annotation(
    sources: Path, model: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "setup.cfg").touch()
    (sources / "bad.py").write_text("def f(:\n")
    assert main(["predict", str(sources), "--format", "jsonl", *model]) == ExitCode.SOME_FILES_FAILED
    documents = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert main(["predict", str(sources), "--format", "sarif", *model]) == ExitCode.SOME_FILES_FAILED
    run = read_log(capfd.readouterr().out)
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1
    expected = [
        (Path(document["path"]).name, symbol["line"], symbol["column"] + 1, symbol["candidates"])
        for document in documents
        for symbol in document["symbols"]
        if symbol["candidates"] and symbol["existing"] is None
    ]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    found = [
        (
            place["artifactLocation"]["uri"],
            place["region"]["startLine"],
            place["region"]["startColumn"],
            result["properties"]["candidates"],
        )
        for place, result in zip(places, run["results"], strict=True)
    ]
    assert expected
    assert found == expected


def test_settings_of_the_project(sources: Path, model: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    (sources / "pyproject.toml").write_text('[tool.typilus]\nformat = "json"\n')
    assert main(["predict", str(sources), *model]) == 0
    assert len(json.loads(capfd.readouterr().out)) == 2
    assert main(["predict", str(sources), "--format", "jsonl", *model]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 2


def test_the_default_is_for_people(sources: Path, model: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", str(sources / "good.py"), *model]) == 0
    out = capfd.readouterr().out
    assert "größe.width" in out
    assert "suggested" in out


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_bad_files_cost_the_exit_code_only(
    sources: Path, model: list[str], form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "bad.py").write_text("def f(:\n")
    paths = [str(sources / name) for name in ("good.py", "bad.py", "missing.py", "more.py")]
    assert main(["predict", *paths, "--format", form, *model]) == ExitCode.SOME_FILES_FAILED
    out, err = capfd.readouterr()
    if form == "table":
        assert "größe" in out
        assert "count" in out
        assert "bad.py:1" in err
        assert "missing.py" in err
    else:
        documents = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
        assert [document["error"] is None for document in documents] == [True, False, False, True]


@pytest.mark.parametrize(("form", "out"), [("json", "[]\n"), ("jsonl", ""), ("table", "")])
def test_a_folder_without_python(
    tmp_path: Path, model: list[str], form: str, out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["predict", str(tmp_path), "--format", form, *model]) == 0
    found = capfd.readouterr()
    assert found.out == out
    assert "no Python files" in found.err


def test_a_file_of_a_project_can_be_predicted_with_it(
    sources: Path, model: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["predict", str(sources / "good.py"), *model]
    monkeypatch.chdir(sources)
    assert main(command) == 0
    assert "next:" not in capfd.readouterr().err, "no project is known"
    assert main(["predict", ".", *model]) == 0
    assert "next: --project . also reads" in capfd.readouterr().err, "a folder"
    (sources / "pyproject.toml").touch()
    assert main(command) == 0
    assert "next: --project . also reads the other files there" in capfd.readouterr().err
    for more in (["--project", "."], ["--format", "json"], ["--quiet"]):
        assert main([*command, *more]) == 0
        assert "next:" not in capfd.readouterr().err
    monkeypatch.chdir(sources.parent)
    assert main(command) == 0
    assert "next:" not in capfd.readouterr().err, "a file of some other project"


def test_options_reach_the_predictor(sources: Path, model: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    command = ["predict", str(sources), "--format", "json", "--top", "1", "--min-confidence", "0.6", *model]
    assert main(command) == 0
    for document in json.loads(capfd.readouterr().out):
        for symbol in document["symbols"]:
            assert len(symbol["candidates"]) <= 1
            assert all(candidate["probability"] >= 0.6 for candidate in symbol["candidates"])


def test_a_project_joins(
    sources: Path, model: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(sources / "cache"))
    (sources / "own.py").write_text("class Tulip: ...\n\ndef f(width: Tulip, height: Tulip): ...\n")
    command = ["predict", str(sources / "good.py"), "--format", "json", *model]
    assert main([*command, "--project", str(sources)]) == 0
    (document,) = json.loads(capfd.readouterr().out)
    assert "own.Tulip" in {c["type"] for symbol in document["symbols"] for c in symbol["candidates"]}
    assert list((sources / "cache").rglob("*.markers"))
    assert main([*command, "--project", str(sources / "nowhere")]) == ExitCode.USAGE
    assert "no such folder" in capfd.readouterr().err


def test_text_that_is_piped_in_is_of_no_folder(
    tmp_path: Path, model: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"def f(a): return a\n")))
    assert main(["predict", "-", *model]) == 0
    assert "next:" not in capfd.readouterr().err


def test_standard_input(model: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for text, code in ((b"x = 1\n", 0), (b"x = (\n", 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        assert main(["predict", "-", "--format", "jsonl", *model]) == code
        document = json.loads(capfd.readouterr().out)
        assert document["path"] == "<stdin>"
        assert (document["error"] is None) == (code == 0)


def test_a_name_that_is_not_utf8(sources: Path, model: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    name = os.fsencode(sources) + b"/\xff.py"
    try:
        Path(os.fsdecode(name)).write_text("x = 1\n")
    except OSError:
        pytest.skip("this file system has only UTF-8 names")
    assert main(["predict", str(sources), "--format", "jsonl", *model]) == 0
    documents = [json.loads(line) for line in capfdbinary.readouterr().out.decode("utf-8").splitlines()]
    assert os.fsencode(documents[-1]["path"]) == name


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["predict"],
        ["predict", "x.py", "--top", "0"],
        ["predict", "x.py", "--top", "two"],
        ["predict", "x.py", "--min-confidence", "1.5"],
        ["predict", "x.py", "--format", "xml"],
        ["divine", "x.py"],
        ["corpus"],
    ],
)
def test_wrong_usage(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == ExitCode.USAGE
    err = capfd.readouterr().err
    assert err.startswith("typilus" if arguments else "usage: typilus")
    assert "--help" in err


def test_no_model(sources: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", str(sources), "--model", str(sources)]) == ExitCode.NO_MODEL
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("typilus: ")
    assert "holds no model" in err


@pytest.mark.parametrize("command", [["predict"], ["train"], ["index"], ["evaluate"], ["corpus", "build"]])
def test_help_teaches(command: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    out = capfd.readouterr().out
    assert f"typilus {' '.join(command)} " in out.partition("examples:")[2]
    assert "exit codes:" in out


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "typilus", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    # A shell that runs the tests in the background has children ignore the key.
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, preexec_fn=_obeys_interrupts
    )


def _obeys_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_a_closed_pipe_is_quiet(sources: Path, model: list[str]) -> None:
    """And the locale has no say in what is written."""
    with start(["predict", *[str(sources / "good.py"), str(sources)] * 20, "--format", "jsonl", *model]) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(60) in (0, ExitCode.BROKEN_PIPE)
    assert "größe" in first.decode("utf-8")
    assert errors == b""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_control_c_is_clean(sources: Path, model: list[str]) -> None:
    text = (sources / "good.py").read_text("utf-8")
    for number in range(400):
        (sources / f"more{number}.py").write_text(text, "utf-8")
    with start(["predict", str(sources), "--format", "jsonl", *model]) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()  # the first of many is done
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        errors = process.stderr.read()
        assert process.wait(60) == ExitCode.INTERRUPTED
    told, interrupted = errors.decode().splitlines()
    assert re.fullmatch(
        r"typilus: so far: \d+ of \d+ files, \d+ symbols; 0 failed; run the same command with --resume to go on", told
    )
    assert interrupted == "typilus: interrupted"


def test_a_missing_checker_stops_the_command_before_any_work(
    sources: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: None)
    # There is no such model either, but nobody has looked for it yet.
    command = ["predict", str(sources), "--model", str(sources / "none")]
    assert main([*command, "--checker", "ty"]) == ExitCode.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert "ty is not installed; pip install ty" in err


def test_auto_without_any_checker_says_that_nobody_judges(
    sources: Path, model: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: None)
    assert main(["predict", str(sources), "--checker", "auto", *model]) == 0
    assert "checker: nobody judges; no type checker is installed" in capfd.readouterr().err


def test_what_the_checker_did_not_judge_is_told_and_has_failed(
    sources: Path, model: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"count = 3\n")))
    (sources / "good.py").write_text("%matplotlib inline\ncount = 3\n")
    command = ["predict", "-", str(sources), "--checker", "mypy", "--format", "jsonl", *model]
    assert main(command) == ExitCode.SOME_FILES_FAILED
    out, err = capfd.readouterr()
    assert "<stdin>: not judged by mypy: no file of the project" in err
    assert "good.py: not judged by mypy: no plain Python 3 source" in err
    assert "more.py" not in err
    assert [bool(json.loads(line).get("checker")) for line in out.splitlines()] == [False, False, True]
