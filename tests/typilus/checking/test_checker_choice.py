"""A checker by name, by the project's configuration, or the first installed; and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus import options
from typilus.checking.checker_choice import CHECKERS, choose_checker
from typilus.errors import CheckerError


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    names: set[str] = set()
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: name if name in names else None)
    return names


def test_by_name(tmp_path: Path, installed: set[str]) -> None:
    with pytest.raises(CheckerError, match="ty is not installed; pip install ty"):
        choose_checker("ty", tmp_path)
    installed.add("ty")
    choice = choose_checker("ty", tmp_path)
    assert (choice.checker.name, choice.reason) == ("ty", "ty (requested by name)")
    with pytest.raises(CheckerError, match="unknown checker 'pylint'"):
        choose_checker("pylint", tmp_path)


def test_the_one_that_the_project_configures(tmp_path: Path, installed: set[str]) -> None:
    installed |= set(CHECKERS)
    (tmp_path / "pyrefly.toml").write_text("")
    choice = choose_checker("auto", tmp_path)
    assert (choice.checker.name, choice.reason) == ("pyrefly", "pyrefly (configured in pyrefly.toml)")


def test_pytype_comes_last_unless_the_project_configures_it(tmp_path: Path, installed: set[str]) -> None:
    installed |= {"pytype", "ty"}
    assert choose_checker("auto", tmp_path).checker.name == "ty"
    (tmp_path / "setup.cfg").write_text("[pytype]\ninputs = src\n")
    choice = choose_checker("auto", tmp_path)
    assert (choice.checker.name, choice.reason) == (
        "pytype",
        "pytype (configured in [pytype] in setup.cfg)",
    )
    (tmp_path / "ty.toml").touch()
    assert choose_checker("auto", tmp_path).checker.name == "ty", "of two that are configured"


def test_the_next_where_the_project_does_not_tell(tmp_path: Path, installed: set[str]) -> None:
    installed |= {"pytype", "mypy", "pyright"}
    choice = choose_checker("auto", tmp_path)
    assert (choice.checker.name, choice.reason) == ("mypy", "mypy (first installed checker)")
    installed -= {"mypy", "pyright"}
    assert choose_checker("auto", tmp_path).checker.name == "pytype"


def test_the_command_line_offers_them_in_this_order() -> None:
    assert tuple(CHECKERS) == options.CHECKERS


def test_a_configured_checker_that_is_not_installed_is_mentioned(tmp_path: Path, installed: set[str]) -> None:
    installed.add("ty")
    (tmp_path / "mypy.ini").write_text("[mypy]\n")
    choice = choose_checker("auto", tmp_path)
    assert choice.checker.name == "ty"
    assert "mypy, which the project configures (mypy.ini), is not installed" in choice.reason


def test_none_at_all(tmp_path: Path, installed: set[str]) -> None:
    with pytest.raises(CheckerError, match="no type checker is installed; pip install mypy"):
        choose_checker("auto", tmp_path)
