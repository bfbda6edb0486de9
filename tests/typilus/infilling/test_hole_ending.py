import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.infilling.hole_ending import end_of_answer


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("int", "int"),
        (" dict[str, int], b: int) -> str:\n    pass", " dict[str, int]"),
        ("str, default: str | None", "str"),
        ("int) -> str:", "int"),
        ("Callable[[int], str]]", "Callable[[int], str]"),
        ("int = 3", "int "),
        ("Literal['a, b']:", "Literal['a, b']"),
        ("'Shop, or so' # a comment", "'Shop, or so' "),
        ("dict[str, int]:\n    return {}", "dict[str, int]"),
        ("int\nstr", "int"),
        ("\n\n  int\nstr", "\n\n  int"),
        ("str | None", "str | None"),
        ("tuple[()]", "tuple[()]"),
        (": int", ""),
        ("", ""),
        ("   ", "   "),
    ],
)
def test_an_answer_is_one_expression(answer: str, text: str) -> None:
    assert answer[: end_of_answer(answer)] == text


@given(st.text(alphabet="ab[](){}'\",:=\n "))
def test_nothing_outside_of_the_hole_is_closed(answer: str) -> None:
    end = end_of_answer(answer)
    assert 0 <= end <= len(answer)
    assert "\n" not in answer[:end].strip()
    # What has been cut once is not cut again.
    assert end_of_answer(answer[:end]) == end
