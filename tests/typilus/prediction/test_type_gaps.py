from __future__ import annotations

import pytest

from typilus.prediction.agreeing import agreed
from typilus.prediction.type_gaps import with_gaps_filled
from typilus.project import read_text
from typilus.ranking import RankedType
from typilus.recommenders import StaticRecommender


def ranked(type_: str, probability: float, source: str = "typespace") -> RankedType:
    return RankedType(type_, probability, source, (source,))


OTHERS = [ranked(type_, 0.1) for type_ in ("dict[int, str]", "dict[str, int]", "str")]


@pytest.mark.parametrize(
    ("source", "first"),
    [("static", "dict[str, int]"), ("variant", "dict[str, int]"), ("project-names", "dict[typing.Any, int]")],
)
def test_gaps_are_filled_unless_people_wrote_them(source: str, first: str) -> None:
    ranking = with_gaps_filled([ranked("dict[typing.Any, int]", 0.5, source), *OTHERS])
    assert ranking[0].type == first
    assert ranking[0].probability == pytest.approx(0.575 if first == "dict[str, int]" else 0.5)
    assert sum(one.probability for one in ranking) == pytest.approx(0.8)


def test_a_type_with_a_gap_need_not_be_the_first_one() -> None:
    ranking = with_gaps_filled(
        [
            ranked("str", 0.4),
            ranked("set[tuple[typing.Any, int]]", 0.3, "static"),
            ranked("set[tuple[str, int]]", 0.2),
        ]
    )
    assert [one.type for one in ranking] == ["set[tuple[str, int]]", "str", "set[tuple[typing.Any, int]]"]


@pytest.mark.parametrize("type_", ["dict[str, typing.Any]", "list[dict[str, typing.Any]]", "typing.Any", "list"])
def test_what_people_write_has_no_gap(type_: str) -> None:
    before = [ranked(type_, 0.5, "static"), ranked("dict[str, int]", 0.1), ranked("list[dict[str, int]]", 0.1)]
    assert with_gaps_filled(before) is before


def test_agreeing_rankings_have_no_gaps_that_can_be_filled() -> None:
    inferred = StaticRecommender().infer(read_text("x = f()\n", "<string>"), [()])
    (ranking,) = agreed(inferred, [[ranked("dict[typing.Any, int]", 0.5, "static"), *OTHERS]], lambda type_: type_)
    assert ranking[0].type == "dict[str, int]"
