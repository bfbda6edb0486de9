import pytest

from typilus.infilling import HoledText

SIGNATURE = HoledText(("def f(a: ", ", b: ", ") -> ", ":\n    pass\n"))


def test_holes_are_filled_in_order() -> None:
    assert SIGNATURE.hole_count == 3
    assert SIGNATURE.fill(["int", "str", "None"]) == "def f(a: int, b: str) -> None:\n    pass\n"
    with pytest.raises(ValueError, match="zip"):
        SIGNATURE.fill(["int"])


def test_filling_one_after_the_other_is_filling_all() -> None:
    text = SIGNATURE
    for answer in ("int", "str", "None"):
        text = text.fill_first(answer)
    assert text.parts == (SIGNATURE.fill(["int", "str", "None"]),)


def test_what_is_gone_on_from_is_part_of_the_text() -> None:
    text = SIGNATURE.go_on("int")
    assert (text.parts[0], text.middle, text.hole_count) == ("def f(a: ", "int, b: ", 2)
    assert text.first_holes(1).fill(["str"]) == "def f(a: int, b: str):\n    pass\n"
    assert text.fill(["str", "None"]) == text.fill_first("str").fill(["None"]) == SIGNATURE.fill(["int", "str", "None"])


@pytest.mark.parametrize(
    ("count", "parts"),
    [
        (3, SIGNATURE.parts),
        (2, ("def f(a: ", ", b: ", "):\n    pass\n")),
        (1, ("def f(a: ", ", b):\n    pass\n")),
        (0, ("def f(a, b):\n    pass\n",)),
    ],
)
def test_without_later_holes_the_text_is_python(count: int, parts: tuple[str, ...]) -> None:
    assert SIGNATURE.first_holes(count).parts == parts


def test_the_colon_of_a_variable_goes_with_its_hole() -> None:
    assert HoledText(("x: ", " = 1\ny: ", " = 2\n")).first_holes(0).parts == ("x = 1\ny = 2\n",)
