import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.infilling.hole_ending import end_of_answer


@pytest.mark.parametrize(
    ("answer", "following", "text"),
    [
        ("int", "):", "int"),
        (" dict[str, int], b: int) -> str:\n    pass", ", b):", " dict[str, int]"),
        ("int) -> str:", "):", "int"),
        ("Callable[[int], str]]", " = 1", "Callable[[int], str]"),
        ("int = 3", " = None):", "int "),
        ("Literal['a, b']:", ":\n", "Literal['a, b']"),
        ("dict[str, int]:\n    return {}", ":\n    return {}\n", "dict[str, int]"),
        ("int\nstr", "\n", "int"),
        ("\n\n  int\nstr", "\n", "\n\n  int"),
        ("str | None", "", "str | None"),
        # Letters may begin the answer as they begin what follows it.
        ("items", "is there", "items"),
        ("", ":", ""),
        ("   ", ":", "   "),
    ],
)
def test_an_answer_ends(answer: str, following: str, text: str) -> None:
    assert answer[: end_of_answer(answer, following)] == text


@given(st.text(alphabet="ab[](){}'\",:=\n "), st.sampled_from(["", ":", ", b", ")", "\n"]))
def test_nothing_outside_of_the_hole_is_closed(answer: str, following: str) -> None:
    end = end_of_answer(answer, following)
    assert 0 <= end <= len(answer)
    assert "\n" not in answer[:end].strip()
    # What has been cut once is not cut again.
    assert end_of_answer(answer[:end], following) == end
