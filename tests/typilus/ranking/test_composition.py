"""Types put together: `T` with None and without, containers of what a name says."""

from __future__ import annotations

from graph_extraction.graph import Symbol, SymbolKind
from typilus.project.reading import read_text
from typilus.project.visible import VisibleTypes
from typilus.ranking.composition import compose
from typilus.recommenders.recommender import Recommendation

VISIBLE = VisibleTypes(read_text("class Shop: pass\nclass Till: pass\n"))


def made(
    name: str, *said: tuple[str, float], kind: SymbolKind = SymbolKind.PARAMETER, none: bool = False
) -> dict[str, float]:
    symbol = Symbol(0, kind, "", name, 1, 0)
    recommendations = [Recommendation(each, chance, "typespace") for each, chance in said]
    found = compose(symbol, recommendations, {"none": 1.0} if none else {}, VISIBLE)
    assert all(each.source == "composition" for each in found)
    return {each.type: round(each.probability, 2) for each in found}


def test_none_is_added_where_the_code_shows_it() -> None:
    assert made("x", ("str", 0.8), none=True) == {"str | None": 0.72}
    assert made("x", ("str | None", 0.8), none=True) == {}
    assert made("x", ("str", 0.8)) == {}
    assert made("x", ("str", 0.8), kind=SymbolKind.ATTRIBUTE) == {"str | None": 0.08}


def test_none_is_taken_away_where_it_does_not() -> None:
    assert made("x", ("int | str | None", 0.8)) == {"int | str": 0.4}


def test_a_plural_names_the_elements() -> None:
    assert made("shops", ("list[str]", 0.5)) == {"list[Shop]": 0.5}
    assert made("shops", ("list", 0.5)) == {"list[Shop]": 0.5}
    assert made("shops", ("dict[int, str]", 0.5)) == {"dict[int, Shop]": 0.5}
    assert made("shops", ("dict", 0.5)) == {"dict[str, Shop]": 0.5}
    assert made("shops", ("tuple[int, int]", 0.5)) == {"tuple[Shop, ...]": 0.5}
    assert made("shops", ("collections.abc.Iterable[int] | None", 0.5), none=True) == {
        "collections.abc.Iterable[Shop] | None": 0.5
    }


def test_what_is_no_plural_or_no_container_stays() -> None:
    assert made("shop", ("list[str]", 0.5)) == {}
    assert made("shops", ("str", 0.5)) == {}
    assert made("boxes", ("list[str]", 0.5)) == {}


def test_what_was_said_is_not_made_again() -> None:
    assert made("shops", ("list[str]", 0.5), ("list[Shop]", 0.1)) == {}
