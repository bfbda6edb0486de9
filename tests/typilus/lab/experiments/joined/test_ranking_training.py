"""The ranker learns whom to believe, says how surely, and is judged on projects that it has not seen."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tests.typilus.lab.experiments.joined.small_records import file_of, symbol_of
from typilus.lab.experiments.joined.ranking_data import RankingArrays, ranked_symbol
from typilus.lab.experiments.joined.ranking_training import RankerSettings, cross_validated, train_on
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord


def symbols(chance: random.Random, right: str, count: int = 100) -> Iterator[SymbolRecord]:
    """One source is right four times of five, whatever the other says, which is surer."""
    for line in range(count):
        truth, wrong = chance.sample(["int", "str", "bool", "bytes", "float"], 2)
        told = truth if chance.random() < 0.8 else wrong
        other = chance.choice(["int", "str", "bool"])
        wrongly = "loud" if right == "quiet" else "quiet"
        yield symbol_of(truth, f"{right} {told} 0.4", f"{wrongly} {other} 0.9", line=line)


@pytest.fixture
def files() -> list[FileRecord]:
    chance = random.Random(0)
    return [file_of(project, *symbols(chance, "quiet")) for project in ("a", "b", "c")]


def test_it_learns_whom_to_believe(files: list[FileRecord]) -> None:
    found = cross_validated(files)
    first = [symbol.ranked[0] for file in found for symbol in file.symbols]
    right = [symbol.ranked[0].type == symbol.truth for file in found for symbol in file.symbols]
    assert sum(right) / len(right) > 0.75
    mean = sum(each.probability for each in first) / len(first)
    assert mean == pytest.approx(sum(right) / len(right), abs=0.05)


def test_a_project_is_not_ranked_by_what_was_learned_on_it() -> None:
    chance = random.Random(0)
    odd = [file_of("odd", *symbols(chance, "loud"))]
    usual = [file_of(name, *symbols(chance, "quiet")) for name in ("a", "b")]
    alone = cross_validated([*usual, *odd])
    right = [symbol.ranked[0].type == symbol.truth for symbol in alone[-1].symbols]
    assert sum(right) / len(right) < 0.6


def test_the_same_files_give_the_same_weights(files: list[FileRecord]) -> None:
    assert train_on(files).weights == train_on(files).weights


def test_decay_makes_weights_small(files: list[FileRecord]) -> None:
    usual = train_on(files).weights
    small = train_on(files, settings=RankerSettings(decay=1000.0)).weights
    assert sum(abs(value) for value in small.values()) < 0.5 * sum(abs(value) for value in usual.values())


def test_only_some_sources_are_heard(files: list[FileRecord]) -> None:
    found = cross_validated(files, ["loud"])
    assert {voice.source for file in found for symbol in file.symbols for voice in symbol.ranked} == {"loud"}


def test_nothing_to_learn_from() -> None:
    assert train_on([]).weights == {}
    assert train_on([file_of("a", symbol_of("int"))]).weights == {}


def test_arrays_hold_each_candidate_and_what_is_right() -> None:
    first = ranked_symbol("a", symbol_of("int", "t str 0.5", "t int 0.4"))
    second = ranked_symbol("a", symbol_of("float", "t int 0.4"))
    assert first is not None
    assert second is not None
    arrays = RankingArrays([first, second], sorted({name for each in first.features for name in each}))
    assert arrays.rows.shape == (2, 3)
    assert arrays.rows[1].tolist() == [3, 4, 5], "the last is padding"
    assert [first.candidates[first.target], second.candidates[second.target]] == ["int", ""]
    assert len(arrays.start) == 5
