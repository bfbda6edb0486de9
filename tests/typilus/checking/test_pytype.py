"""pytype: what it prints, and a real run."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.checking.real_checkers import check_the_contract
from tests.typilus.checking.recordings import places, read_recording
from typilus.checking.diagnostics import Concern
from typilus.checking.pytype import PytypeChecker


def test_errors_of_a_real_run_are_read(tmp_path: Path) -> None:
    found = read_recording(PytypeChecker("pytype"), "pytype-shop.txt", tmp_path)
    assert {each.path for each in found} == {"pkg/shop.py"}
    assert places(found) == [
        (7, 4, "bad-return-type"),
        (15, 11, "attribute-error"),
        (18, 0, "wrong-arg-types"),
        (19, 0, "missing-parameter"),
        (20, 0, "name-error"),
        (21, 5, "unsupported-operands"),
    ]
    assert found[0].message == "bad return type\nExpected: str\nActually returned: int"


def test_a_text_that_cannot_be_read_is_an_error_of_syntax(tmp_path: Path) -> None:
    checker = PytypeChecker("pytype")
    found = read_recording(checker, "pytype-broken.txt", tmp_path)
    assert found
    assert {checker.concern(each.code) for each in found} == {Concern.SYNTAX}


def test_what_errors_are_about() -> None:
    checker = PytypeChecker("pytype")
    expected = {
        "import-error": Concern.OTHER,
        "key-error": Concern.TYPES,
        "wrong-arg-types": Concern.TYPES,
        "python-compiler-error": Concern.SYNTAX,
    }
    assert {code: checker.concern(code) for code in expected} == expected


def test_real_annotations_are_checked_for_real(tmp_path: Path) -> None:
    check_the_contract(PytypeChecker, tmp_path / "project")
