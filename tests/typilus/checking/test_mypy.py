"""mypy: what it prints, and a real run."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.checking.real_checkers import check_the_contract
from tests.typilus.checking.recordings import places, read_recording
from typilus.checking.diagnostics import Concern
from typilus.checking.mypy import MypyChecker
from typilus.checking.project import CheckedProject


def test_errors_of_a_real_run_are_read(tmp_path: Path) -> None:
    found = read_recording(MypyChecker("mypy"), "mypy-shop.json", tmp_path)
    assert {each.path for each in found} == {"pkg/shop.py"}
    assert places(found) == [
        (7, 11, "return-value"),
        (15, 11, "attr-defined"),
        (18, 6, "arg-type"),
        (19, 0, "call-arg"),
        (20, 0, "name-defined"),
        (21, 16, "operator"),
    ]
    assert found[0].message == 'Incompatible return value type (got "int", expected "str")'


def test_a_text_that_cannot_be_read_is_an_error_of_syntax(tmp_path: Path) -> None:
    checker = MypyChecker("mypy")
    found = read_recording(checker, "mypy-broken.json", tmp_path)
    assert found
    assert {checker.concern(each.code) for each in found} == {Concern.SYNTAX}


def test_what_errors_are_about() -> None:
    checker = MypyChecker("mypy")
    expected = {
        "import-untyped": Concern.OTHER,
        "unused-ignore": Concern.OTHER,
        "no-untyped-def": Concern.OTHER,
        "arg-type": Concern.TYPES,
        "call-arg": Concern.TYPES,
        "syntax": Concern.SYNTAX,
    }
    assert {code: checker.concern(code) for code in expected} == expected


def test_real_annotations_are_checked_for_real(tmp_path: Path) -> None:
    check_the_contract(MypyChecker, tmp_path / "project")


def test_whether_people_see_what_is_in_bodies_without_annotations(tmp_path: Path) -> None:
    for text, passed_over in (("", True), ("strict = true\n", False), ("check_untyped_defs = true\n", False)):
        (tmp_path / "mypy.ini").write_text(f"[mypy]\n{text}")
        with CheckedProject(tmp_path) as project:
            assert MypyChecker().passes_over_bodies(project) is passed_over
