"""`typilus corpus build`: what people see when it cannot start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode


def test_augmenting_without_pytype_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["corpus", "build", str(tmp_path / "corpus"), "--augment", "pytype"]) == ExitCode.USAGE
    assert "pip install 'typilus[pytype]'" in capsys.readouterr().err
    assert not (tmp_path / "corpus").exists()


def test_only_known_checkers_augment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "build", str(tmp_path), "--augment", "guesswork"]) == ExitCode.USAGE
    assert "pytype" in capsys.readouterr().err
