"""Named environments come first, then the active one; those in the project are never run."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.checking.environments import find_environment
from typilus.errors import CheckerError


def environment(folder: Path) -> Path:
    (folder / "bin").mkdir(parents=True)
    python = folder / "bin" / "python"
    python.touch()
    return python


@pytest.fixture(autouse=True)
def _no_active_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)


def test_a_folder_or_an_interpreter_may_be_named(tmp_path: Path) -> None:
    python = environment(tmp_path / "mine")
    assert find_environment(tmp_path / "mine") == python
    assert find_environment(python) == python


def test_the_active_one_is_found_and_those_in_the_project_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment(tmp_path / ".venv")
    assert find_environment() is None
    active = environment(tmp_path / "active")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
    assert find_environment() == active


def test_what_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckerError, match="no Python interpreter"):
        find_environment(tmp_path / "nothing")
