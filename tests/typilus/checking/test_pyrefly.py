"""pyrefly: what it prints, and a real run."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.checking.real_checkers import check_the_contract
from tests.typilus.checking.recordings import places, read_recording
from typilus.checking.diagnostics import Concern
from typilus.checking.project import CheckedProject
from typilus.checking.pyrefly import PyreflyChecker


def test_errors_of_a_real_run_are_read(tmp_path: Path) -> None:
    found = read_recording(PyreflyChecker("pyrefly"), "pyrefly-shop.json", tmp_path)
    assert {each.path for each in found} == {"pkg/shop.py"}
    assert places(found) == [
        (7, 11, "bad-return"),
        (15, 11, "missing-attribute"),
        (18, 6, "bad-argument-type"),
        (19, 5, "missing-argument"),
        (20, 0, "unknown-name"),
        (21, 4, "unsupported-operation"),
    ]
    assert found[0].message == "Returned type `int` is not assignable to declared return type `str`"


def test_a_text_that_cannot_be_read_is_an_error_of_syntax(tmp_path: Path) -> None:
    checker = PyreflyChecker("pyrefly")
    found = read_recording(checker, "pyrefly-broken.json", tmp_path)
    assert found
    assert {checker.concern(each.code) for each in found} == {Concern.SYNTAX}


def test_what_errors_are_about() -> None:
    checker = PyreflyChecker("pyrefly")
    expected = {
        "missing-import": Concern.OTHER,
        "implicit-any-parameter": Concern.OTHER,
        "bad-return": Concern.TYPES,
        "parse-error": Concern.SYNTAX,
    }
    assert {code: checker.concern(code) for code in expected} == expected


def test_real_annotations_are_checked_for_real(tmp_path: Path) -> None:
    check_the_contract(PyreflyChecker, tmp_path / "project")


def test_full_checking_is_asked_for_unless_the_project_configures_it(tmp_path: Path) -> None:
    checker = PyreflyChecker("pyrefly")
    with CheckedProject(tmp_path) as project:
        assert "--preset" in checker.arguments(project, ["a.py"])
        (tmp_path / "pyrefly.toml").write_text("")
        assert "--preset" not in checker.arguments(project, ["a.py"])
