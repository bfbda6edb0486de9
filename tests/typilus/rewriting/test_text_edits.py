"""Edits make one text of another, and touch nothing else."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.rewriting.splices import Splice, apply_splices
from typilus.rewriting.text_edits import TextEdit, apply_edits, splice_edits, text_edits

TEXTS = st.text(alphabet="ab :\n\r\u20ac\U0001f600", max_size=30)


@given(TEXTS, TEXTS)
def test_edits_give_the_other_text(before: str, after: str) -> None:
    edits = text_edits(before, after)
    assert apply_edits(before, edits) == after
    assert bool(edits) == (before != after)
    ends = [((edit.line, edit.column), (edit.end_line, edit.end_column)) for edit in edits]
    assert all(start <= end for start, end in ends)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends)), "in order, apart"


def test_an_annotation_is_an_insertion() -> None:
    before = "def f(a, b):\n    return a\n"
    after = "import x\n\ndef f(a: int, b: x.Y) -> None:\n    return a\n"
    assert text_edits(before, after) == (
        TextEdit(1, 0, 1, 0, "import x\n\n"),
        TextEdit(1, 7, 1, 7, ": int"),
        TextEdit(1, 10, 1, 10, ": x.Y"),
        TextEdit(1, 11, 1, 11, " -> None"),
    )


@pytest.mark.parametrize(
    ("before", "after", "edit"),
    [
        ("a", "a\n", TextEdit(1, 1, 1, 1, "\n")),
        ("a\n", "a\nb", TextEdit(2, 0, 2, 0, "b")),
        ("\r\n\r\n", "\r\nq\r\n", TextEdit(2, 0, 2, 0, "q")),
        ("x" * 10 + " y" * 3_000, "z", TextEdit(1, 0, 1, 6_010, "z")),
    ],
)
def test_positions_at_ends(before: str, after: str, edit: TextEdit) -> None:
    assert text_edits(before, after) == (edit,)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), TEXTS), max_size=3))
def test_edits_of_splices_give_the_spliced_text(text: str, parts: list[tuple[int, int, str]]) -> None:
    splices, position = [], 0
    for gap, length, replacement in parts:
        start = min(position + gap, len(text))
        position = min(start + length, len(text))
        splices.append(Splice(start, position, replacement))
    assert apply_edits(text, splice_edits(text, splices)) == apply_splices(text, splices)
