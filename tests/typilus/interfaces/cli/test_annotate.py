"""`typilus annotate` as people and programs meet it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.typilus.interfaces.formats.sarif_logs import read_log
from typilus.annotating import AnnotatedFile
from typilus.api import annotate_source
from typilus.files import replace_file
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.prediction.file_prediction import FilePrediction
from typilus.prediction.predictor import Predictor
from typilus.runs.annotate_tasks import RoundFile
from typilus.runs.rounds import SettledFiles

TEXT = """\
def stop(name, count=1):
    for number in range(count):
        print(name, number)
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "a.py").write_text(TEXT)
    (tmp_path / "b.py").write_text(TEXT.replace("stop", "halt"))
    return tmp_path


@pytest.fixture
def always(model_folder: Path) -> list[str]:
    return ["--model", str(model_folder), "--min-confidence", "0", "--workers", "1"]


@pytest.fixture
def unchecked(always: list[str]) -> list[str]:
    return [*always, "--checker", "none"]


def test_a_diff_is_shown_and_nothing_written(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(sources), *unchecked]) == 0
    out, err = capfd.readouterr()
    assert out.count("+def ") == 2
    assert ") -> None:" in out, "control flow says so"
    assert "annotations suggested in 2 of 2 files; 0 failed" in err
    assert "next: --write writes them and may add more" in err
    assert "annotated: 0.0% of 6 symbols before, 100.0% with these" in err
    assert (sources / "a.py").read_text() == TEXT
    patched = subprocess.run(["git", "apply", "-p1", "--directory=", "--stat", "-"], input=out.encode(), check=False)
    assert patched.returncode == 0, "git reads the diff"


def test_written_once_there_is_nothing_left_to_write(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(sources), "--check", *unchecked]) == ExitCode.CHECK_FAILED
    assert main(["annotate", str(sources), "--write", *unchecked]) == 0
    written = (sources / "a.py").read_text()
    assert "-> None:" in written
    compile(written, "a.py", "exec")
    capfd.readouterr()
    assert main(["annotate", str(sources), "--check", *unchecked]) == 0
    assert capfd.readouterr().out == ""
    assert (sources / "a.py").read_text() == written


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    "data", [TEXT.encode(), b"# coding: latin-1\r\n# \xe9\r\n" + TEXT.replace("\n", "\r\n").encode()]
)
def test_standard_input_becomes_the_annotated_text(
    data: bytes,
    sources: Path,
    unchecked: list[str],
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = str(sources / "new.py")
    monkeypatch.setattr("sys.stdin", _Stdin(data))
    assert main(["annotate", "-", "--stdin-filename", name, *unchecked]) == 0
    out, err = capfdbinary.readouterr()
    assert err == b"", "editors show what is said"
    assert out == annotate_source(data, path=name, model=unchecked[1], min_confidence=0, checker="none").source.after  # type: ignore[union-attr]
    assert b") -> None:" in out
    assert not Path(name).exists()


def test_standard_input_can_be_compared_and_counted(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*options: str) -> str:
        monkeypatch.setattr("sys.stdin", _Stdin(TEXT.encode()))
        assert main(["annotate", "-", "--stdin-filename", str(sources / "a.py"), *options, *unchecked]) == 0
        return capfd.readouterr().out

    assert run("--diff").startswith(f"--- a/{sources}/a.py".replace("//", "/"))
    assert json.loads(run("--format", "jsonl"))["path"] == str(sources / "a.py")
    assert json.loads(run("--statistics", "--format", "json"))["suggested"] == {"parameter": 2, "return": 1}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-", "--write"], "--write: standard input has no place on disk"),
        (["-", "--stubs", "x"], "--stubs: standard input has no place on disk"),
        (["-", "a.py"], "standard input stands alone"),
        (["a.py", "--stdin-filename", "b.py"], "write - as the path"),
        (["a.py", "--statistics", "--format", "sarif"], "--statistics: not with --format sarif"),
    ],
)
def test_what_goes_with_standard_input_and_numbers(
    arguments: list[str], reason: str, sources: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sources)
    assert main(["annotate", *arguments]) == ExitCode.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert reason in err


