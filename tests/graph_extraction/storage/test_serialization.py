"""Graphs to bytes and back; bytes that are no graphs."""

from __future__ import annotations

import argparse
import ast
import lzma
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_extraction import (
    TABLE_1,
    GraphFormatError,
    ProgramGraph,
    extract,
    extract_file,
    graph_from_bytes,
    graph_to_bytes,
    parse_source,
)
from tests.graph_extraction.random_graphs import graphs

SOURCE = """
class Shop(Base):
    price: float = 0.0
    def add(self, item, *, count=1):
        for x in item.parts:
            if x: self.total += count * get_price(x)
        return self.total
"""
HEAD = 12


@pytest.fixture(scope="module")
def data() -> bytes:
    return graph_to_bytes(extract(parse_source(SOURCE, "shop.py")))


def sealed(body: bytes) -> bytes:
    """A body behind a head that vouches for it."""
    return b"PyGraph\x02" + zlib.crc32(body).to_bytes(4, "little") + body


def assert_same(graph: ProgramGraph, read: ProgramGraph) -> None:
    assert read == graph
    assert hash(read) == hash(graph)
    assert read.path == graph.path
    assert read.labels == graph.labels
    assert read.node_label.dtype == np.int32
    assert read.node_kind.dtype == np.uint8
    assert all(read.edges[kind].dtype == np.int32 for kind in TABLE_1)


@settings(max_examples=120, deadline=None)
@given(graphs())
def test_any_graph_round_trips(graph: ProgramGraph) -> None:
    written = graph_to_bytes(graph)
    read = graph_from_bytes(written)
    assert_same(graph, read)
    assert graph_to_bytes(read) == written


@pytest.mark.parametrize("text", ["", "x = 1\n", SOURCE, "match = type = 1\nmatch a:\n    case b: match\n"])
def test_extracted_graphs_round_trip(text: str) -> None:
    graph = extract(parse_source(text, "dir/ä.py"))
    assert_same(graph, graph_from_bytes(graph_to_bytes(graph)))


def test_a_graph_of_version_1_has_no_definitions() -> None:
    graph = extract(parse_source(SOURCE, "shop.py"))
    empty = replace(graph, definitions=())
    body = graph_to_bytes(empty)[HEAD:]
    old = body.removesuffix(b"\x00" * 3)  # no names, no nodes, no lines
    assert len(body) - len(old) == 3
    assert graph_from_bytes(b"PyGraph\x01" + zlib.crc32(old).to_bytes(4, "little") + old) == empty


def test_what_is_read_is_frozen(data: bytes) -> None:
    graph = graph_from_bytes(data)
    assert not graph.node_kind.flags.writeable
    assert not graph.node_label.flags.writeable
    assert not any(pairs.flags.writeable for pairs in graph.edges.values())


def test_the_order_of_edges_does_not_matter(data: bytes) -> None:
    graph = graph_from_bytes(data)
    edges = {kind: pairs[:, ::-1] for kind, pairs in graph.edges.items()}
    turned = replace(graph, edges=edges)
    assert graph_to_bytes(turned) == data


def test_the_standard_library_is_compact() -> None:
    bodies = [graph_to_bytes(extract_file(str(module.__file__))) for module in (argparse, ast, lzma)]
    nodes = sum(graph_from_bytes(body).num_nodes for body in bodies)
    assert len(b"".join(bodies)) < 10 * nodes
    assert len(lzma.compress(b"".join(bodies))) < 2.4 * nodes


def test_every_truncation_is_an_error(data: bytes) -> None:
    for length in range(len(data)):
        with pytest.raises(GraphFormatError):
            graph_from_bytes(data[:length])


def test_every_changed_byte_is_an_error(data: bytes) -> None:
    for place in range(len(data)):
        with pytest.raises(GraphFormatError):
            graph_from_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])


@settings(max_examples=500, deadline=None)
@given(place=st.integers(0, 10**6), value=st.integers(0, 255), second=st.integers(0, 10**6), cut=st.booleans())
def test_a_body_that_lies_is_an_error_or_a_graph(place: int, value: int, second: int, cut: bool) -> None:
    body = bytearray(graph_to_bytes(extract(parse_source(SOURCE, "shop.py")))[HEAD:])
    body[place % len(body)] = value
    body[second % len(body)] ^= 0x80
    if cut:
        del body[second % len(body) :]
    try:
        graph = graph_from_bytes(sealed(bytes(body)))
    except GraphFormatError:
        return
    assert all(pairs.size == 0 or 0 <= pairs.min() <= pairs.max() < graph.num_nodes for pairs in graph.edges.values())
    assert all(0 <= symbol.node < graph.num_nodes for symbol in graph.symbols)
    assert all(0 <= definition.node < graph.num_nodes for definition in graph.definitions)
    assert graph.num_nodes == 0 or graph.node_label.max() < len(graph.labels)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_an_error_or_a_graph(body: bytes) -> None:
    with pytest.raises(GraphFormatError):
        graph_from_bytes(body)
    with pytest.raises(GraphFormatError):
        graph_from_bytes(sealed(body))


def test_another_version_is_named(data: bytes) -> None:
    with pytest.raises(GraphFormatError, match="version 9; this is version 3"):
        graph_from_bytes(data[:7] + b"\x09" + data[8:])


def test_a_huge_count_asks_for_no_memory(data: bytes) -> None:
    for body in (b"\xff\xff\xff\xff\x0f", b"\x01\x01\x00\xff\xff\xff\xff\x0f\x04", b"\x01\x04\xff\xff\xff\xff"):
        with pytest.raises(GraphFormatError):
            graph_from_bytes(sealed(body + b"\x00" * 20))


def test_an_unknown_obstacle_is_an_error() -> None:
    body = graph_to_bytes(extract(parse_source("class A:\n    def f(self): pass\n")))[HEAD:]
    assert b"method receiver" in body
    with pytest.raises(GraphFormatError, match="unknown obstacle: 'method deceiver'"):
        graph_from_bytes(sealed(body.replace(b"method receiver", b"method deceiver")))
