"""What is special to mypy; what it shares with the others is in test_checker_contract.py."""

from __future__ import annotations

from pathlib import Path

from typilus.checking.mypy import MypyChecker
from typilus.checking.project import CheckedProject


def test_whether_people_see_what_is_in_bodies_without_annotations(tmp_path: Path) -> None:
    for text, passed_over in (("", True), ("strict = true\n", False), ("check_untyped_defs = true\n", False)):
        (tmp_path / "mypy.ini").write_text(f"[mypy]\n{text}")
        with CheckedProject(tmp_path) as project:
            assert MypyChecker().passes_over_bodies(project) is passed_over
