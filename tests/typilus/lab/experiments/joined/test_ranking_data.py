"""What a ranker learns from: who is heard, which candidate is right, and the same in arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.typilus.lab.experiments.joined.small_records import symbol_of
from typilus.lab.experiments.joined.ranking_data import (
    MIN_COUNT,
    RankedSymbol,
    RankingArrays,
    ranked_symbol,
    voices_to_rank,
)
from typilus.lab.experiments.joined.records import Voice


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
        assert sorted(found.candidates[:-1]) == ["int", "str"]
        assert found.candidates[-1] == ""
        assert found.candidates[found.target] == right
        assert len(found.features) == len(found.candidates)


def symbol(*features: dict[str, float]) -> RankedSymbol:
    """A symbol whose candidates have these features; nothing but the shape matters."""
    return RankedSymbol("shop", tuple(map(str, range(len(features)))), features, 0)


def table(arrays: RankingArrays) -> list[dict[str, float]]:
    """The candidates' features, read back from the arrays."""
    ends = [*arrays.start[1:].tolist(), len(arrays.index)]
    return [
        {arrays.names[number]: float(value) for number, value in zip(arrays.index[a:b], arrays.value[a:b], strict=True)}
        for a, b in zip(arrays.start.tolist(), ends, strict=True)
    ]


def test_arrays_hold_the_known_features_of_every_candidate() -> None:
    symbols = [symbol({"a": 0.5, "odd": 9.0}, {}), symbol({"b": 2.0, "a": -1.0}, {"odd": 1.0}, {"b": 4.0})]
    arrays = RankingArrays(symbols, ["b", "a"])
    assert table(arrays) == [{"a": 0.5}, {}, {"b": 2.0, "a": -1.0}, {}, {"b": 4.0}]
    assert arrays.rows.tolist() == [[0, 1, 5], [2, 3, 4]], "the number of candidates is the padding"


def test_rare_features_are_noise_unless_they_are_named() -> None:
    symbols = [symbol({"often": 1.0}, {"rare": 1.0} if number else {}) for number in range(MIN_COUNT)]
    assert RankingArrays(symbols).names == ("often",)
    assert RankingArrays([*symbols, symbol({"rare": 0.0})]).names == ("often", "rare")
    assert RankingArrays(symbols, ["rare"]).names == ("rare",)


def test_no_symbols_make_empty_arrays() -> None:
    arrays = RankingArrays([])
    assert arrays.names == ()
    assert arrays.rows.shape == (0, 0)
    assert [each.dtype for each in (arrays.index, arrays.value, arrays.start)] == [np.int64, np.float32, np.int64]
