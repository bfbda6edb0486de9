"""Experts that are independent of the ranking are pooled with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.ranking.independent import with_independent
from typilus.ranking.ranker import RankedType
from typilus.recommenders import INFILL
from typilus.recommenders.recommender import Recommendation


def ranked(**probabilities: float) -> list[RankedType]:
    return [RankedType(type_, probability, "typespace", ("typespace",)) for type_, probability in probabilities.items()]


def said(source: str = "oracle", **probabilities: float) -> list[Recommendation]:
    return [Recommendation(type_, probability, source) for type_, probability in probabilities.items()]


def pooled(own: list[RankedType], added: list[Recommendation]) -> dict[str, float]:
    return {candidate.type: candidate.probability for candidate in with_independent(own, added)}


def test_silence_changes_nothing() -> None:
    own = ranked(int=0.6, str=0.3)
    assert with_independent(own, []) == own


@given(st.floats(0, 1))
def test_one_that_speaks_alone_is_taken_at_its_word(probability: float) -> None:
    assert pooled([], said(int=probability)) == {"int": pytest.approx(probability)}


def test_those_that_agree_are_surer_than_either_and_of_others_the_surer_wins() -> None:
    assert pooled(ranked(int=0.6, str=0.3), said(int=0.9))["int"] > 0.9
    disagreeing = pooled(ranked(int=0.95), said(str=0.9))
    assert list(disagreeing) == ["int", "str"]
    assert disagreeing["int"] < 0.95
    assert disagreeing["str"] < 0.9


def test_a_language_model_is_trusted_less_than_it_says() -> None:
    own = ranked(int=0.6, str=0.3)
    assert list(pooled(own, said(str=0.97))) == ["str", "int"]
    tempered = pooled(own, said(INFILL.id, str=0.97))
    assert tempered["str"] > 0.3
    assert list(pooled(own, said(INFILL.id, bytes=1.0))) == ["int", "bytes", "str"]
    assert sum(tempered.values()) == pytest.approx(1, abs=0.1)


def test_the_source_that_is_surest_comes_first() -> None:
    (first,) = with_independent(ranked(int=0.5), [*said(int=0.9), *said("other", int=0.4)])
    assert first.source == "oracle"
    assert first.sources == ("oracle", "typespace", "other")


def test_two_that_are_certain_of_different_types_cancel_out() -> None:
    assert set(pooled([], [*said(int=1.0), *said("other", str=1.0)]).values()) == {0.0}


SHARES = st.dictionaries(st.sampled_from(["int", "str", "bytes"]), st.floats(0.01, 0.33), min_size=1)


@given(SHARES, SHARES, SHARES)
def test_the_pool_is_a_ranking_and_the_order_of_sources_does_not_count(
    own: dict[str, float], one: dict[str, float], other: dict[str, float]
) -> None:
    first, second = said("one", **one), said("other", **other)
    found = pooled(ranked(**own), [*first, *second])
    assert set(found) == {*own, *one, *other}
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert 0 < sum(found.values()) <= 1 + 1e-9
    assert found == pytest.approx(pooled(ranked(**own), [*second, *first]))
