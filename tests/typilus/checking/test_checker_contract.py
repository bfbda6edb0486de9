"""What holds for every checker: its recorded errors are read, their codes are sorted, and a real one is obeyed.

A checker is asked for everything here by being in the registry: a new one needs an entry in `EXPECTED`, the outputs
`recorded/<name>-shop.*` and `<name>-broken.*`, and an extra that installs it.
"""

from __future__ import annotations

import configparser
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import check_the_contract
from tests.typilus.checking.recordings import read_recording
from typilus.checking.checker_choice import CHECKERS
from typilus.checking.diagnostics import Concern
from typilus.checking.specs import SPECS


@dataclass(frozen=True, slots=True)
class Expected:
    """What one checker says of a file with six errors.

    Attributes:
        errors: line, column and code.
        message: of the first.
        concerns: what codes are about, besides those of the six, which are about types.
    """

    errors: tuple[tuple[int, int, str], ...]
    message: str
    concerns: Mapping[str, Concern]


EXPECTED = {
    "mypy": Expected(
        (
            (7, 11, "return-value"),
            (15, 11, "attr-defined"),
            (18, 6, "arg-type"),
            (19, 0, "call-arg"),
            (20, 0, "name-defined"),
            (21, 16, "operator"),
        ),
        'Incompatible return value type (got "int", expected "str")',
        {
            "import-untyped": Concern.OTHER,
            "unused-ignore": Concern.OTHER,
            "no-untyped-def": Concern.OTHER,
            "syntax": Concern.SYNTAX,
        },
    ),
    "pyright": Expected(
        (
            (7, 11, "reportReturnType"),
            (15, 18, "reportAttributeAccessIssue"),
            (18, 6, "reportArgumentType"),
            (19, 0, "reportCallIssue"),
            (20, 0, "reportUndefinedVariable"),
            (21, 4, "reportOperatorIssue"),
        ),
        'Type "int" is not assignable to return type "str"\n\xa0\xa0"int" is not assignable to "str"',
        {"reportMissingImports": Concern.OTHER, "reportUnknownMemberType": Concern.OTHER, "": Concern.SYNTAX},
    ),
    "pyrefly": Expected(
        (
            (7, 11, "bad-return"),
            (15, 11, "missing-attribute"),
            (18, 6, "bad-argument-type"),
            (19, 5, "missing-argument"),
            (20, 0, "unknown-name"),
            (21, 4, "unsupported-operation"),
        ),
        "Returned type `int` is not assignable to declared return type `str`",
        {"missing-import": Concern.OTHER, "implicit-any-parameter": Concern.OTHER, "parse-error": Concern.SYNTAX},
    ),
    "ty": Expected(
        (
            (7, 11, "invalid-explicit-return"),
            (15, 11, "missing-attribute"),
            (18, 6, "invalid-argument-type"),
            (19, 0, "missing-argument"),
            (20, 0, "unresolved-reference"),
            (21, 4, "unsupported-operator"),
        ),
        "Return type does not match returned value: expected `str`, found `int`",
        {
            "unresolved-import": Concern.OTHER,
            "import-not-found": Concern.OTHER,
            "unused-ignore-comment": Concern.OTHER,
            "invalid-syntax": Concern.SYNTAX,
        },
    ),
    "pytype": Expected(
        (
            (7, 4, "bad-return-type"),
            (15, 11, "attribute-error"),
            (18, 0, "wrong-arg-types"),
            (19, 0, "missing-parameter"),
            (20, 0, "name-error"),
            (21, 5, "unsupported-operands"),
        ),
        "bad return type\nExpected: str\nActually returned: int",
        {"import-error": Concern.OTHER, "key-error": Concern.TYPES, "python-compiler-error": Concern.SYNTAX},
    ),
}

every_checker = pytest.mark.parametrize("name", CHECKERS)


@every_checker
def test_errors_of_a_real_run_are_read(name: str, tmp_path: Path) -> None:
    found = read_recording(CHECKERS[name](name), "shop", tmp_path)
    assert {each.path for each in found} == {"pkg/shop.py"}
    assert tuple((each.line, each.column, each.code) for each in found) == EXPECTED[name].errors
    assert found[0].message == EXPECTED[name].message


@every_checker
def test_a_text_that_cannot_be_read_is_an_error_of_syntax(name: str, tmp_path: Path) -> None:
    checker = CHECKERS[name](name)
    found = read_recording(checker, "broken", tmp_path)
    assert found
    assert {checker.concern(each.code) for each in found} == {Concern.SYNTAX}


@every_checker
def test_what_errors_are_about(name: str) -> None:
    checker = CHECKERS[name](name)
    expected = {code: Concern.TYPES for _, _, code in EXPECTED[name].errors} | dict(EXPECTED[name].concerns)
    assert {code: checker.concern(code) for code in expected} == expected


@every_checker
def test_real_annotations_are_checked_for_real(name: str, tmp_path: Path) -> None:
    check_the_contract(CHECKERS[name], tmp_path / "project")


@every_checker
def test_an_extra_installs_it(name: str) -> None:
    setup = configparser.RawConfigParser()
    setup.read(Path(__file__).parents[3] / "setup.cfg", encoding="utf-8")
    extras = setup["options.extras_require"]
    assert extras[name].split(">=")[0].strip().partition("[")[0] == name
    assert f"%({name})s" in extras["checkers"].split()


def test_every_spec_has_a_checker_and_a_name_of_its_own() -> None:
    assert list(CHECKERS) == [spec.name for spec in SPECS]
    assert len({spec.name for spec in SPECS}) == len(SPECS)
    assert all(CHECKERS[spec.name].spec is spec for spec in SPECS)
    places = [place for spec in SPECS for place in (*spec.own_files, *spec.sections)]
    assert len(set(places)) == len(places)
