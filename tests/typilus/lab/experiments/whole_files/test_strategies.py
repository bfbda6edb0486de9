"""Strategies propose whole texts, with `Any` where they know nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SymbolKind
from tests.typilus.judging.rule_checker import RuleChecker
from tests.typilus.lab.experiments.whole_files.small_project import without_gaps
from tests.typilus.lab.experiments.whole_files.test_annotated_files import erased
from typilus.checking import CheckedProject
from typilus.lab.experiments.whole_files.file_judge import FileJudge
from typilus.lab.experiments.whole_files.strategies import STRATEGIES, FileRequest
from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.prediction.joining import JoinedFile, SymbolRanking
from typilus.project.reading import read_file
from typilus.ranking import RankedType

ALONE = {"items": ["list[int]", "list[str]"], "item": ["str", "bytes"], "price": ["float"]}


def request(folder: Path, n: int = 1, checker: RuleChecker | None = None) -> FileRequest:
    """A request in which `ranked` is the reverse of `alone`."""
    file = erased(folder)
    read = read_file(file.path)
    predictions, rankings = [], []
    for symbol in read.graph.symbols:
        is_asked = symbol.kind in (SymbolKind.PARAMETER, SymbolKind.RETURN)
        types = ALONE.get(symbol.name, []) if is_asked else []
        alone = tuple(RankedType(type_, 0.5 - 0.1 * rank, "test", ("test",)) for rank, type_ in enumerate(types))
        ranked = tuple(reversed(alone))
        candidates = tuple(TypeCandidate(one.type, one.type, one.probability, "test") for one in ranked)
        predictions.append(TypePrediction(symbol, None, None if candidates else "nothing known", candidates))
        rankings.append(SymbolRanking((), (), {}, ranked, alone))
    prediction = FilePrediction(str(file.path), None, tuple(predictions), document=read.document)
    judge = FileJudge(checker or RuleChecker("never"), CheckedProject(file.path.parent), file.path, file.text)
    return FileRequest(file, JoinedFile(read, prediction, tuple(rankings)), judge, {"pyrefly": "inferred"}, n)


@pytest.mark.parametrize(("name", "items", "item"), [("ranking", "list[int]", "str"), ("joint", "list[str]", "bytes")])
def test_the_first_types(tmp_path: Path, name: str, items: str, item: str) -> None:
    (proposed,) = STRATEGIES[name](request(tmp_path))
    text = without_gaps(proposed)
    assert f"def total(shop: Any, items: {items}) -> Any:" in text
    assert f"def price(self, item: {item}, count: Any" in text
    assert "-> float:" in text
    assert "def __init__(self, name: Any) -> None:" in text


def test_several_proposals_are_the_likeliest(tmp_path: Path) -> None:
    texts = list(STRATEGIES["ranking"](request(tmp_path, n=3)))
    assert len(set(texts)) == 3
    assert "items: list[int]" in texts[0]


def test_search_gives_way_to_the_checker(tmp_path: Path) -> None:
    (text,) = STRATEGIES["search"](request(tmp_path, checker=RuleChecker(r"items: list\[str\]", "item: (str|bytes)")))
    assert "items: list[int]" in text
    assert "item: Any" in text


def test_tools(tmp_path: Path) -> None:
    asked = request(tmp_path)
    assert list(STRATEGIES["pyrefly"](asked)) == ["inferred"]
    assert list(STRATEGIES["pyright"](asked)) == []