def test_text_that_is_no_python_gives_nothing(
    unchecked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", _Stdin(b"def ("))
    assert main(["annotate", "-", *unchecked]) == ExitCode.SOME_FILES_FAILED
    out, err = capfd.readouterr()
    assert out == ""
    assert "<stdin>" in err


def test_results_in_a_file_and_nothing_else_said(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(sources), *unchecked]) == 0
    diff, _ = capfd.readouterr()
    kept = sources / "out" / "change.diff"
    assert main(["annotate", str(sources), "--output-file", str(kept), "--quiet", *unchecked]) == 0
    assert capfd.readouterr() == ("", "")
    assert kept.read_text() == diff
    assert main(["annotate", str(sources / "none.py"), "-o", str(kept), "-q", *unchecked]) == ExitCode.SOME_FILES_FAILED
    assert "none.py" in capfd.readouterr().err, "what is wrong is said all the same"
    assert main(["annotate", str(sources), "-o", str(sources), *unchecked]) == ExitCode.USAGE
    assert "cannot be written" in capfd.readouterr().err


def test_numbers_in_place_of_the_diff(sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(sources), "--statistics", *unchecked]) == 0
    out, err = capfd.readouterr()
    assert out == "4  suggested  parameter\n2  suggested  return\n2  without    target of a for loop\n"
    assert "without:" not in err, "it is not said twice"


def test_comments_ask_to_be_left_alone(sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    (sources / "a.py").write_text(TEXT.replace("):\n", "):  # typilus: skip\n", 1))
    (sources / "b.py").write_text(TEXT + "# typilus: skip-file\n")
    assert main(["annotate", str(sources), "--check", "--fallback", "any", *unchecked]) == ExitCode.OK
    assert "7 symbols without: skipped by a comment" in capfd.readouterr().err


def test_cells_of_a_notebook_are_written(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    cells = [
        {"cell_type": "code", "source": text.splitlines(keepends=True)}
        for text in ("%matplotlib inline", TEXT, "stop(1)")
    ]
    path = sources / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1))
    before = path.read_text()
    assert main(["annotate", str(path), "--check", *unchecked]) == ExitCode.CHECK_FAILED
    assert "+def stop(" in capfd.readouterr().out, "the diff is that of the code"
    assert main(["annotate", str(path), "--write", *unchecked]) == ExitCode.OK
    written = path.read_text()
    changed = [line for line in written.splitlines() if line not in before.splitlines()]
    assert len(written.splitlines()) == len(before.splitlines())
    assert [") -> None:" in line for line in changed] == [True]
    assert main(["annotate", str(path), "--check", *unchecked]) == ExitCode.OK


