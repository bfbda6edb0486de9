"""mypy: what it prints, and a real run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import check_the_contract, installed
from tests.typilus.checking.recordings import places, read_recording
from typilus.checking.diagnostics import Concern
from typilus.checking.mypy import MypyChecker, without_local_plugins
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


def test_plugins_of_the_project_are_not_run(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "evil.py").write_text("import pathlib\npathlib.Path('RUN').touch()\nraise SystemExit(3)\n")
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins =\n  tools/evil.py,\n  tools/evil.py:start\nstrict = True\n")
    (tmp_path / "a.py").write_text("x: int = 1\n")
    with CheckedProject(tmp_path) as project:
        outcome = installed(MypyChecker).check(project, {tmp_path / "a.py": "x: int = ''\n"})
        assert [each.code for each in outcome.diagnostics] == ["assignment"], outcome
        assert not list(project.copy.rglob("RUN"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('plugins = ["pydantic.mypy", "./a.py"]\nstrict = true\n', 'plugins = ["pydantic.mypy", ]\nstrict = true\n'),
        ('plugins = [\n  "./a.py",\n  "p.mypy",\n]\n', 'plugins = [\n  \n  "p.mypy",\n]\n'),
        ("plugins = sqlmypy, numpy.typing.mypy_plugin\n", "plugins = sqlmypy, numpy.typing.mypy_plugin\n"),
        ("files = a.py, b.py\n", "files = a.py, b.py\n"),
    ],
)
def test_only_plugins_that_are_files_go(before: str, after: str) -> None:
    assert without_local_plugins(before) == after
