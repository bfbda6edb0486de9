import pytest

from typilus.infilling import Generation

INT_STR = Generation("int, str", -1.75, ((0, -1.0), (3, -0.5), (8, -0.25)))


def test_a_part_has_the_probability_of_its_tokens() -> None:
    assert INT_STR.between(0, 3) == Generation("int", -1.0, ((0, -1.0),))
    assert INT_STR.between(5, 8) == Generation("str", -0.25, ((3, -0.25),))


def test_what_ended_it_belongs_to_the_whole_only() -> None:
    assert INT_STR.between(0, 8) == INT_STR
    assert INT_STR.between(0, 7).log_probability == -1.5


@pytest.mark.parametrize("value", [None, -2.0])
def test_without_tokens_a_part_has_the_probability_of_all(value: float | None) -> None:
    assert Generation("int, str", value).between(0, 3) == Generation("int", value)
