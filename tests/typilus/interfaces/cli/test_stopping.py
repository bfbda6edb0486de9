"""A command that is stopped says how far it has come, once."""

from __future__ import annotations

import pytest

from typilus.errors import CheckerError, WorkerError
from typilus.interfaces.cli.stopping import told_when_stopped


def stop(done: list[int], end: type[BaseException]) -> None:
    done += range(12)
    raise end


@pytest.mark.parametrize("end", [KeyboardInterrupt, WorkerError])
def test_what_is_done_is_said(end: type[BaseException], capfd: pytest.CaptureFixture[str]) -> None:
    done: list[int] = []
    with pytest.raises(end), told_when_stopped(lambda: f"{len(done)} files"):
        stop(done, end)
    assert capfd.readouterr().err == ("typilus: so far: 12 files; run the same command with --resume to go on\n")


def test_nothing_is_said_of_other_ends(capfd: pytest.CaptureFixture[str]) -> None:
    with told_when_stopped(lambda: "12 files"):
        pass
    with pytest.raises(CheckerError), told_when_stopped(lambda: "12 files"):
        raise CheckerError("mypy is not installed")
    assert capfd.readouterr().err == ""
