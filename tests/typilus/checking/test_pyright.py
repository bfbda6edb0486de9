"""pyright: what it prints, and a real run."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.checking.real_checkers import check_the_contract
from tests.typilus.checking.recordings import places, read_recording
from typilus.checking.diagnostics import Concern
from typilus.checking.pyright import PyrightChecker


def test_errors_of_a_real_run_are_read(tmp_path: Path) -> None:
    found = read_recording(PyrightChecker("pyright"), "pyright-shop.json", tmp_path)
    assert {each.path for each in found} == {"pkg/shop.py"}
    assert places(found) == [
        (7, 11, "reportReturnType"),
        (15, 18, "reportAttributeAccessIssue"),
        (18, 6, "reportArgumentType"),
        (19, 0, "reportCallIssue"),
        (20, 0, "reportUndefinedVariable"),
        (21, 4, "reportOperatorIssue"),
    ]
    assert (
        found[0].message
        == 'Type "int" is not assignable to return type "str"\n\xa0\xa0"int" is not assignable to "str"'
    )


def test_a_text_that_cannot_be_read_is_an_error_of_syntax(tmp_path: Path) -> None:
    checker = PyrightChecker("pyright")
    found = read_recording(checker, "pyright-broken.json", tmp_path)
    assert found
    assert {checker.concern(each.code) for each in found} == {Concern.SYNTAX}


def test_what_errors_are_about() -> None:
    checker = PyrightChecker("pyright")
    expected = {
        "reportMissingImports": Concern.OTHER,
        "reportUnknownMemberType": Concern.OTHER,
        "reportArgumentType": Concern.TYPES,
        "": Concern.SYNTAX,
    }
    assert {code: checker.concern(code) for code in expected} == expected


def test_real_annotations_are_checked_for_real(tmp_path: Path) -> None:
    check_the_contract(PyrightChecker, tmp_path / "project")
