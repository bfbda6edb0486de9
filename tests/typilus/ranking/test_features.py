"""Named numbers of candidates: who said so, how surely, what agrees, what the code tells."""

from __future__ import annotations

import pytest

from typilus.ranking.features import NOTHING, features_of, group_of
from typilus.recommenders.recommender import Recommendation

SAID = [
    Recommendation("list[int]", 0.6, "typespace", distance=2.0),
    Recommendation("list[str]", 0.3, "typespace", distance=30.0),
    Recommendation("list[int]", 0.9, "value"),
    Recommendation("Shop", 0.5, "a new one"),
]
FACTS = {"": {"none": 1.0}, "list[int]": {"depth": 1.0, "generic": 1.0}, "Shop": {"user": 1.0, "is_own": 1.0}}
SHARED, BY_TYPE = features_of("parameter", FACTS, SAID)


def test_every_type_and_nothing_has_features() -> None:
    assert list(BY_TYPE) == ["list[int]", "list[str]", "Shop", NOTHING]


def test_who_said_it_and_how() -> None:
    assert BY_TYPE["list[int]"]["typespace:p"] == 0.6
    assert BY_TYPE["list[int]"]["typespace:ahead"] == pytest.approx(0.3)
    assert BY_TYPE["list[str]"]["typespace:ahead"] == pytest.approx(-0.3)
    assert BY_TYPE["list[str]"]["typespace:rank"] == 0.5
    assert BY_TYPE["Shop"]["a new one:ahead"] == 0.5
    assert "typespace:p" not in BY_TYPE["Shop"]


def test_no_distance_is_told_from_the_farthest() -> None:
    assert BY_TYPE["list[int]"]["typespace:near"] == pytest.approx(0.901)
    assert BY_TYPE["list[str]"]["typespace:near"] == pytest.approx(0.01)
    assert SHARED["typespace:nearest"] == pytest.approx(0.901)
    assert "value:near" not in BY_TYPE["list[int]"]


def test_what_agrees() -> None:
    assert BY_TYPE["list[int]"]["agreement:sources"] == 2
    assert BY_TYPE["list[str]"]["agreement:more up to arguments"] == 1, "value said a list as well"
    assert BY_TYPE["list[int]"]["agreement:more up to arguments"] == 0, "all who say a list say this one"


def test_all_share_what_the_code_tells_and_how_sure_each_source_is() -> None:
    told = {"symbol:parameter": 1.0, "symbol:candidates": 3.0, "code:none": 1.0}
    sure = {"typespace:best": 0.6, "value:best": 0.9, "a new one:best": 0.5}
    assert {**told, **sure} == {name: value for name, value in SHARED.items() if name != "typespace:nearest"}
    assert BY_TYPE[NOTHING] == {"nothing:": 1.0}


def test_what_a_source_says_of_two_names_of_a_type_counts_once() -> None:
    twice = [Recommendation("int", 0.25, "value"), Recommendation("int", 0.5, "value")]
    assert features_of("return", {}, twice).by_type["int"]["value:p"] == 0.75


def test_groups() -> None:
    groups = {group_of(name) for each in (SHARED, *BY_TYPE.values()) for name in each}
    assert groups == {"typespace", "value", "a new one", "agreement", "type", "code", "symbol", "nothing"}
