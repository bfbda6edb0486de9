"""Errors in the bodies of functions without annotations are passed over by some checkers."""

from __future__ import annotations

from typilus.checking.diagnostics import Diagnostic
from typilus.checking.visibility import visible_errors

TEXT = """\
x = 1
def plain(a,
          b):
    def inner(c: int):
        return c
    return a
def typed(a: int):
    def plain_inside(b):
        return b
    return a
class C:
    def method(self) -> None:
        pass
    async def other(self, *rest: int):
        pass
"""


def seen(text: str) -> list[int]:
    lines = range(1, text.count("\n") + 2)
    return [line for line in lines if visible_errors([Diagnostic("a.py", line, 0, "", "")], "a.py", text)]


def test_only_bodies_without_annotations_are_hidden_with_all_inside() -> None:
    assert seen(TEXT) == [1, 2, 3, 7, 8, 10, 11, 12, 13, 14, 15, 16]


def test_errors_of_other_files_do_not_count_and_broken_text_hides_nothing() -> None:
    assert visible_errors([Diagnostic("b.py", 1, 0, "", "")], "a.py", TEXT) == 0
    assert seen("def f(:\n    pass\n") == [1, 2, 3]
