"""Errors are matched though lines shift; what is left is new."""

from __future__ import annotations

from typilus.checking.diagnostics import Concern, Diagnostic
from typilus.checking.new_errors import line_mapping, new_errors

BEFORE = """\
import os

def f(a, b=1):
    return a.upper() + b

def g():
    return a.upper()
"""
AFTER = """\
import os
from typing import Optional

def f(a: str, b: int = 1) -> Optional[str]:
    return a.upper() + b

def g():
    return a.upper()
"""


def error(line: int, code: str = "operator", message: str = "bad", path: str = "a.py") -> Diagnostic:
    return Diagnostic(path, line, 4, code, message)


def new(before: list[Diagnostic], after: list[Diagnostic], texts: tuple[str, str] = (BEFORE, AFTER)) -> list[int]:
    found = new_errors(before, after, {"a.py": texts[0]}, {"a.py": texts[1]})
    return [each.line for each in found]


def test_an_error_that_only_moved_is_not_new() -> None:
    assert new([error(4)], [error(5)]) == []
    assert new([error(3)], [error(4)]) == [], "its line was annotated"
    assert new([error(4)], []) == []


def test_an_error_elsewhere_or_of_another_kind_is_new() -> None:
    assert new([error(4)], [error(8)]) == [8]
    assert new([error(4)], [error(5, code="return-value")]) == [5]
    assert new([error(4)], [error(5, message="worse")]) == [5]
    assert new([], [error(2)]) == [2], "an added line"
    assert new([error(4)], [error(4)]) == [4], "the same number, but another line"


def test_a_second_error_like_the_first_on_one_line_is_new() -> None:
    assert new([error(4)], [error(5), error(5)]) == [5]


def test_line_numbers_in_messages_do_not_count() -> None:
    assert new([error(4, message="defined on line 3")], [error(5, message="defined on line 4")]) == []


def test_other_files_keep_their_lines() -> None:
    assert new([error(4, path="b.py")], [error(4, path="b.py")]) == []
    assert new([error(4, path="b.py")], [error(5, path="b.py")]) == [5]


def test_what_says_nothing_of_types_does_not_count_but_broken_text_does() -> None:
    def concern(code: str) -> Concern:
        return {"import": Concern.OTHER, "syntax": Concern.SYNTAX}.get(code, Concern.TYPES)

    after = [error(5, code="import"), error(5, code="syntax"), error(5, code="operator")]
    found = new_errors([], after, {"a.py": BEFORE}, {"a.py": AFTER}, concern)
    assert [each.code for each in found] == ["operator", "syntax"]


def test_the_mapping_follows_annotated_moved_and_split_lines() -> None:
    before = ["x = 1", "y = 2", "def f(a, b):", "    pass"]
    after = ["import t", "x: int = 1", "y: int", "y = 2", "def f(a: int, b: str) -> None:", "    pass"]
    mapping = line_mapping(before, after)
    assert (mapping[2], mapping[5], mapping[6]) == (1, 3, 4)
    assert 1 not in mapping
    assert mapping[7] == 5, "the end of the file"
    assert line_mapping([], []) == {1: 1}
    assert line_mapping(before, before) == {number: number for number in range(1, 6)}


def test_ten_thousand_lines_are_mapped_in_reasonable_time() -> None:
    before = [f"def f{number}(a): return a + {number}" for number in range(10_000)]
    after = ["import t", *(line.replace("(a)", "(a: int)") if i % 7 == 0 else line for i, line in enumerate(before))]
    mapping = line_mapping(before, after)
    assert all(mapping[number + 2] == number + 1 for number in range(10_000))
