"""What a ranker learns from: who is heard, which candidate is right, and the same in arrays."""

from __future__ import annotations

from dataclasses import replace

from tests.typilus.lab.experiments.joined.small_records import file_of, symbol_of
from typilus.lab.experiments.joined.ranking_data import (
    MIN_COUNT,
    MIN_SYMBOLS,
    RankedSymbol,
    RankingArrays,
    learnable_sources,
    ranked_symbol,
    voices_to_rank,
)
from typilus.lab.experiments.joined.records import Voice
from typilus.ranking import SymbolFeatures


def test_rejected_voices_are_heard_again_where_nobody_corrects() -> None:
    symbol = replace(
        symbol_of("int", "value int 0.5", "name str 0.4", "correction bytes 0.3"),
        rejected=(Voice("Till", 0.6, "value"), Voice("Desk", 0.6, "name")),
    )
    assert [voice.type for voice in voices_to_rank(symbol, None)] == ["int", "str", "bytes"]
    assert [voice.type for voice in voices_to_rank(symbol, {"value"})] == ["int", "Till"]
    assert [voice.type for voice in voices_to_rank(symbol, {"value", "correction"})] == ["int", "bytes"]


def test_what_is_certain_or_unheard_is_not_ranked() -> None:
    symbol = symbol_of("int", "value int 0.5", "name str 0.4")
    certain = replace(symbol, voices=(*symbol.voices, Voice("bool", 1.0, "proved", certain=True)))
    assert ranked_symbol("shop", certain) is None
    assert ranked_symbol("shop", certain, ["value"]) is not None, "who is certain is not heard"
    assert ranked_symbol("shop", symbol, ["proved"]) is None
    assert ranked_symbol("shop", symbol_of("int")) is None


def test_nothing_is_the_last_candidate_and_right_where_nobody_says_the_truth() -> None:
    for truth, right in (("int", "int"), ("str", "str"), ("float", "")):
        found = ranked_symbol("shop", symbol_of(truth, "value int 0.5", "name str 0.4", "name int 0.3"))
        assert found is not None
        candidates = list(found.features.by_type)
        assert sorted(candidates[:-1]) == ["int", "str"]
        assert candidates[-1] == ""
        assert candidates[found.target] == right


def test_a_source_beside_the_ranking_is_learned_once_it_is_heard_often() -> None:
    seldom = [symbol_of("int", "value int 0.5", "handler int 0.9", "handler str 0.1")] * (MIN_SYMBOLS - 1)
    assert "handler" not in learnable_sources([file_of("a", *seldom)])
    assert "handler" in learnable_sources([file_of("a", *seldom), file_of("b", seldom[0])])
    assert {"value", "correction"} <= learnable_sources([]), "what belongs to the ranking is learned from anything"


def symbol(*features: dict[str, float]) -> RankedSymbol:
    """A symbol whose candidates have these features; nothing but the shape matters."""
    return RankedSymbol("shop", SymbolFeatures({}, dict(zip("abcdefg", features, strict=False))), 0)


def test_rare_features_are_noise() -> None:
    symbols = [symbol({"often": 1.0}, {"rare": 2.0} if number else {}) for number in range(MIN_COUNT)]
    assert RankingArrays(symbols).names == ("often",)
    assert RankingArrays([*symbols, symbol({"rare": 2.0})]).names == ("often", "rare")


def test_what_all_share_counts_once_a_candidate() -> None:
    shared = RankedSymbol("shop", SymbolFeatures({"kind": 1.0}, {name: {} for name in "abcdefghij"}), 0)
    assert RankingArrays([shared]).names == (), "it is the same for all"
    arrays = RankingArrays([shared, symbol({})])
    assert arrays.names == ("kind",)
    assert arrays.table.tolist() == [[1.0]] * 10 + [[0.0]]


def test_no_symbols_make_empty_arrays() -> None:
    arrays = RankingArrays([])
    assert arrays.names == ()
    assert arrays.table.shape == (0, 0)
    assert len(arrays.starts) == len(arrays.is_right) == 0
