from hypothesis import given
from hypothesis import strategies as st

from typilus.infilling import HoledText
from typilus.infilling.prompt_cutting import cut_around_holes


def test_what_fits_stays() -> None:
    text = HoledText(("abc", "def"))
    assert cut_around_holes(text, 6, len) is text


def test_whole_lines_near_the_hole_stay() -> None:
    lines = "".join(f"x{number:03} = 1\n" for number in range(100))
    before, after = cut_around_holes(HoledText((lines + "y: ", " = 2\n" + lines)), 100, len).parts
    assert before.endswith("x099 = 1\ny: ")
    assert after.startswith(" = 2\nx000 = 1\n")
    assert before.startswith("x")
    assert after.endswith("= 1\n")
    assert len(before + after) > 60


def test_a_short_side_leaves_its_room_to_the_other() -> None:
    before, after = cut_around_holes(HoledText(("a" * 10, "b" * 1000)), 200, len).parts
    assert before == "a" * 10
    assert len(after) > 150


def test_between_two_holes_both_ends_stay() -> None:
    middle = "".join(map(chr, range(0x4E00, 0x4E00 + 900)))
    first, between, last = cut_around_holes(HoledText(("a", middle, "b")), 100, len).parts
    assert (first, last) == ("a", "b")
    assert between[0] == middle[0]
    assert between[-1] == middle[-1]
    assert 50 < len(between) < 100


@given(st.lists(st.text(max_size=200), min_size=2, max_size=5), st.integers(-10, 300))
def test_it_always_fits(parts: list[str], most: int) -> None:
    text = HoledText(tuple(parts))
    cut = cut_around_holes(text, most, lambda part: len(part.encode()))
    assert cut.hole_count == text.hole_count
    assert sum(len(part.encode()) for part in cut.parts) <= max(most, 0)
