"""Classes that bear the name of what they may be the type of."""

from __future__ import annotations

from typilus.ranking.namesakes import namesakes, overlooks
from typilus.ranking.ranker import RankedType
from typilus.recommenders.recommender import Recommendation


def said(kind: str, probability: float, source: str) -> Recommendation:
    return Recommendation(kind, probability, source)


def ranked(kind: str, *sources: str) -> RankedType:
    return RankedType(kind, 0.95, sources[0], sources)


def test_a_class_counts_by_its_name_and_by_what_it_defines() -> None:
    named, matched = said("shop.Config", 1.0, "name"), said("shop.Config", 0.8, "definition")
    assert namesakes([named, matched]) == {"shop.Config"}
    assert namesakes([named, said("shop.Config | None", 0.8, "definition")]) == {"shop.Config | None"}
    assert not namesakes([named])
    assert not namesakes([matched])
    assert not namesakes([named, said("shop.Config", 0.3, "definition")])
    assert not namesakes([said("shop.Config", 0.7, "name"), matched])
    assert not namesakes([named, said("shop.Shop", 0.8, "definition")])


def test_what_goes_by_the_code_overlooks_nothing() -> None:
    classes = frozenset({"shop.Config"})
    assert overlooks(ranked("dict[str, Any]", "typespace", "variant", "usage"), classes)
    assert not overlooks(ranked("dict[str, Any]", "typespace", "static"), classes)
    assert not overlooks(ranked("dict[str, Any]", "docstring"), classes)
    assert not overlooks(ranked("shop.Config | None", "typespace"), classes)
    assert not overlooks(ranked("dict[str, Any]", "typespace"), frozenset())