def test_a_notebook_beside_a_module_of_its_name_is_not_that_module(
    tmp_path: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shop.py").write_text("class Basket:\n    def total(self) -> float: return 2.0\n")
    code = (
        "from shop import Basket\n\ndef pay(basket: Basket):\n    return basket.total()\n\n"
        "class Till: ...\n\ndef open_till():\n    return Till()\n"
    )
    cells = [{"cell_type": "code", "source": code.splitlines(keepends=True)}]
    path = tmp_path / "shop.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert main(["annotate", str(path), "--project", str(tmp_path), *unchecked]) == ExitCode.OK
    diff = capfd.readouterr().out
    assert "+def pay(basket: Basket) -> float:" in diff
    assert "+def open_till() -> Till:" in diff


@pytest.fixture
def halt_after_stop(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that says something of `b.py` only when `a.py` is annotated."""
    file_predictor = Predictor.file_predictor

    def patched(predictor: Predictor, *arguments: Any, **options: Any) -> Callable[[str], FilePrediction]:
        predict = file_predictor(predictor, *arguments, **options)
        knows = "-> None" in (sources / "a.py").read_text()
        return lambda path: _told(predict(path), knows)

    def _told(prediction: FilePrediction, knows: bool) -> FilePrediction:
        if knows or prediction.path.endswith("a.py"):
            return prediction
        symbols = tuple(replace(symbol, candidates=(), skipped="unsure") for symbol in prediction)
        return replace(prediction, symbols=symbols)

    monkeypatch.setattr(Predictor, "file_predictor", patched)


@pytest.mark.usefixtures("halt_after_stop")
def test_what_is_written_votes_in_the_next_round(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(sources), "--write", "--format", "jsonl", *unchecked]) == 0
    out, err = capfd.readouterr()
    documents = [json.loads(line) for line in out.splitlines()]
    assert [Path(document["path"]).name for document in documents] == ["a.py", "b.py"], "one object a file"
    assert all(document["changed"] for document in documents)
    assert "annotations written in 2 of 2 files" in err
    assert "-> None" in (sources / "b.py").read_text()
    assert main(["annotate", str(sources), "--check", *unchecked]) == 0


def test_a_round_leaves_out_what_was_tried_since_the_last_change(
    sources: Path, unchecked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (sources / "b.py").write_text("from a import stop\n\nstop(1)\n")
    (sources / "c.py").write_text("print(1)\n")
    rounds: list[list[str]] = []
    begin = SettledFiles.begin

    def noted(settled: SettledFiles, paths: list[str]) -> list[RoundFile]:
        rounds.append([Path(path).stem for path in paths])
        return begin(settled, paths)

    monkeypatch.setattr(SettledFiles, "begin", noted)
    assert main(["annotate", str(sources), "--write", *unchecked]) == 0
    assert rounds == [["a", "b", "c"], ["a", "b"], ["c"]]


@pytest.mark.usefixtures("halt_after_stop")
def test_a_number_of_rounds_is_enough(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typilus.runs.annotate_run.MAX_ROUNDS", 1)
    assert main(["annotate", str(sources), "--write", *unchecked]) == 0
    assert "there may be more to annotate after 1 round(s)" in capfd.readouterr().err
    assert "-> None" not in (sources / "b.py").read_text()


def test_a_bad_file_costs_the_exit_code_only(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "bad.py").write_text("def (:\n")
    assert main(["annotate", str(sources), "--format", "jsonl", *unchecked]) == ExitCode.SOME_FILES_FAILED
    out, err = capfd.readouterr()
    documents = [json.loads(line) for line in out.splitlines()]
    assert [Path(each["path"]).name for each in documents] == ["a.py", "b.py", "bad.py"]
    assert documents[2]["error"] is not None
    assert documents[0]["error"] is None
    assert "1 failed" in err
    for symbol in documents[0]["symbols"]:
        assert (symbol["written"] is None) != (symbol["reason"] is None)


def test_mypy_judges_in_a_copy(sources: Path, always: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    before = sorted(sources.iterdir())
    command = ["annotate", str(sources / "a.py"), "--checker", "mypy", "--format", "json", *always]
    assert main(command) == 0
    (document,) = json.loads(capfd.readouterr().out)
    assert document["checker"]["name"] == "mypy"
    assert document["checker"]["judged"] > 0
    written = [each for each in document["symbols"] if each["written"] is not None]
    assert written
    assert all(each["candidates"][0]["checked"] == "passed" for each in written)
    assert sorted(sources.iterdir()) == before, "no cache, no report"


def test_errors_that_come_to_light_are_counted(
    sources: Path, always: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "a.py").write_text(TEXT + '    return 1 + "one"\n')
    command = ["annotate", str(sources / "a.py"), "--checker", "mypy", "--only", "parameters", *always]
    assert main([*command, "--format", "jsonl"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["checker"]["hidden"] == 1
    assert f"the checker 1 further error that no type causes, in {sources / 'a.py'} (1); see --no-new-errors" in err


def test_what_is_chosen_without_being_named_is_told(
    sources: Path, always: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "pyproject.toml").write_text("[tool.mypy]\nstrict = true\n")
    assert main(["annotate", str(sources / "a.py"), *always]) == 0
    assert "checker: mypy (configured in [tool.mypy] in pyproject.toml)" in capfd.readouterr().err


def test_a_missing_checker_stops_the_command_and_auto_says_that_nobody_judges(
    sources: Path, always: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: None)
    assert main(["annotate", str(sources), "--write", "--checker", "ty", *always]) == ExitCode.USAGE
    assert "ty is not installed; pip install ty" in capfd.readouterr().err
    assert (sources / "a.py").read_text() == TEXT
    assert main(["annotate", str(sources), "--format", "jsonl", *always]) == 0
    out, err = capfd.readouterr()
    assert "checker: nobody judges; no type checker is installed" in err
    assert [json.loads(line)["checker"] for line in out.splitlines()] == [None, None]


def test_an_interrupted_run_goes_on(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["annotate", str(sources), "--write", "--format", "jsonl", *unchecked]
    with monkeypatch.context() as patched:
        patched.setattr(AnnotatedFile, "write", _interrupt_at_b)
        assert main(command) == ExitCode.INTERRUPTED
    first, said = capfd.readouterr()
    assert "so far: 1 of 2 files, 3 annotations written; 0 failed; run the same command with --resume" in said
    assert "-> None" in (sources / "a.py").read_text()
    assert (sources / "b.py").read_text() == TEXT.replace("stop", "halt")
    assert main([*command, "--resume", "--verbose"]) == 0
    out, _ = capfd.readouterr()
    assert out.startswith(first), "what was done before is told again"
    assert [Path(json.loads(line)["path"]).name for line in out.splitlines()] == ["a.py", "b.py"]
    assert "-> None" in (sources / "b.py").read_text()


def test_what_killed_runs_left_beside_the_files_is_removed(
    sources: Path, unchecked: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stubs = tmp_path / "stubs"
    for folder in (sources, stubs / "sub"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".a.py.abcdefgh.typilus-tmp").write_text("half")
    assert main(["annotate", str(sources), *unchecked]) == 0
    assert list(sources.glob(".*.typilus-tmp")), "nothing is touched where nothing is written"
    assert main(["annotate", str(sources), "--write", *unchecked]) == 0
    assert list(sources.glob(".*.typilus-tmp")) == []
    assert main(["annotate", str(sources), "--project", str(sources), "--stubs", str(stubs / "sub"), *unchecked]) == 0
    assert list((stubs / "sub").glob(".*")) == []


def test_what_was_damaged_in_the_cache_is_said_to_who_asks(
    sources: Path,
    unchecked: list[str],
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache\x1b[2J"))
    (sources / "pyproject.toml").touch()
    (sources / "typed.py").write_text("def typed(value: int) -> str:\n    return str(value)\n")
    command = ["annotate", str(sources), *unchecked]
    for options, is_said in (([], False), (["-v"], True), (["-v"], False)):
        assert main([*command, *options]) == 0
        assert ("is damaged" in capfd.readouterr().err) == is_said
        if not is_said:
            entries = list(tmp_path.glob("cache*/markers/*/*.markers"))
            assert entries
            entries[0].write_bytes(b"\0" * 100 if not options else entries[0].read_bytes())


def _interrupt_at_b(file: AnnotatedFile) -> bool:
    if file.path.endswith("b.py"):
        raise KeyboardInterrupt
    assert file.source is not None
    replace_file(file.path, file.source.after)
    return True


@pytest.mark.parametrize("wrong", [["--only", "everything"], ["--python", "2.7"], ["--checker", "pylint"]])
def test_wrong_use_is_told(sources: Path, wrong: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(sources), *wrong]) == ExitCode.USAGE
    assert wrong[1] in capfd.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_protected_file_is_left_alone(sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    (sources / "a.py").chmod(0o400)
    assert main(["annotate", str(sources), "--write", *unchecked]) == ExitCode.SOME_FILES_FAILED
    assert (sources / "a.py").read_text() == TEXT


def test_sarif_and_old_pythons(sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(sources), "--format", "sarif", "--python", "3.8", *unchecked]) == 0
    log = read_log(capfd.readouterr().out)
    results = log["results"]
    assert {each["ruleId"] for each in results} == {"typilus/suggested-type"}
    assert all(" | " not in each["properties"]["annotation"] for each in results)


def test_stubs_are_written_elsewhere(
    sources: Path, unchecked: list[str], tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    package = sources / "pkg"
    package.mkdir()
    (package / "__init__.py").write_text("from pkg.mod import stop\n")
    (package / "mod.py").write_text(TEXT)
    stubs = tmp_path_factory.mktemp("stubs")
    for _ in range(2):
        assert main(["annotate", str(package), "--stubs", str(stubs), *unchecked]) == 0
    assert sorted(path.relative_to(stubs).as_posix() for path in stubs.rglob("*.*")) == [
        "pkg/__init__.pyi",
        "pkg/mod.pyi",
    ]
    assert "-> None: ..." in " ".join((stubs / "pkg" / "mod.pyi").read_text().split())
    assert (package / "mod.py").read_text() == TEXT
    assert capfd.readouterr().out == ""


def test_type_comments_become_annotations_if_asked(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "a.py").write_text("names = []  # type: list[str]\n")
    assert main(["annotate", str(sources / "a.py"), *unchecked]) == 0
    assert capfd.readouterr().out == ""
    assert main(["annotate", str(sources / "a.py"), "--type-comments", *unchecked]) == 0
    assert "+names: list[str] = []" in capfd.readouterr().out


def test_help_is_instant() -> None:
    code = "import sys; from typilus.interfaces.cli import main; main(['annotate', '--help']); "
    code += "print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")


def test_the_projects_own_floor_is_the_default_and_said_once(
    sources: Path, unchecked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (sources / "pyproject.toml").write_text('[project]\nname = "x"\nrequires-python = ">=3.8"\n')
    assert main(["annotate", str(sources), *unchecked]) == 0
    told = "typilus: written for Python 3.8 and later: requires-python in pyproject.toml\n"
    assert capfd.readouterr().err.count(told) == 1
    assert main(["annotate", str(sources), "--python", "3.11", *unchecked]) == 0
    assert "written for" not in capfd.readouterr().err


def test_no_link_out_of_the_project_is_written_through(tmp_path: Path, model_folder: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "pyproject.toml").touch()
    outside = tmp_path / "outside.py"
    outside.write_text("def f(name='x'):\n    return name == 'y'\n")
    link = tmp_path / "project" / "x.py"
    link.symlink_to(outside)
    before = outside.read_bytes()
    options = ["--write", "--checker", "none", "--workers", "1", "--min-confidence", "0", "--model", str(model_folder)]
    assert main(["annotate", str(tmp_path / "project"), *options]) == ExitCode.SOME_FILES_FAILED
    assert outside.read_bytes() == before
    assert main(["annotate", str(link), *options]) == ExitCode.OK
    assert outside.read_bytes() != before
    assert link.is_symlink()


def test_stubs_stay_in_their_folder(tmp_path: Path, model_folder: Path) -> None:
    for name in ("a.b.py", "x.py"):
        (tmp_path / name).write_text("def f(name='x'):\n    return name == 'y'\n")
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    (tmp_path / "mine").write_text("mine")
    (stubs / "x.pyi").symlink_to(tmp_path / "mine")
    (stubs / ".x.pyi.typilus-tmp").symlink_to(tmp_path / "mine")
    options = ["--stubs", str(stubs), "--checker", "none", "--workers", "1", "--model", str(model_folder)]
    assert main(["annotate", str(tmp_path / "a.b.py"), str(tmp_path / "x.py"), *options]) == ExitCode.SOME_FILES_FAILED
    assert (tmp_path / "mine").read_text() == "mine"
    assert not (stubs / "a.pyi").exists()
