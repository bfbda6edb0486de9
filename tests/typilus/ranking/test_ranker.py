"""A softmax over candidates and none of them, whose parts add up; weights as a file."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typilus.errors import CheckpointError
from typilus.ranking.features import NOTHING, features_of
from typilus.ranking.ranker import Ranker, load_rankers, save_rankers, strongest
from typilus.recommenders.recommender import Recommendation

SAID = [
    Recommendation("int", 0.6, "typespace"),
    Recommendation("str", 0.3, "typespace"),
    Recommendation("str", 0.9, "value"),
]


def test_without_weights_all_are_as_probable() -> None:
    ranked = Ranker({}).rank("parameter", {}, SAID)
    assert [each.type for each in ranked] == ["int", "str"]
    assert all(each.probability == pytest.approx(1 / 3) for each in ranked)


def test_weights_decide_and_none_of_these_takes_its_share() -> None:
    ranker = Ranker({"value:said": 2.0, "typespace:first": 1.0, "nothing:": -1.0})
    first, second = ranker.rank("parameter", {}, SAID)
    total = math.exp(2) + math.exp(1) + math.exp(-1)
    assert (first.type, second.type) == ("str", "int")
    assert first.probability == pytest.approx(math.exp(2) / total)
    assert second.probability == pytest.approx(math.exp(1) / total)


def test_the_strongest_voice_is_the_one_that_adds_most() -> None:
    ranker = Ranker({"value:said": 0.5, "typespace:said": 2.0})
    ranked = {each.type: each for each in ranker.rank("parameter", {}, SAID)}
    assert (ranked["str"].source, ranked["str"].sources) == ("typespace", ("typespace", "value"))


def test_what_is_proved_is_called_so_whatever_adds_more() -> None:
    said = [*SAID, Recommendation("str", 0.9, "proved")]
    ranked = Ranker({"typespace:said": 9.0, "proved:said": 8.0}).rank("return", {}, said)
    assert {each.type: each.source for each in ranked} == {"int": "typespace", "str": "proved"}


def test_what_the_ranking_doubts_is_not_called_proved() -> None:
    said = [*SAID, Recommendation("str", 0.9, "proved")]
    ranked = Ranker({"typespace:said": 9.0, "proved:said": 1.0}).rank("return", {}, said)
    doubted = next(each for each in ranked if each.type == "str")
    assert doubted.probability < 0.9
    assert (doubted.source, doubted.sources) == ("typespace", ("typespace", "inferred-complete", "value"))


def test_what_is_all_that_flows_in_has_an_even_chance_if_nothing_is_likelier() -> None:
    proved = Recommendation("shop.Till", 0.9, "proved")
    ranked = Ranker({"": 0.0, "proved:said": 0.1, "nothing:": 5.0}).rank("variable", {}, [*SAID, proved])
    assert (ranked[0].type, ranked[0].probability) == ("shop.Till", 0.5)
    assert 0 < sum(each.probability for each in ranked) < 1
    other = Ranker({"typespace:said": 0.1, "nothing:": 5.0}).rank("variable", {}, [*SAID, proved])
    assert other[0].type == "int"
    assert other[0].probability < 0.1


def test_parts_add_up_to_the_score() -> None:
    ranker = Ranker({"value:said": 0.5, "value:p": 0.25, "typespace:said": -2.0, "typespace+value": 1.0})
    features = features_of("parameter", {}, SAID)["str"]
    score, parts = ranker.weighed(features)
    assert sum(parts.values()) == pytest.approx(score)
    said = next(each for each in ranker.rank("parameter", {}, SAID) if each.type == "str")
    assert said.parts == (("typespace", -2.0), ("agreement", 1.0), ("value", parts["value"]))


def test_an_unheard_source_takes_part() -> None:
    ranked = Ranker({"typespace:said": 1.0}).rank("return", {}, [*SAID, Recommendation("Shop", 0.9, "new")])
    assert ranked[-1].type == "Shop"
    assert ranked[-1].probability > 0


def test_the_highest_probability_wins_without_a_ranker() -> None:
    found = strongest(SAID)
    assert [(each.type, each.probability, each.source, each.sources) for each in found] == [
        ("str", 0.9, "value", ("value", "typespace")),
        ("int", 0.6, "typespace", ("typespace",)),
    ]


def test_weights_come_back_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ranking.json"
    rankers = {"alone": Ranker({"a": 0.123456, "b": 0.0}), "project": Ranker({"c": -1.0})}
    save_rankers(path, rankers, {"why": "a test"})
    first = path.read_bytes()
    found = load_rankers(path)
    assert (found["alone"].weights, found["project"].weights) == ({"a": 0.1235}, {"c": -1.0})
    save_rankers(path, found, {"why": "a test"})
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2}', '{"version": 1, "alone": {}}', '{"version": 1, "alone": 3}']
)
def test_damaged_weights_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ranking.json"
    path.write_text(text)
    with pytest.raises(CheckpointError, match=r"ranking\.json"):
        load_rankers(path)


def test_nothing_is_no_type() -> None:
    assert NOTHING not in {each.type for each in Ranker({"nothing:": 9.0}).rank("return", {}, SAID)}


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
    st.sampled_from([*(f"{source}:{part}" for source in SOURCES for part in ("said", "p", "first")), "nothing:"]),
    st.floats(-30, 30),
)


@settings(max_examples=25, deadline=None)
@given(WEIGHTS, RECOMMENDATIONS)
def test_any_weights_make_a_distribution_over_what_is_recommended(
    weights: dict[str, float], recommendations: list[Recommendation]
) -> None:
    ranked = Ranker(weights).rank("parameter", {}, recommendations)
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
    plain, shifted = Ranker(weights), Ranker({**weights, "of nobody": shift})
    assert shifted.rank("return", {}, recommendations) == plain.rank("return", {}, recommendations)


@settings(max_examples=25, deadline=None)
@given(WEIGHTS, RECOMMENDATIONS)
def test_more_weight_on_a_source_alone_raises_what_it_says(
    weights: dict[str, float], recommendations: list[Recommendation]
) -> None:
    source = recommendations[0].source
    says = {each.type for each in recommendations if each.source == source}
    heavier = {**weights, f"{source}:said": weights.get(f"{source}:said", 0.0) + 1}
    before = {each.type: each.probability for each in Ranker(weights).rank("variable", {}, recommendations)}
    after = {each.type: each.probability for each in Ranker(heavier).rank("variable", {}, recommendations)}
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
