"""Whatever happens becomes an exit code and at most one message."""

from __future__ import annotations

from collections.abc import Callable
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


def test_wrong_usage_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["predict", "--no-such-option"]) == ExitCode.USAGE
    assert "usage:" in capsys.readouterr().err
    assert run(["predict", "--help"]) == ExitCode.OK
    assert "usage:" in capsys.readouterr().out
