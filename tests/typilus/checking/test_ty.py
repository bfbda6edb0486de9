"""ty: what it prints, and a real run."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.checking.real_checkers import check_the_contract, installed
from tests.typilus.checking.recordings import places, read_recording
from typilus.checking.diagnostics import CheckStatus, Concern
from typilus.checking.project import CheckedProject
from typilus.checking.ty import TyChecker, harmless


def test_errors_of_a_real_run_are_read(tmp_path: Path) -> None:
    found = read_recording(TyChecker("ty"), "ty-shop.json", tmp_path)
    assert {each.path for each in found} == {"pkg/shop.py"}
    assert places(found) == [
        (7, 11, "invalid-explicit-return"),
        (15, 11, "missing-attribute"),
        (18, 6, "invalid-argument-type"),
        (19, 0, "missing-argument"),
        (20, 0, "unresolved-reference"),
        (21, 4, "unsupported-operator"),
    ]
    assert found[0].message == "Return type does not match returned value: expected `str`, found `int`"


def test_a_text_that_cannot_be_read_is_an_error_of_syntax(tmp_path: Path) -> None:
    checker = TyChecker("ty")
    found = read_recording(checker, "ty-broken.json", tmp_path)
    assert found
    assert {checker.concern(each.code) for each in found} == {Concern.SYNTAX}


def test_what_errors_are_about() -> None:
    checker = TyChecker("ty")
    expected = {
        "unresolved-import": Concern.OTHER,
        "import-not-found": Concern.OTHER,
        "unused-ignore-comment": Concern.OTHER,
        "invalid-argument-type": Concern.TYPES,
        "invalid-syntax": Concern.SYNTAX,
    }
    assert {code: checker.concern(code) for code in expected} == expected


def test_real_annotations_are_checked_for_real(tmp_path: Path) -> None:
    check_the_contract(TyChecker, tmp_path / "project")


def test_warnings_alone_are_no_crash(tmp_path: Path) -> None:
    checker = installed(TyChecker)
    file = tmp_path / "ignoring.py"
    file.write_text("number: int = 1  # type: ignore\n")
    with CheckedProject(tmp_path) as project:
        assert checker.check(project, {file: file.read_text()}).status is CheckStatus.PASSED


def test_settings_of_output_and_environments_without_packages_are_left_out(tmp_path: Path) -> None:
    rules = {"invalid-assignment": "ignore", "division-by-zero": "loud"}
    table = {
        "environment": {"python": ".venv", "python-version": "3.10", "root": ["./src", "../elsewhere"]},
        "terminal": {"output-format": "full"},
        "src": {"include": ["nothing"]},
        "rules": rules,
        "overrides": [{"include": ["tests/**"], "exclude": 3, "rules": rules}, "odd"],
    }
    assert harmless(table, tmp_path) == {
        "rules": {"invalid-assignment": "ignore"},
        "environment": {"python-version": "3.10", "root": [str(tmp_path / "src")]},
        "overrides": [{"include": ["tests/**"], "rules": {"invalid-assignment": "ignore"}}],
    }
    (tmp_path / ".venv" / "lib" / "python3.12" / "site-packages").mkdir(parents=True)
    assert harmless({"environment": {"python": ".venv"}}, tmp_path)["environment"] == {
        "python": str(tmp_path / ".venv")
    }


def test_a_broken_environment_is_no_hindrance(tmp_path: Path) -> None:
    checker = installed(TyChecker)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ty.environment]\npython = "./.venv"\n[tool.ty.rules]\ninvalid-assignment = "ignore"\n'
        '[[tool.ty.overrides]]\ninclude = ["strict.py"]\nrules = {invalid-assignment = "error"}\n'
    )
    for name, status in (("lax.py", CheckStatus.PASSED), ("strict.py", CheckStatus.FAILED)):
        (tmp_path / name).write_text("number: int = ''\n")
        with CheckedProject(tmp_path) as project:
            assert checker.check(project, {tmp_path / name: "number: int = ''\n"}).status is status
