from __future__ import annotations

import numpy as np

from graph_extraction import extract, parse_source
from graph_extraction.graph import TABLE_1, EdgeType, NodeKind, ProgramGraph
from typilus.neural.encoded_graph import EncodedGraph, encode
from typilus.neural.vocabulary import Vocabulary, build_vocabulary, count_pieces

SOURCE = """\
class Shop:
    def add(self, price, *, match=None):
        if price in self.prices:
            return not match
        self.prices[price] = match(price)
"""


def encoded(source: str) -> tuple[ProgramGraph, Vocabulary, EncodedGraph]:
    graph = extract(parse_source(source))
    vocabulary = build_vocabulary(*count_pieces(graph), min_count=1)
    return graph, vocabulary, encode(graph, vocabulary, TABLE_1)


def chain(result: EncodedGraph, vocabulary: Vocabulary) -> list[str]:
    """First pieces along the token chain."""
    source, target = result.edge_index[:, result.edge_type == TABLE_1.index(EdgeType.NEXT_TOKEN)]
    assert source[1:].tolist() == target[:-1].tolist()
    nodes = [int(source[0]), *target.tolist()]
    return [vocabulary.pieces[result.pieces[result.piece_offsets[node]]] for node in nodes]


def test_punctuation_and_keywords_are_contracted_operators_and_names_stay() -> None:
    _, vocabulary, result = encoded(SOURCE)
    assert chain(result, vocabulary) == [
        *("shop", "add", "self", "price", "*", "match", "None", "price", "in", "self", "prices"),
        *("not", "match", "self", "prices", "price", "match", "price"),
    ]


def test_whole_graphs_keep_every_node_and_edge() -> None:
    graph, vocabulary, contracted = encoded(SOURCE)
    whole = encode(graph, vocabulary, TABLE_1, contracted=False)
    assert whole.num_nodes == graph.num_nodes > contracted.num_nodes
    assert {"(", ":", "def", "class"} <= set(chain(whole, vocabulary))
    for number, edge_type in enumerate(TABLE_1):
        np.testing.assert_array_equal(whole.edge_index[:, whole.edge_type == number], graph.edges[edge_type])


def test_only_tokens_are_dropped_and_edges_stay_inside() -> None:
    graph, _, result = encoded(SOURCE)
    for kind in (NodeKind.NON_TERMINAL, NodeKind.VOCABULARY):
        assert int((result.role == kind).sum()) == int((graph.node_kind == kind).sum())
    assert result.edge_index.min() >= 0
    assert result.edge_index.max() < result.num_nodes
    assert result.piece_offsets[-1] == len(result.pieces)
    for edge_type in (EdgeType.OCCURRENCE_OF, EdgeType.SUBTOKEN_OF, EdgeType.NEXT_MAY_USE):
        assert int((result.edge_type == TABLE_1.index(edge_type)).sum()) == graph.edges[edge_type].shape[1]


def test_symbols_keep_order_and_know_their_kind() -> None:
    graph, _, result = encoded(SOURCE)
    assert len(result.symbol_index) == len(graph.symbols)
    roles = {
        symbol.kind: int(result.role[node]) for symbol, node in zip(graph.symbols, result.symbol_index, strict=True)
    }
    assert len(set(roles.values())) == len(roles)
    assert all(role >= len(NodeKind) for role in roles.values())


def test_annotations_change_nothing() -> None:
    annotated = SOURCE.replace("price, *, match=None):", "price: int, *, match: 'Match | None' = None) -> bool:")
    _, vocabulary, plain = encoded(SOURCE)
    other = encode(extract(parse_source(annotated)), vocabulary, TABLE_1)
    for name in ("pieces", "piece_offsets", "role", "edge_index", "edge_type", "symbol_index"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(other, name))


def test_an_empty_file_is_a_graph_without_symbols() -> None:
    _, _, result = encoded("")
    assert len(result.symbol_index) == 0


def test_classes_are_further_symbols_where_both_are_embedded() -> None:
    graph, _, result = encoded(SOURCE + "class Door: pass\n")
    assert len(result.definition_index) == 2
    both = result.with_definitions()
    assert both.symbol_index.tolist() == [*result.symbol_index.tolist(), *result.definition_index.tolist()]
    assert len(both.definition_index) == 2
    assert {int(role) for role in result.role[result.definition_index]} == {int(NodeKind.SYMBOL)}
    assert len(graph.symbols) == len(result.symbol_index)
