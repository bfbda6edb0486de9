"""Tokens in the order of the text, their pieces, and the tokens that mean each symbol."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from graph_extraction import NodeKind, ProgramGraph, extract, parse_source
from typilus.errors import TypilusError
from typilus.neural.encoded_tokens import EncodedTokens, encode_tokens
from typilus.neural.vocabulary import Vocabulary, build_vocabulary, count_pieces

SOURCE = """\
class Till:
    def pay(self, price: "int", tax=0.2) -> float:
        self.total: float = price * tax
        return self.total
pay = Till().pay
"""


@pytest.fixture(scope="module")
def graph() -> ProgramGraph:
    return extract(parse_source(SOURCE))


@pytest.fixture(scope="module")
def vocabulary(graph: ProgramGraph) -> Vocabulary:
    return build_vocabulary(*count_pieces(graph), min_count=1)


@pytest.fixture(scope="module")
def tokens(graph: ProgramGraph, vocabulary: Vocabulary) -> EncodedTokens:
    return encode_tokens(graph, vocabulary)


def texts(graph: ProgramGraph) -> list[str]:
    kinds = graph.node_kind.tolist()
    return [graph.labels[label] for label, kind in zip(graph.node_label, kinds, strict=True) if kind == NodeKind.TOKEN]


def test_all_tokens_are_read_in_order_and_annotations_are_none_of_them(graph: ProgramGraph) -> None:
    assert " ".join(texts(graph)) == (
        "class Till : def pay ( self , price , tax = 0.2 ) : self . total = price * tax return self . total "
        "pay = Till ( ) . pay"
    )


def test_each_token_has_the_pieces_of_its_text(
    graph: ProgramGraph, vocabulary: Vocabulary, tokens: EncodedTokens
) -> None:
    assert tokens.run_lengths.tolist() == [tokens.num_tokens] == [len(texts(graph))]
    for number, text in enumerate(texts(graph)):
        own = tokens.pieces.take(np.array([number])).values
        assert tuple(own.tolist()) == vocabulary.encode(text, NodeKind.TOKEN)


def test_symbols_occur_where_they_are_named_and_a_return_at_its_function(
    graph: ProgramGraph, tokens: EncodedTokens
) -> None:
    keys = [(symbol.kind.value, symbol.name) for symbol in graph.symbols]
    keys += [("class", definition.name) for definition in graph.definitions]
    found = {
        key: tokens.occurrences.take(np.array([number])).values.tolist()
        for key, number in zip(keys, tokens.wanted.tolist(), strict=True)
    }
    words = texts(graph)
    assert found == {
        ("return", "pay"): [4],
        ("parameter", "self"): [6, 15, 23],
        ("parameter", "price"): [8, 19],
        ("parameter", "tax"): [10, 21],
        ("attribute", "total"): [17, 25],
        ("variable", "pay"): [26],
        ("class", "Till"): [1, 28],
    }
    for (_, name), occurrences in found.items():
        assert {words[token] for token in occurrences} == {name}


def test_a_graph_without_occurrences_is_a_clear_error(graph: ProgramGraph, vocabulary: Vocabulary) -> None:
    with pytest.raises(TypilusError, match="its graph has no OCCURRENCE_OF edges"):
        encode_tokens(dataclasses.replace(graph, edges={}), vocabulary)


def test_an_empty_file(vocabulary: Vocabulary) -> None:
    empty = encode_tokens(extract(parse_source("")), vocabulary)
    assert (empty.size, len(empty.occurrences), len(empty.wanted)) == (0, 0, 0)
