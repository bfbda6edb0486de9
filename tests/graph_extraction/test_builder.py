"""A graph in the making."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import EdgeSink, EdgeType, NodeKind, parse_source
from graph_extraction.builder import GraphBuilder
from graph_extraction.numbering import NON_TERMINAL


def builder_of(text: str) -> GraphBuilder:
    return GraphBuilder(parse_source(text, "a.py"))


def test_places_count_characters_and_lines() -> None:
    builder = builder_of("é = 1\nß = é\n")
    assert [builder.place(offset) for offset in (0, 3, 7, 12)] == [(1, 0), (1, 2), (2, 0), (2, 4)]


def test_a_segment_is_one_line() -> None:
    builder = builder_of("é: dict[str,\n    int] = {}\nb: 'int' = 1\n")
    first, second = builder.source.tree.body
    assert isinstance(first, ast.AnnAssign)
    assert isinstance(second, ast.AnnAssign)
    assert builder.segment(first.annotation) == "dict[str, int]"
    assert builder.segment(second.annotation) == "'int'"


def test_nodes_are_numbered_by_kind_when_the_graph_is_finished() -> None:
    builder = builder_of("x\n")
    builder.nonterminal_labels.append("Module")
    builder.token_lexemes += [b"x", b"\n"]
    edges = {type_: EdgeSink(builder.vocabulary_node) for type_ in (EdgeType.CHILD, EdgeType.SUBTOKEN_OF)}
    edges[EdgeType.CHILD].add(NON_TERMINAL, 0)
    edges[EdgeType.SUBTOKEN_OF].extend([0], [edges[EdgeType.SUBTOKEN_OF].vocabulary_node("x")])
    assert builder.vocabulary_node("x") == edges[EdgeType.SUBTOKEN_OF].targets[0], "a word has one node"
    graph = builder.freeze(edges)
    assert graph.node_kind.tolist() == [NodeKind.TOKEN, NodeKind.TOKEN, NodeKind.NON_TERMINAL, NodeKind.VOCABULARY]
    assert graph.edges[EdgeType.CHILD].tolist() == [[2], [0]]
    assert graph.edges[EdgeType.SUBTOKEN_OF].tolist() == [[0], [3]]
    assert graph.node_label[0] == graph.node_label[3], "labels are shared"
    with pytest.raises(ValueError, match="read-only"):
        graph.node_label[0] = 5
