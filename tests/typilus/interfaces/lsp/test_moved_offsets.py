from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typilus.interfaces.lsp.moved_offsets import MovedOffsets

TEXT = st.text("ab\n", max_size=12)


@given(TEXT, TEXT, TEXT, TEXT)
def test_what_stands_around_an_offset_is_still_around_it(start: str, old: str, new: str, end: str) -> None:
    before, after = start + old + end, start + new + end
    moved = MovedOffsets(before, after)
    for offset in range(len(before) + 1):
        now = moved(offset)
        if now is not None:
            assert before[:offset][-1:] == after[:now][-1:]
            assert before[offset : offset + 1] == after[now : now + 1]


def test_hints_before_and_behind_a_change_move_with_the_text() -> None:
    before = "def f(a): ...\ndef g(b): ...\ndef h(c): ...\n"
    after = before.replace("def g(b)", "def gg(b, ")
    moved = MovedOffsets(before, after)
    assert moved(before.index("a)") + 1) == after.index("a)") + 1
    assert moved(before.index("c)") + 1) == after.index("c)") + 1


def test_what_is_typed_at_an_offset_takes_its_place() -> None:
    assert MovedOffsets("f(a)", "f(a: i)")(3) is None


def test_the_same_text_keeps_all() -> None:
    moved = MovedOffsets("abc", "abc")
    assert [moved(offset) for offset in range(4)] == [0, 1, 2, 3]
