"""Lines of code with holes: nothing is lost, and what is left out is never a hole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typilus.infilling.prompts.code_lines import (
    dedented,
    fitting,
    holed_text,
    lines_of,
)

PIECES = st.lists(st.one_of(st.text("ab \n", min_size=1, max_size=8), st.integers(0, 9)), max_size=30)


@given(PIECES)
def test_holes_and_words_stay_in_their_order(pieces: list[str | int]) -> None:
    text, symbols = holed_text(lines_of(pieces))
    assert list(symbols) == [piece for piece in pieces if isinstance(piece, int)]
    assert text.hole_count == len(symbols)
    whole = "".join(str(piece) for piece in pieces)
    assert text.fill(list(map(str, symbols))).split() == whole.split()


def test_blocks_fit_whole_or_not_at_all() -> None:
    one, two = [("x",), ("y",)], [("z",)]
    assert fitting([one, two], 6) == [*one, *two]
    assert fitting([one, two], 5) == one
    assert fitting([one, two], 3) == []


def test_dedenting_goes_as_far_as_a_line_has_blanks() -> None:
    assert dedented([("    a",), (3, "  b"), ("  c",), ()], 4) == [("a",), (3, "  b"), ("c",), ()]
