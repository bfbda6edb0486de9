"""Whatever happens becomes an exit code and at most one message."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from typilus.errors import CheckpointError, TypilusError
from typilus.interfaces.cli.entry_point import run
from typilus.interfaces.cli.exit_codes import ExitCode


def raising(error: BaseException) -> Callable[[object], NoReturn]:
    def command(options: object) -> NoReturn:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (TypilusError("a.py: no \x1b[31mgood"), ExitCode.USAGE, "typilus: a.py: no \\x1b[31mgood\n"),
        (CheckpointError("no model"), ExitCode.NO_MODEL, "typilus: no model\n"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "typilus: interrupted\n"),
    ],
)
def test_errors_are_one_message(
    error: BaseException,
    code: ExitCode,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("typilus.interfaces.cli.predict.run", raising(error))
    assert run(["predict", "a.py"]) == code
    assert capsys.readouterr().err == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["predct", "a.py"], "typilus: error: argument COMMAND: invalid choice: 'predct' .* (did you mean predict?)"),
        (["predict", "--chekcer", "mypy"], "typilus predict: error: .*"),
        (
            ["predict", "a.py", "--chekcer=mypy"],
            "typilus predict: .*: --chekcer=mypy (did you mean --checker?)",
        ),
        (
            ["predict", "a.py", "--check"],
            "typilus predict: .*: --check (did you mean --checker?)",
        ),
        (
            ["predict", "a.py", "--form", "json"],
            "typilus predict: .*: --form json (did you mean --format?)",
        ),
        (["audit", "a.py", "--format", "jsno"], "typilus audit: error: argument --format: .* (did you mean json?)"),
        (["lab", "tabel2"], "typilus lab: error: argument EXHIBIT: .* (did you mean table2?)"),
        (["predict", "a.py", "--\x1b[2J"], "typilus predict: .*: --\\x1b[2J"),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_may_be_meant(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == ExitCode.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert re.fullmatch(re.escape(message).replace(r"\.\*", ".*") + r"; see typilus.* --help", line)


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["predict", "--help"]) == ExitCode.OK
    assert "usage:" in capsys.readouterr().out
    assert run([]) == ExitCode.USAGE
    assert "commands:" in capsys.readouterr().err


def test_code_is_predicted_on_one_thread_whatever_the_environment_says(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numpy reads how many threads there are when it is imported; the workers' numpy reads the same."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    for name in names:
        monkeypatch.setenv(name, "7")
    (tmp_path / "a.py").write_text("x = 1\n")
    assert run(["predict", str(tmp_path / "a.py"), "--model", str(model_folder)]) == ExitCode.OK
    assert [os.environ[name] for name in names] == ["1"] * len(names)
