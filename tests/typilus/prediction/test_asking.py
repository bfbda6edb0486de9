"""Added recommenders are held against the contract; those of the model are trusted."""

from __future__ import annotations

import pytest

from tests.typilus.prediction.test_joining import Says
from typilus.errors import TypilusError
from typilus.prediction.asking import ask, check_added
from typilus.project.reading import read_text
from typilus.recommenders.recommender import FileContext, Recommendation
from typilus.recommenders.sources import Source

FILE = read_text("x = 1\ny = 2\n")


class Added(Says):
    sources: tuple[Source, ...] = (Source("added"),)


def test_what_keeps_the_contract_comes_as_it_is() -> None:
    answers = ask(Added(x=[Recommendation("dict[str, int]", 0.5, "added")]), FileContext(FILE))
    assert answers == [[Recommendation("dict[str, int]", 0.5, "added")], []]


def test_a_recommender_of_the_model_is_not_checked() -> None:
    wrong = [Recommendation("no type [", 7, "static")]
    assert ask(Says(x=wrong), FileContext(FILE)) == [wrong, []]


def test_the_symbol_and_its_line_are_named() -> None:
    with pytest.raises(TypilusError, match=r"the recommender of added says of 'y' on line 2 int with probability -1"):
        ask(Added(y=[Recommendation("int", -1, "added")]), FileContext(FILE))


def test_one_without_a_source_is_refused() -> None:
    recommender = Added()
    recommender.sources = ()
    with pytest.raises(TypilusError, match="Added names no source"):
        check_added([recommender])
