"""The ranker learns whom to believe, says how surely, and is judged on projects that it has not seen."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

from tests.typilus.lab.experiments.joined.small_records import file_of, symbol_of
from typilus.lab.experiments.joined.ranking_data import RankingArrays, ranked_symbol
from typilus.lab.experiments.joined.ranking_training import RankerSettings, cross_validated, fit_ranker, train_on
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice


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


def test_of_many_projects_several_are_left_out_at_once() -> None:
    chance = random.Random(0)
    files = [file_of(f"p{number}", *symbols(chance, "quiet", 30)) for number in range(20)]
    assert [file.project for file in cross_validated(files)] == [file.project for file in files]


def test_the_same_files_give_the_same_trees(files: list[FileRecord]) -> None:
    first, second = train_on(files).trees, train_on(files).trees
    assert len(first.value) > len(first.roots), "they ask something"
    assert (first.names, first.value.tolist()) == (second.names, second.value.tolist())


def test_settings_hold(files: list[FileRecord]) -> None:
    trees = train_on(files, settings=RankerSettings(trees=7, leaves=2)).trees
    assert len(trees.roots) == 7
    assert len(trees.value) <= 3 * 7
    small = train_on(files, settings=RankerSettings(trees=7, leaves=2, decay=1000.0)).trees
    assert np.abs(small.value).sum() < 0.5 * np.abs(trees.value).sum()


def test_the_trees_are_those_of_lightgbm(files: list[FileRecord]) -> None:
    """A leaf's answer is a Newton step: here there is one question, and all that answer it alike are alike."""
    symbols = [ranked_symbol("a", symbol_of("int", "value int 0.9", "name str 0.2", line=line)) for line in range(100)]
    settings = RankerSettings(
        1, learning_rate=1.0, leaves=2, min_candidates=60, feature_share=1.0, candidate_share=1.0, decay=0.0
    )
    ranker = fit_ranker([symbol for symbol in symbols if symbol is not None], settings)
    ranked = ranker.rank("variable", {}, [Voice("int", 0.9, "value"), Voice("str", 0.2, "name")])
    right = np.exp(3.0)  # gradient 1/3 - 1, curvature 2/9; the others -1.5
    assert ranked[0].probability == pytest.approx(right / (right + 2 * np.exp(-1.5)), rel=1e-3)


def test_only_some_sources_are_heard(files: list[FileRecord]) -> None:
    found = cross_validated(files, ["loud"])
    assert {voice.source for file in found for symbol in file.symbols for voice in symbol.ranked} == {"loud"}


def test_nothing_to_learn_from() -> None:
    assert train_on([]).trees.names == ()
    assert train_on([file_of("a", symbol_of("int"))]).trees.names == ()
    few = train_on([file_of("a", symbol_of("int", "value int 0.9"))])
    assert [each.probability for each in few.rank("variable", {}, [Voice("int", 0.9, "value")])] == [0.5]


def test_arrays_hold_each_candidate_and_what_is_right() -> None:
    first = ranked_symbol("a", symbol_of("int", "t str 0.5", "t int 0.4"))
    second = ranked_symbol("a", symbol_of("float", "t int 0.4"))
    assert first is not None
    assert second is not None
    arrays = RankingArrays([first, second] * 10)
    assert arrays.table.shape == (50, len(arrays.names))
    assert arrays.starts.tolist()[:4] == [0, 3, 5, 8]
    assert arrays.sizes.tolist()[:2] == [3, 2]
    assert arrays.is_right.tolist()[:5] == [0, 1, 0, 0, 1]
    assert arrays.table[:3, arrays.names.index("t:p")].tolist() == pytest.approx([0.5, 0.4, 0.0])
    assert arrays.table[:5, arrays.names.index("t:best")].tolist() == pytest.approx([0.5, 0.5, 0.5, 0.4, 0.4])


def asked(chance: random.Random, worth: float, count: int = 200) -> Iterator[SymbolRecord]:
    """A language model is asked for half of the symbols, and right as often as it is worth; another source half."""
    for line in range(count):
        truth, wrong, *_ = chance.sample(["int", "str", "bool", "bytes", "float"], 5)
        other = f"typespace {truth if chance.random() < 0.5 else wrong} 0.5"
        told = truth if chance.random() < worth else chance.choice(["int", "str", "bool", "bytes", "float"])
        yield symbol_of(truth, other, *([f"infill {told} 0.7"] if line % 2 else []), line=line)


@pytest.mark.parametrize(("worth", "first"), [(0.95, "infill"), (0.0, "typespace")])
def test_a_language_model_counts_as_much_as_it_is_worth(worth: float, first: str) -> None:
    chance = random.Random(1)
    ranker = train_on([file_of(name, *asked(chance, worth)) for name in ("a", "b", "c")])
    assert ranker.knows("infill")
    own = [Voice("int", 0.5, "typespace")]
    both = ranker.rank("variable", {}, [*own, Voice("str", 0.7, "infill")])
    assert both[0].source == first
    alone, agreed = ranker.rank("variable", {}, own), ranker.rank("variable", {}, [*own, Voice("int", 0.7, "infill")])
    assert alone[0].probability == pytest.approx(0.5, abs=0.15), "where it is not asked, the others count as before"
    if worth > 0.5:
        assert agreed[0].probability > max(alone[0].probability, both[0].probability)
