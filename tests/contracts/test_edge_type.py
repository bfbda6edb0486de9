"""An edge type more is one pass: extracted, stored, read and drawn, without another file that knows of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np
import pytest

from graph_extraction import (
    PASSES,
    TABLE_1,
    EdgeSink,
    EdgeSpec,
    EdgeType,
    GraphFormatError,
    ProgramGraph,
    extract,
    graph_from_bytes,
    graph_to_bytes,
    parse_source,
)
from graph_extraction.storage.edge_codec import Column, StoredGraph
from graph_extraction.storage.plain_pairs import ExpectedPairs
from graph_extraction.syntax.record import SyntaxRecord

DECORATES = EdgeType("DECORATES")
SOURCE = "@cache\n@log(1)\ndef f(x):\n    return x\n\n\n@final\nclass A:\n    pass\n"


class DecorationPass:
    """Joins the expression behind `@` to the declaration below it."""

    edge = EdgeSpec(DECORATES, "#75507b")

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        for node in ast.walk(syntax.source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                for decorator in node.decorator_list:
                    edges.add(syntax.node_of[decorator], syntax.node_of[node])


def turned(graph: StoredGraph) -> Column:
    return graph.edges[DECORATES][::-1]


class DecoratedPass:
    """The same, from the declaration: its edges follow from the others and cost a byte."""

    edge = EdgeSpec(EdgeType("DECORATED_BY"), "#4d3f5c", frozenset({DECORATES}), ExpectedPairs(turned))

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        decorations = EdgeSink(edges.vocabulary_node)
        DecorationPass().run(syntax, decorations)
        edges.extend(decorations.targets, decorations.sources)


@pytest.fixture
def decorated() -> Iterator[ProgramGraph]:
    PASSES.extend([DecoratedPass(), DecorationPass()])
    try:
        yield extract(parse_source(SOURCE, "a.py"))
    finally:
        del PASSES[-2:]


def test_it_is_extracted_beside_the_others(decorated: ProgramGraph) -> None:
    assert tuple(decorated.edges) == tuple(step.edge.type for step in PASSES)
    assert list(decorated.edges)[-2:] == ["DECORATED_BY", "DECORATES"]
    labels = [decorated.labels[label] for label in decorated.node_label]
    assert [(labels[source], labels[target]) for source, target in decorated.edges[DECORATES].T.tolist()] == [
        ("cache", "FunctionDef"),
        ("Call", "FunctionDef"),
        ("final", "ClassDef"),
    ]
    plain = extract(parse_source(SOURCE, "a.py"), PASSES[:-2])
    assert all(np.array_equal(pairs, decorated.edges[type_]) for type_, pairs in plain.edges.items())
    assert decorated != plain


def test_it_is_stored_by_name(decorated: ProgramGraph) -> None:
    stored = graph_to_bytes(decorated)
    assert graph_from_bytes(stored) == decorated
    assert graph_to_bytes(graph_from_bytes(stored)) == stored
    plain = extract(parse_source(SOURCE, "a.py"), PASSES[:-2])
    assert graph_from_bytes(graph_to_bytes(plain)) == plain, "a graph from before loads as it is"
    alone = extract(parse_source(SOURCE, "a.py"), [DecorationPass()])
    assert graph_from_bytes(graph_to_bytes(alone)) == alone, "no edge type is in every graph"


def test_it_is_drawn_in_its_color(decorated: ProgramGraph) -> None:
    for picture in (decorated.to_dot(), decorated._repr_html_()):
        assert "DECORATES" in picture
        assert "#75507b" in picture


def test_without_its_pass_a_stored_graph_is_a_clear_error() -> None:
    PASSES.append(DecorationPass())
    try:
        stored = graph_to_bytes(extract(parse_source(SOURCE, "a.py")))
    finally:
        del PASSES[-1:]
    with pytest.raises(GraphFormatError, match="no pass adds DECORATES edges; those that are added are NEXT_TOKEN"):
        graph_from_bytes(stored)


def test_each_pass_has_a_type_and_a_color_of_its_own() -> None:
    assert len({step.edge.type for step in PASSES}) == len(PASSES)
    assert len({step.edge.color for step in PASSES}) == len(PASSES)
    assert {step.edge.type for step in PASSES} >= set(TABLE_1)
