"""A softmax over candidates and none of them, whose parts add up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typilus.ranking.small_trees import ranker_of
from typilus.ranking.features import NOTHING, features_of
from typilus.ranking.ranker import feature_table, strongest
from typilus.recommenders.recommender import Recommendation

SAID = [
    Recommendation("int", 0.6, "typespace"),
    Recommendation("str", 0.3, "typespace"),
    Recommendation("str", 0.9, "value"),
]


def test_without_weights_all_are_as_probable() -> None:
    ranked = ranker_of({}).rank("parameter", {}, SAID)
    assert [each.type for each in ranked] == ["int", "str"]
    assert all(each.probability == pytest.approx(1 / 3) for each in ranked)


def test_weights_decide_and_none_of_these_takes_its_share() -> None:
    ranker = ranker_of({"value:p": 2.0, "typespace:ahead": 1.0, "nothing:": -1.0})
    first, second = ranker.rank("parameter", {}, SAID)
    total = math.exp(2) + math.exp(1) + math.exp(-1)
    assert (first.type, second.type) == ("str", "int")
    assert first.probability == pytest.approx(math.exp(2) / total)
    assert second.probability == pytest.approx(math.exp(1) / total)


def test_the_surest_source_comes_first() -> None:
    ranked = {each.type: each for each in ranker_of({"typespace:p": 2.0}).rank("parameter", {}, SAID)}
    assert (ranked["str"].source, ranked["str"].sources) == ("value", ("value", "typespace"))


def test_what_is_proved_is_called_so_whoever_is_surer() -> None:
    said = [*SAID, Recommendation("str", 0.8, "proved")]
    ranked = ranker_of({"typespace:p": 9.0, "proved:p": 8.0}).rank("return", {}, said)
    assert {each.type: each.source for each in ranked} == {"int": "typespace", "str": "proved"}


def test_what_the_ranking_doubts_is_not_called_proved() -> None:
    said = [*SAID, Recommendation("str", 0.8, "proved")]
    ranked = ranker_of({"value:p": 0.5, "proved:p": 0.5}).rank("return", {}, said)
    doubted = next(each for each in ranked if each.type == "str")
    assert doubted.probability < 0.9
    assert (doubted.source, doubted.sources) == ("value", ("value", "inferred-complete", "typespace"))


def test_what_is_all_that_flows_in_has_an_even_chance_if_nothing_is_likelier() -> None:
    proved = Recommendation("shop.Till", 0.9, "proved")
    ranked = ranker_of({"proved:p": 0.1, "nothing:": 5.0}).rank("variable", {}, [*SAID, proved])
    assert (ranked[0].type, ranked[0].probability) == ("shop.Till", 0.5)
    assert 0 < sum(each.probability for each in ranked) < 1
    other = ranker_of({"typespace:p": 0.1, "nothing:": 5.0}).rank("variable", {}, [*SAID, proved])
    assert other[0].type == "int"
    assert other[0].probability < 0.1


def test_parts_add_up_to_the_score() -> None:
    ranker = ranker_of({"value:p": 0.5, "value:ahead": 0.25, "typespace:p": -2.0, "agreement:sources": 1.0})
    features = features_of("parameter", {}, SAID)
    scores = ranker.trees.scores(feature_table([features], {name: i for i, name in enumerate(ranker.trees.names)}))
    of_type = {each.type: each for each in ranker.rank("parameter", {}, SAID, with_parts=True)}
    assert of_type["str"].parts == (("typespace", -2.0), ("agreement", 1.0), ("value", 0.75))
    for name, score in zip(features.by_type, scores, strict=True):
        if name != NOTHING:
            assert sum(part for _, part in of_type[name].parts) == pytest.approx(score)


def test_parts_are_told_if_asked_for() -> None:
    assert {each.parts for each in ranker_of({"value:p": 0.5}).rank("parameter", {}, SAID)} == {()}


def test_an_unheard_source_takes_part() -> None:
    ranked = ranker_of({"typespace:p": 1.0}).rank("return", {}, [*SAID, Recommendation("Shop", 0.9, "new")])
    assert ranked[-1].type == "Shop"
    assert ranked[-1].probability > 0


def test_the_highest_probability_wins_without_a_ranker() -> None:
    found = strongest(SAID)
    assert [(each.type, each.probability, each.source, each.sources) for each in found] == [
        ("str", 0.9, "value", ("value", "typespace")),
        ("int", 0.6, "typespace", ("typespace",)),
    ]


def test_nothing_is_no_type() -> None:
    assert NOTHING not in {each.type for each in ranker_of({"nothing:": 9.0}).rank("return", {}, SAID)}


SOURCES = ("typespace", "value", "default", "proved", "static")
RECOMMENDATIONS = st.lists(
    st.builds(
        Recommendation, st.sampled_from(["int", "str", "list[int]", "None"]), st.floats(0, 1), st.sampled_from(SOURCES)
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda recommendation: (recommendation.type, recommendation.source),
)
WEIGHTS = st.dictionaries(
    st.sampled_from([*(f"{source}:{part}" for source in SOURCES for part in ("p", "rank", "ahead")), "nothing:"]),
    st.floats(-30, 30),
)


@settings(max_examples=25, deadline=None)
@given(WEIGHTS, RECOMMENDATIONS)
def test_any_weights_make_a_distribution_over_what_is_recommended(
    weights: dict[str, float], recommendations: list[Recommendation]
) -> None:
    ranked = ranker_of(weights).rank("parameter", {}, recommendations)
    probabilities = [candidate.probability for candidate in ranked]
    assert {candidate.type for candidate in ranked} == {each.type for each in recommendations}
    assert len(ranked) == len({candidate.type for candidate in ranked})
    assert all(0 <= probability <= 1 for probability in probabilities)
    assert sum(probabilities) <= 1 + 1e-9
    assert probabilities == sorted(probabilities, reverse=True)
    for candidate in ranked:
        assert candidate.source == candidate.sources[0]
        assert len(candidate.sources) == len({each.source for each in recommendations if each.type == candidate.type})


@settings(max_examples=25, deadline=None)
@given(WEIGHTS, st.floats(-5, 5), RECOMMENDATIONS)
def test_what_all_have_in_common_decides_nothing(
    weights: dict[str, float], shift: float, recommendations: list[Recommendation]
) -> None:
    """A feature that every candidate has, "none of these" among them, is no reason for any of them."""
    plain = ranker_of(weights).rank("return", {}, recommendations)
    shifted = ranker_of({**weights, "symbol:return": shift}).rank("return", {}, recommendations)
    chances = {each.type: each.probability for each in plain}
    assert {each.type: each.probability for each in shifted} == pytest.approx(chances, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(WEIGHTS, RECOMMENDATIONS)
def test_more_weight_on_a_source_alone_raises_what_it_says(
    weights: dict[str, float], recommendations: list[Recommendation]
) -> None:
    source = recommendations[0].source
    says = {each.type for each in recommendations if each.source == source}
    heavier = {**weights, f"{source}:p": weights.get(f"{source}:p", 0.0) + 1}
    before = {each.type: each.probability for each in ranker_of(weights).rank("variable", {}, recommendations)}
    after = {each.type: each.probability for each in ranker_of(heavier).rank("variable", {}, recommendations)}
    if not any(each.source == "proved" for each in recommendations):
        assert sum(after[type_] for type_ in says) >= sum(before[type_] for type_ in says) - 1e-9


@settings(max_examples=25, deadline=None)
@given(RECOMMENDATIONS)
def test_without_a_ranker_the_order_is_that_of_the_probabilities(recommendations: list[Recommendation]) -> None:
    ranked = strongest(recommendations)
    assert [each.probability for each in ranked] == sorted((each.probability for each in ranked), reverse=True)
    for candidate in ranked:
        own = [each for each in recommendations if each.type == candidate.type]
        assert candidate.probability == max(each.probability for each in own)
        assert set(candidate.sources) == {each.source for each in own}


def test_it_knows_the_sources_that_its_trees_ask_for() -> None:
    ranker = ranker_of({"infill:p": 1.0, "typespace:rank": 1.0})
    assert ranker.knows("infill")
    assert not ranker.knows("static")
