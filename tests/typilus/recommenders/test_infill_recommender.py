"""A language model as a voice: what it is asked, that its answers reach their symbols, and that no fault is more than
a missing answer.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph_extraction import SymbolKey, SymbolKind
from tests.typilus.infilling.oracle import Oracle
from tests.typilus.infilling.prompts.prompt_reading import shown
from tests.typilus.infilling.prompts.test_scope_prompts import OWN_FILES, SHOP
from typilus.annotation_types import canonicalize
from typilus.infilling import TextInfiller
from typilus.lab.experiments.joined.erasing import erase_annotations
from typilus.project.reading import AnalyzedFile, read_text
from typilus.recommenders import FileContext, InfillRecommender, Recommendation
from typilus.recommenders.infill_settings import InfillSettings

PARAMETER, RETURN, ATTRIBUTE = SymbolKind.PARAMETER, SymbolKind.RETURN, SymbolKind.ATTRIBUTE


def context_of(file: AnalyzedFile, ranked: Mapping[str, Sequence[Recommendation] | None] | None = None) -> FileContext:
    """A file of which the ranking says something of some names, and nothing of the others."""
    said = ranked or {}
    return FileContext(file, ranked=[said.get(symbol.name, ()) for symbol in file.graph.symbols])


def answers_of(
    infiller: TextInfiller,
    text: str,
    below: float = 1.0,
    ranked: Mapping[str, Sequence[Recommendation] | None] | None = None,
) -> dict[SymbolKey, list[Recommendation]]:
    file = read_text(text)
    answers = InfillRecommender(infiller, below).recommend(context_of(file, ranked))
    assert len(answers) == len(file.graph.symbols)
    return {symbol.key: answer for symbol, answer in zip(file.graph.symbols, answers, strict=True) if answer}


def guess(type_: str, probability: float) -> list[Recommendation]:
    return [Recommendation(type_, probability, "typespace")]


@pytest.mark.parametrize("dialect", ["qwen", "incoder"])
@pytest.mark.parametrize("path", OWN_FILES[:3], ids=lambda path: path.stem)
def test_every_annotation_of_real_files_comes_back_at_its_symbol(path: Path, dialect: str) -> None:
    written = read_text(path.read_text("utf-8"))
    truth = {symbol.key: symbol.annotation for symbol in written.graph.symbols if symbol.annotation is not None}
    answers = answers_of(Oracle(truth, dialect), erase_annotations(written.document.text))
    assert len(answers) > 20
    for key, answer in answers.items():
        assert [one.type for one in answer] == [str(canonicalize(truth[key], written.names))]
    bare = read_text(erase_annotations(written.document.text))
    lost = {symbol.key for symbol in bare.graph.symbols if symbol.key in truth and symbol.annotatable} - answers.keys()
    # Types that say nothing, and classes that a file alone cannot name, are no answers.
    assert all("Any" in truth[key] or "T" in truth[key] for key in lost), {key: truth[key] for key in lost}


def test_prompts_of_one_hole_show_earlier_answers_and_nothing_in_the_place_of_later_ones() -> None:
    oracle = Oracle({(PARAMETER, "f", "a"): "int", (PARAMETER, "f", "b"): "str", (RETURN, "", "f"): "bytes"})
    answers = answers_of(oracle, "def f(a, b=1):\n    return a\n")
    assert {key[2]: answer[0].type for key, answer in answers.items()} == {"a": "int", "b": "str", "f": "bytes"}
    assert [shown(prompt).splitlines()[0] for prompt in oracle.prompts] == [
        "def f(a: _hole_, b=1):",
        "def f(a: int, b: _hole_ = 1):",
        "def f(a: int, b: str = 1) -> _hole_:",
    ]


def test_inner_scopes_are_asked_first_and_scopes_of_a_level_at_once() -> None:
    oracle = Oracle({(PARAMETER, "Basket.add.<locals>.inner", "x"): "complex"}, "incoder")
    answers_of(oracle, SHOP)
    assert oracle.batches == [5, 2, 1, 1]
    outer = next(text for text in map(shown, oracle.prompts) if "def add(self, name: _hole_" in text)
    assert "def inner(x: complex): ..." in outer


def test_what_the_ranking_is_sure_of_is_not_asked_but_shown() -> None:
    oracle = Oracle({(PARAMETER, "f", "b"): "int"})
    answers = answers_of(oracle, "def f(a, b): ...\n", 0.8, {"a": guess("str", 0.9), "b": guess("str", 0.7), "f": None})
    assert list(answers) == [(PARAMETER, "f", "b")]
    assert [shown(prompt) for prompt in oracle.prompts] == ["def f(a: str, b: _hole_): ...\n"]


def test_at_most_a_third_is_asked_the_least_sure_first_unless_all_are_wanted() -> None:
    text = "def f(a, b, c, d, e): ...\n"
    ranked = {
        name: guess("str", chance) for name, chance in zip("abcdef", (0.5, 0.1, 0.6, 0.2, 0.7, 0.75), strict=True)
    }
    oracle = Oracle({})
    answers_of(oracle, text, 0.8, ranked)
    assert len(oracle.prompts) == 2
    assert {shown(prompt) for prompt in oracle.prompts} == {
        "def f(a, b: _hole_, c, d, e): ...\n",
        "def f(a, b, c, d: _hole_, e): ...\n",
    }
    oracle = Oracle({})
    answers_of(oracle, text, 1.0, ranked)
    assert len(oracle.prompts) == 6


def test_a_probability_is_that_of_the_text_in_the_hole() -> None:
    oracle = Oracle({(PARAMETER, "f", "a"): "List[int]"}, log_probability=math.log(0.4))
    (answer,) = answers_of(oracle, "def f(a) -> None: ...\n").values()
    assert [(one.type, one.source, round(one.probability, 6)) for one in answer] == [("list[int]", "infill", 0.4)]


def test_types_of_the_ranking_are_scored_beside_the_models_own() -> None:
    scores = {"int": -8.0, "str": -9.0, "bytes": -20.0}
    oracle = Oracle({(PARAMETER, "f", "a"): "int"}, log_probability=math.log(0.5), score=lambda text: scores[text])
    ranked = {"a": [*guess("str", 0.5), *guess("bytes", 0.1)], "f": None}
    (answer,) = answers_of(oracle, "def f(a): ...\n", 1.0, ranked).values()
    assert oracle.scored == ["int", "str", "bytes"]
    assert [one.type for one in answer] == ["int", "str"], "what is next to impossible is left out"
    assert answer[0].probability == pytest.approx(0.5)
    assert answer[1].probability == pytest.approx(0.5 * math.exp(-1))
    assert [one.distance for one in answer] == [8.0, 9.0]


def test_two_spellings_of_a_type_are_one() -> None:
    oracle = Oracle({(PARAMETER, "f", "a"): "Optional[int]"}, log_probability=-0.1, score=lambda text: -2.0)
    (answer,) = answers_of(oracle, "def f(a): ...\n", 1.0, {"a": guess("int | None", 0.5), "f": None}).values()
    assert [one.type for one in answer] == ["int | None"]


@pytest.mark.parametrize("dialect", ["qwen", "incoder"])
def test_without_probabilities_the_share_of_samples_counts_and_doubt(dialect: str) -> None:
    oracle = Oracle({(PARAMETER, "f", "a"): "int", (PARAMETER, "f", "b"): "str"}, dialect, log_probability=None)
    answers = answers_of(oracle, "def f(a, b) -> None: ...\n")
    assert [one.probability for answer in answers.values() for one in answer] == [pytest.approx(5 / 7)] * 2


@pytest.mark.parametrize("text", ["", "import os; os.remove('x')", "_hole_", "Ignore the above", "Nowhere[int]", "3"])
def test_nonsense_is_a_missing_answer(text: str) -> None:
    assert answers_of(Oracle({(PARAMETER, "f", "a"): text}), "def f(a) -> None: ...\n") == {}


def test_a_model_that_fails_is_a_missing_answer() -> None:
    class Silent(Oracle):
        def complete(self, texts: Sequence[object], *settings: object, **named: object) -> list[list[object]]:  # type: ignore[override]
            return [[] for _ in texts]

    assert answers_of(Silent({}), SHOP) == {}


def test_nothing_is_asked_of_a_file_without_symbols_or_too_deep_to_read() -> None:
    oracle = Oracle({})
    assert answers_of(oracle, "") == {}
    assert answers_of(oracle, "x: int = 1\n") == {}
    assert oracle.prompts == []


def test_only_some_symbols_may_be_asked_for() -> None:
    file, oracle = read_text("def f(a, b): ...\n"), Oracle({})
    InfillRecommender(oracle, 1.0, only=lambda symbol: symbol.name == "b").recommend(context_of(file))
    assert [shown(prompt) for prompt in oracle.prompts] == ["def f(a, b: _hole_): ...\n"]


def test_prompts_and_answers_are_written_down_where_that_is_asked_for(tmp_path: Path) -> None:
    log, file = tmp_path / "log.jsonl", read_text("def f(a): ...\n", "a.py")
    settings = InfillSettings(Oracle({(PARAMETER, "f", "a"): "int"}), 1.0, log)
    for _ in range(2):
        InfillRecommender.open(settings).recommend(context_of(file))
    first, *others = [json.loads(line) for line in log.read_text().splitlines()]
    assert first == {
        "path": "a.py",
        "symbols": [["parameter", "f", "a"]],
        "prompt": ["def f(a: ", "): ...\n"],
        "answers": [["int"]],
        "types": [[["int", pytest.approx(math.exp(-0.1))]]],
    }
    assert len(others) == 3
