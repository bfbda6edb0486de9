"""A network's explanation: shares of what is there, the same each time, or an error that says what to do."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import typilus
from graph_extraction import extract, parse_source
from typilus.errors import SourceError, TypilusError
from typilus.models import load_predictor
from typilus.network_explaining import NetworkExplanation, explain_by_network
from typilus.neural import build_model
from typilus.neural.runtime import GraphNetwork
from typilus.prediction import Predictor

CODE = """\
def label(text, width=3):
    wide = text.ljust(width)
    return wide


def far(a):
    pass
"""


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    return load_predictor(model_folder)


def explain(predictor: Predictor, line: int | None = 1) -> list[NetworkExplanation]:
    return list(explain_by_network(predictor, parse_source(CODE, "a.py"), line))


def test_shares_are_of_all_contributions_and_the_same_each_time(predictor: Predictor) -> None:
    explanations = explain(predictor)
    assert [explanation.symbol.name for explanation in explanations] == ["label", "text", "width"]
    for explanation in explanations:
        assert sum(abs(node.share) for node in explanation.nodes) == pytest.approx(1)
        assert sum(abs(edge.share) for edge in explanation.edges) == pytest.approx(1)
        sizes = [abs(node.share) for node in explanation.nodes]
        assert sizes == sorted(sizes, reverse=True)
    assert explanations == explain(predictor)


def test_the_type_is_the_first_of_the_network_alone(predictor: Predictor) -> None:
    graph = extract(parse_source(CODE, "a.py"))
    points = predictor.embedder.embed([graph])[0].symbols
    for explanation in explain(predictor, None):
        first = predictor.space.predict(points[[graph.symbols.index(explanation.symbol)]], 1)[0][0]
        assert (explanation.type, explanation.probability) == pytest.approx((first.type, first.probability))


def test_a_file_that_is_cut_is_explained_by_what_is_read_when_it_is_predicted(predictor: Predictor) -> None:
    assert isinstance(predictor.embedder, GraphNetwork)
    files = predictor.embedder.files
    small = replace(files, config=replace(files.config, node_limit=12))
    explained = explain(Predictor(GraphNetwork(small), predictor.space))
    assert all(0 < len(explanation.nodes) <= 12 for explanation in explained)


def test_a_line_without_symbols_has_no_explanation(predictor: Predictor) -> None:
    assert explain(predictor, 3) == []
    assert [one.symbol.name for one in explain(predictor, 6)] == ["far", "a"]


@pytest.mark.parametrize("missing", ["torch", "torch_geometric"])
def test_a_missing_library_is_named(predictor: Predictor, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    find: Callable[..., object] = importlib.util.find_spec
    monkeypatch.setattr(
        "typilus.network_explaining.vote_explaining.find_spec", lambda name: None if name == missing else find(name)
    )
    with pytest.raises(TypilusError, match=r"pip install 'typilus\[train\]'"):
        explain(predictor)


def test_another_network_is_refused(predictor: Predictor) -> None:
    assert isinstance(predictor.embedder, GraphNetwork)
    other = Predictor(build_model(predictor.embedder.files), predictor.space)
    with pytest.raises(TypilusError, match="only a network with the graph encoder and gated convolutions"):
        explain(other)


def test_a_broken_file(predictor: Predictor, tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text("def (")
    with pytest.raises(SourceError, match=r"broken\.py:1"):
        typilus.explain_network(path, 1, model=predictor)
