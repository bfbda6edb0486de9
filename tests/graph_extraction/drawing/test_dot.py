"""Graphviz text, and pictures with and without Graphviz."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph_extraction import TABLE_1, EdgeType, NodeKind, ProgramGraph, extract, extract_file, parse_source
from graph_extraction.drawing.dot import to_dot, to_html, to_svg
from graph_extraction.drawing.view import choose_view
from graph_extraction.passes import edge_spec

STRANGE = "a = '<&>\"\\n\\x00'\nb = \"'quotes'\"\nnaïve = '''x\ny'''\n"


@pytest.fixture
def figure() -> ProgramGraph:
    """The paper's Figure 3."""
    return extract(parse_source("foo = get_foo(i, i + 1)\n"))


@pytest.fixture
def no_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_all_nodes_and_edges_are_in_the_text(figure: ProgramGraph) -> None:
    text = to_dot(choose_view(figure))
    assert len(re.findall(r"^  n\d+ \[label=", text, re.MULTILINE)) == figure.num_nodes
    edges = re.findall(r"^  n(\d+) -> n(\d+)", text, re.MULTILINE)
    expected = [pair for kind in TABLE_1 for pair in figure.edges[kind].T.tolist()]
    assert sorted((int(source), int(target)) for source, target in edges) == sorted(map(tuple, expected))
    assert all(kind in text and edge_spec(kind).color in text for kind in TABLE_1 if figure.edges[kind].size)


def test_tokens_stand_in_a_row(figure: ProgramGraph) -> None:
    rank = re.search(r"\{ rank=same; (.*) \}", to_dot(choose_view(figure)))
    assert rank is not None
    tokens = int((figure.node_kind == NodeKind.TOKEN).sum())
    assert rank.group(1) == " ".join(f"n{token};" for token in range(tokens))


def test_tokens_keep_their_order_without_their_edges(figure: ProgramGraph) -> None:
    text = to_dot(choose_view(figure, edge_types=[EdgeType.CHILD]))
    assert text.count("style=invis") == int((figure.node_kind == NodeKind.TOKEN).sum()) - 1


def test_quotes_and_backslashes_are_escaped() -> None:
    text = to_dot(choose_view(extract(parse_source(STRANGE))))
    for label in re.findall(r"label=(\".*\")\];", text):
        assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', label)


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
@pytest.mark.parametrize("text", ["", "foo = get_foo(i, i + 1)\n", STRANGE])
def test_graphviz_accepts_it(text: str) -> None:
    picture = to_svg(choose_view(extract(parse_source(text))))
    assert picture.startswith("<svg")
    assert ElementTree.fromstring(picture).tag.endswith("svg")


@pytest.mark.usefixtures("no_graphviz")
@pytest.mark.parametrize(
    "text", ["", "foo = get_foo(i, i + 1)\n", STRANGE, "def f(x):\n    while x:\n        x -= f(x)\n"]
)
def test_a_picture_without_graphviz(text: str) -> None:
    graph = extract(parse_source(text))
    root = ElementTree.fromstring(to_svg(choose_view(graph)))
    name = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f".//{name}rect")) == graph.num_nodes
    assert len(root.findall(f"{name}path")) == sum(pairs.shape[1] for pairs in graph.edges.values())


def test_a_broken_graphviz_costs_no_picture(
    figure: ProgramGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*arguments: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("dot", 20)

    monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / "dot"))
    assert to_svg(choose_view(figure)).startswith("<svg")
    monkeypatch.setattr(subprocess, "run", fails)
    assert to_svg(choose_view(figure)).startswith("<svg")


@pytest.mark.usefixtures("no_graphviz")
def test_what_a_notebook_shows(figure: ProgramGraph) -> None:
    html = to_html(figure)
    assert f"{figure.num_nodes} nodes (10 token" in html
    assert "Shown:" not in html
    assert html.count("<svg") == 1


@pytest.mark.usefixtures("no_graphviz")
def test_a_large_graph_shows_a_part() -> None:
    graph = extract_file(ast.__file__)
    html = to_html(graph)
    assert "nodes nearest to" in html
    assert html.count("<rect") <= 250
    assert len(html) < 500_000
