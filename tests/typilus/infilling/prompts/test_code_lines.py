"""Lines of code with holes: nothing is lost, and what is left out is never a hole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from typilus.infilling.prompts.code_lines import (
    CodeLine,
    dedented,
    fitting,
    holed_text,
    length_of,
    lines_of,
    shortened,
)

PIECES = st.lists(st.one_of(st.text("ab \n", min_size=1, max_size=8), st.integers(0, 9)), max_size=30)


@given(PIECES)
def test_holes_and_words_stay_in_their_order(pieces: list[str | int]) -> None:
    text, symbols = holed_text(lines_of(pieces))
    assert list(symbols) == [piece for piece in pieces if isinstance(piece, int)]
    assert text.hole_count == len(symbols)
    whole = "".join(str(piece) for piece in pieces)
    assert text.fill(list(map(str, symbols))).split() == whole.split()


@given(PIECES, st.integers(0, 60))
def test_what_is_shortened_keeps_every_hole_and_the_order_of_lines(pieces: list[str | int], budget: int) -> None:
    lines = lines_of(pieces)
    short = shortened(lines, budget, {"a"})
    holes = [line for line in lines if any(isinstance(piece, int) for piece in line)]
    assert [line for line in short if any(isinstance(piece, int) for piece in line)] == holes
    remaining = iter(lines)
    assert all(line in remaining for line in short if str(line[-1:]) != "('...',)" and not _is_gap(line))
    if length_of(lines) <= budget:
        assert short == lines
    else:
        assert length_of(short) <= max(budget, length_of(holes)) + 4 * (len(short) + 1)


def _is_gap(line: CodeLine) -> bool:
    return len(line) == 1 and str(line[0]).strip() == "..."


def test_lines_near_a_hole_or_with_a_name_of_it_come_first() -> None:
    lines: list[CodeLine] = [
        (
            "def f(a: ",
            1,
            "):",
        ),
        *[(f"    x{number} = {number}",) for number in range(50)],
    ]
    lines[40] = ("    return a.b",)
    short = shortened(lines, 90, {"a"})
    assert short[0] == lines[0]
    assert lines[40] in short
    assert ("    ...",) in short
    assert lines[20] not in short


def test_blocks_fit_whole_or_not_at_all() -> None:
    one, two = [("x",), ("y",)], [("z",)]
    assert fitting([one, two], 6) == [*one, *two]
    assert fitting([one, two], 5) == one
    assert fitting([one, two], 3) == []


def test_dedenting_goes_as_far_as_a_line_has_blanks() -> None:
    assert dedented([("    a",), (3, "  b"), ("  c",), ()], 4) == [("a",), (3, "  b"), ("c",), ()]
