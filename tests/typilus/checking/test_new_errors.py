"""Errors are matched though lines shift; what is left is new."""

from __future__ import annotations

import pytest

from typilus.checking.diagnostics import Concern, Diagnostic
from typilus.checking.new_errors import (
    error_change,
    is_reworded,
    is_same_message,
    line_mapping,
    new_errors,
)

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


CONTROL = AFTER.replace("Optional[str]", "Any").replace("str", "Any").replace("int", "Any").replace("Optional", "Any")


def caused(before: list[Diagnostic], control: list[Diagnostic], after: list[Diagnostic]) -> tuple[list[int], int]:
    """Lines of what counts against types, and the number of what is merely brought to light."""
    shown = error_change(before, control, {"a.py": BEFORE}, {"a.py": CONTROL})
    errors, hidden = error_change(before, after, {"a.py": BEFORE}, {"a.py": AFTER}).errors_beyond(shown)
    return [each.line for each in errors], hidden


def test_what_any_shows_as_well_is_hidden_and_not_caused() -> None:
    assert caused([], [error(5)], [error(5)]) == ([], 1)
    assert caused([], [error(5, message='"list[Any]" is bad')], [error(5, message='"list[str]" is bad')]) == ([], 1)
    assert caused([error(4)], [error(5)], [error(5)]) == ([], 0), "it was never hidden"


def test_another_error_of_the_same_kind_and_place_is_caused() -> None:
    assert caused([], [error(5, message='"int" is bad')], [error(5, message='"str" is bad')]) == ([5], 0)
    assert caused([], [error(5)], [error(5), error(5)]) == ([5], 1), "each serves once"
    assert caused([], [error(5)], [error(8)]) == ([8], 0)
    assert caused([], [error(5, code="override")], [error(5)]) == ([5], 0)
    assert caused([], [error(2)], [error(2, message="bad import")]) == ([2], 0)


def test_an_old_error_that_now_names_a_type_is_neither() -> None:
    old, new = error(4, message='"None" of "Any | None" is bad'), error(5, message='"None" of "str | None" is bad')
    assert caused([old], [error(5, message=old.message)], [new]) == ([], 0)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (
            'expression has type "None", variable has type "str"',
            'expression has type "int", variable has type "str"',
            True,
        ),
        ("Object of type `def f(x=0)` is wrong", "Object of type `def f(x: int = 0)` is wrong", True),
        ("Type `A` is wrong\n  because of `x`", "Type `B` is wrong\n  because of `y`", True),
        ('"A" has no attribute "x"', '"B" has no attribute "y"', False),
        ("No parameter `x` for `A`", "No parameter `y` for `A`", False),
        ('Name "a" is not defined', 'Name "b" is not defined', False),
        ('"A" is not iterable', '"A" is not callable', False),
    ],
)
def test_an_old_error_may_name_other_types_but_nothing_else(old: str, new: str, same: bool) -> None:
    assert is_reworded(old, new) is same
    # What was not there before is held to the types that it names.
    assert caused([error(4, message=old)], [], [error(5, message=new)]) == ([] if same else [5], 0)
    assert caused([], [error(5, message=old)], [error(5, message=new)]) == ([5], 0)


def test_an_old_error_in_other_words_is_caused_if_its_type_is_clearly_wrong() -> None:
    old, right, wrong = (
        f"`{name} | Unknown` is not assignable to attribute `count` of type `Literal[0]`"
        for name in ("Literal[500]", "int", "float")
    )
    assert caused([error(4, message=old)], [], [error(5, message=right)]) == ([], 1)
    assert caused([error(4, message=old)], [], [error(5, message=wrong)]) == ([5], 0)


def test_what_is_the_fault_of_a_literal_is_not_caused() -> None:
    message = "Object of type `{}` is not assignable to attribute `page` of type `Literal[0]`"
    assert caused([], [], [error(5, message=message.format("int"))]) == ([], 1)
    assert caused([], [], [error(5, message=message.format("float"))]) == ([5], 0)


def test_only_the_types_of_any_may_differ() -> None:
    assert is_same_message('"Any" has no attribute "x"', '"dict[str, int]" has no attribute "x"')
    assert is_same_message("Unknown | None is not iterable (line 3)", "int | None is not iterable (line 14)")
    assert not is_same_message('"Any" has no attribute "x"', '"int" has no attribute "y"')
    assert not is_same_message('"Many" has no attribute "x"', '"int" has no attribute "x"'), "a whole name"
    assert not is_same_message("a.b", "axb"), "no pattern"


def test_the_mapping_follows_annotated_moved_and_split_lines() -> None:
    before = ["x = 1", "y = 2", "def f(a, b):", "    pass"]
    after = ["import t", "x: int = 1", "y: int", "y = 2", "def f(a: int, b: str) -> None:", "    pass"]
    mapping = line_mapping(before, after)
    assert (mapping[2], mapping[5], mapping[6]) == (1, 3, 4)
    assert 1 not in mapping
    assert mapping[7] == 5, "the end of the file"
    assert line_mapping([], []) == {1: 1}
    assert line_mapping(before, before) == {number: number for number in range(1, 6)}


def test_lines_of_long_files_are_mapped() -> None:
    before = [f"def f{number}(a): return a + {number}" for number in range(2_000)]
    after = ["import t", *(line.replace("(a)", "(a: int)") if i % 7 == 0 else line for i, line in enumerate(before))]
    mapping = line_mapping(before, after)
    assert all(mapping[number + 2] == number + 1 for number in range(2_000))
