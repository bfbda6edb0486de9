"""Recommenders: those of the model keep the contract, and others join from outside without a file being touched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import typilus
from graph_extraction import SymbolKind
from tests.typilus.infilling.oracle import Oracle
from tests.typilus.recommenders.contract import SOURCES as IDS_IN_SCHEMA
from tests.typilus.recommenders.contract import check_file
from tests.typilus.recommenders.places_of import context_of
from typilus.errors import TypilusError
from typilus.models.loading import embedded_folder, load_predictor
from typilus.prediction.predictor import Predictor
from typilus.project.reading import read_text
from typilus.recommenders import (
    NOTHING_NEEDED,
    SOURCES,
    ControlFlowRecommender,
    DefaultRecommender,
    DefinitionRecommender,
    DocstringRecommender,
    FileContext,
    HandlerRecommender,
    InfillRecommender,
    NameRecommender,
    Need,
    Recommendation,
    Recommender,
    Source,
    StaticRecommender,
    TypeSpaceRecommender,
    ValueRecommender,
    finding,
)

TEXT = '''
import decimal

class Basket:
    """A basket."""

    count = 0
    prices = {"apple": 1}

    def add(self, price: decimal.Decimal, basket, times=1):
        """Add something.

        Args:
            basket (Basket): where to.
        """
        self.count = self.count + times

    def is_full(self, limit, zorkmid):
        return self.count > limit

    def visit_basket(self, other): ...
'''


class Says:
    """Says one type of each symbol of a name."""

    needs = NOTHING_NEEDED

    def __init__(self, name: str, type_: str, probability: float = 0.9, source: str = "oracle") -> None:
        self.sources = (Source(source),)
        self._answer = name, Recommendation(type_, probability, source)

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        name, recommendation = self._answer
        return [[recommendation] if symbol.name == name else [] for symbol in context.file.graph.symbols]


@pytest.fixture(scope="module")
def model() -> Predictor:
    return load_predictor(embedded_folder())


def best(prediction: typilus.FilePrediction, name: str) -> typilus.TypeCandidate:
    (symbol,) = [symbol for symbol in prediction if symbol.symbol.name == name]
    assert symbol.best is not None
    return symbol.best


MAKERS: dict[str, Callable[[Predictor], Recommender]] = {
    "control flow": lambda model: ControlFlowRecommender(),
    "values": lambda model: ValueRecommender(),
    "defaults": lambda model: DefaultRecommender(),
    "docstrings": lambda model: DocstringRecommender(),
    "names": lambda model: NameRecommender(),
    "handlers": lambda model: HandlerRecommender(),
    "typespace": lambda model: TypeSpaceRecommender(model.space),
    "definitions": lambda model: DefinitionRecommender(model.matcher),  # type: ignore[arg-type]
    "static": lambda model: StaticRecommender(),
    "infill": lambda model: InfillRecommender(Oracle({(SymbolKind.PARAMETER, "Basket.is_full", "limit"): "int"}), 1.0),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_recommender_of_the_model_keeps_the_contract(model: Predictor, name: str) -> None:
    recommender = MAKERS[name](model)
    file = read_text(TEXT)
    context = context_of(file, model.embedder)
    if Need.EARLIER in recommender.needs:
        context = FileContext(file, earlier=[()] * len(file.graph.symbols))
    if Need.RANKING in recommender.needs:
        context = FileContext(file, ranked=[()] * len(file.graph.symbols))
    answers = recommender.recommend(context)
    assert len(answers) == len(file.graph.symbols)
    assert any(answers), "the file has something for everybody"
    ids = {source.id for source in recommender.sources}
    for answer in answers:
        assert all(0 <= recommendation.probability <= 1 for recommendation in answer)
        assert {recommendation.source for recommendation in answer} <= ids
        by_source: dict[str, list[float]] = {}
        for recommendation in answer:
            by_source.setdefault(recommendation.source, []).append(recommendation.probability)
        assert all(chances == sorted(chances, reverse=True) for chances in by_source.values())
    assert recommender.recommend(context) == answers, "asked again, it says the same"
    assert not list(recommender.recommend(context_of(read_text(""), model.embedder)))


def test_every_source_of_the_model_is_in_the_list_and_in_the_schema(model: Predictor) -> None:
    asked = {source for make in MAKERS.values() for source in make(model).sources}
    assert asked <= set(SOURCES)
    assert {source.id for source in SOURCES} == set(IDS_IN_SCHEMA)


def test_one_that_knows_what_nobody_knows_is_taken_at_its_word(model: Predictor) -> None:
    found = model.with_recommenders([Says("zorkmid", "decimal.Decimal", 0.97)]).predict_source(TEXT, path="a.py")
    candidate = best(found, "zorkmid")
    assert (candidate.type, candidate.source) == ("decimal.Decimal", "oracle")
    assert candidate.probability >= 0.9
    check_file(json.loads(found.to_json()))


def test_one_that_says_nothing_changes_nothing(model: Predictor) -> None:
    alone = model.predict_source(TEXT, path="a.py")
    assert model.with_recommenders([Says("nobody", "int")]).predict_source(TEXT, path="a.py").to_json() == (
        alone.to_json()
    )


def test_what_it_says_of_one_symbol_leaves_the_others_in_their_order(model: Predictor) -> None:
    alone = model.predict_source(TEXT, path="a.py")
    beside = model.with_recommenders([Says("zorkmid", "bytes", 0.4)]).predict_source(TEXT, path="a.py")
    for one, other in zip(alone, beside, strict=True):
        if one.symbol.name != "zorkmid":
            assert one.candidates == other.candidates


def test_two_that_agree_are_surer_than_either(model: Predictor) -> None:
    first, second = Says("zorkmid", "bytes", 0.6), Says("zorkmid", "bytes", 0.6, "second")
    one = best(model.with_recommenders([first]).predict_source(TEXT, path="a.py"), "zorkmid")
    both = best(model.with_recommenders([first, second]).predict_source(TEXT, path="a.py"), "zorkmid")
    assert both.probability > one.probability
    assert {"oracle", "second"} <= set(both.sources)


def test_a_class_that_the_file_cannot_name_is_rejected(model: Predictor, tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("class Shop: ...\n")
    asked = model.with_recommenders([Says("zorkmid", "elsewhere.Coin", 0.99)])
    project = asked.load_project(tmp_path)
    found = asked.predict_source(TEXT, path=str(tmp_path / "a.py"), project=project)
    assert "elsewhere.Coin" not in {candidate.type for symbol in found for candidate in symbol.candidates}


class Echo:
    """Says once more what the others find likeliest, and counts how many say something."""

    sources = (Source("echo"),)
    needs = frozenset({Need.EARLIER, Need.EMBEDDING})

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def recommend(self, context: FileContext) -> Sequence[Sequence[Recommendation]]:
        assert context.embedding is not None
        assert len(context.embedding.symbols) == len(context.earlier) == len(context.file.graph.symbols)
        self.seen |= {recommendation.source for answer in context.earlier for recommendation in answer}
        return [[Recommendation(answer[0].type, 0.5, "echo")] if answer else [] for answer in context.earlier]


def test_one_may_ask_for_what_the_others_say(model: Predictor) -> None:
    echo = Echo()
    model.with_recommenders([echo]).predict_source(TEXT, path="a.py")
    assert {"typespace", "default", "static"} <= echo.seen


class Breaks(Says):
    """Breaks the contract in a way that is given."""

    def __init__(self, answer: Callable[[FileContext], Any]) -> None:
        super().__init__("basket", "int")
        self._break = answer

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        found: list[list[Recommendation]] = self._break(context)
        return found


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda context: [], "0 lists for"),
        (lambda context: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda context: [[Recommendation("int", 2.0, "oracle")] for _ in context.file.graph.symbols], "not in 0..1"),
        (lambda context: [[Recommendation("List[int", 0.5, "oracle")] for _ in context.file.graph.symbols], "no type"),
        (
            lambda context: [[Recommendation("dict[str,int]", 0.5, "oracle")] for _ in context.file.graph.symbols],
            r"canonical text is 'dict\[str, int\]'",
        ),
        (lambda context: [[Recommendation("int", 0.5, "static")] for _ in context.file.graph.symbols], "none of its"),
    ],
)
def test_what_breaks_the_contract_is_an_error_of_the_file_that_names_it(
    model: Predictor, answer: Callable[[FileContext], Any], reason: str, tmp_path: Path
) -> None:
    asked = model.with_recommenders([Breaks(answer)])
    with pytest.raises(TypilusError, match=f"a.py: the recommender of oracle.*{reason}"):
        asked.predict_source(TEXT, path="a.py")
    (tmp_path / "a.py").write_text(TEXT)
    (found,) = asked.predict_paths([tmp_path / "a.py"])
    assert found.error is not None
    assert re.search(reason, found.error)


@pytest.mark.parametrize("taken", ["typespace", "static", "oracle"])
def test_a_source_has_one_recommender(model: Predictor, taken: str) -> None:
    asked = model.with_recommenders([Says("basket", "int")])
    with pytest.raises(TypilusError, match=f"'{taken}' is already the id of a source"):
        asked.with_recommenders([Says("basket", "str", source=taken)])


class Point(EntryPoint):
    """An entry point of a package that is not installed."""

    def load(self) -> Any:
        return {"says": lambda: Says("zorkmid", "bytes"), "broken": lambda: 1 / 0}[self.name]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [Point(name, "package:make", finding.ENTRY_POINTS) for name in ("says", "broken")]
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: points if group == finding.ENTRY_POINTS else []
    )


@pytest.mark.usefixtures("installed")
def test_an_installed_one_is_asked_by_its_name() -> None:
    found = typilus.predict_source(TEXT, path="a.py", recommenders=["says"])
    assert "oracle" in best(found, "zorkmid").sources
    assert "oracle" not in typilus.predict_source(TEXT, path="a.py").to_json(), "and by nothing else"
    with pytest.raises(TypilusError, match="'unheard' is no recommender: installed are broken, says"):
        typilus.load(recommenders=["unheard"])
    with pytest.raises(TypilusError, match=r"'broken' .package:make. cannot be loaded: ZeroDivisionError"):
        typilus.load(recommenders=["broken"])


def test_answers_of_another_tool_come_from_a_file(model: Predictor, tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text(TEXT)
    said = model.with_recommenders([Says("zorkmid", "bytes", 0.95)]).predict(source)
    answers = tmp_path / "Other Tool.jsonl"
    answers.write_text(said.to_json() + "\n\n")
    source.write_text("\n\n" + TEXT)  # lines have moved since
    found = typilus.predict(source, model=model, recommenders=[str(answers)])
    assert best(found, "zorkmid").type == "bytes"
    assert "other-tool" in best(found, "zorkmid").sources
    (tmp_path / "b.py").write_text(TEXT)
    assert "other-tool" not in typilus.predict(tmp_path / "b.py", recommenders=[str(answers)]).to_json()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", r"answers.jsonl:1: is not JSON"),
        ("{}\n", r"answers.jsonl:1: not what .* writes: 'path' is missing"),
        ('{"path": "a.py", "symbols": [{"kind": "thing"}]}', "'thing' is not a valid SymbolKind"),
        (
            '{"path": "a.py", "symbols": [{"kind": "return", "scope": "", "name": "f", "line": 1, "candidates": '
            '[{"type": "int", "probability": 7}]}]}',
            "a probability of 7.0; it must be in 0..1",
        ),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(text)
    with pytest.raises(TypilusError, match=reason):
        typilus.load(recommenders=[str(answers)])


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(TypilusError, match=r"nowhere\.json: cannot be read: No such file"):
        typilus.load(recommenders=[str(tmp_path / "nowhere.json")])
