"""A graph as NetworkX has it: nothing lost, and GraphML can keep it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import networkx
import pytest

from graph_extraction import NodeKind, TypilusError, extract, graph, parse_source

SOURCE = """\
class Till:
    def pay(self, price: int, tax=0.2):
        self.total = price * tax
        return self.total
"""


def test_nodes_edges_and_symbols_are_those_of_the_graph() -> None:
    whole = extract(parse_source(SOURCE, "till.py"))
    built = whole.to_networkx()
    assert [built.nodes[node]["label"] for node in range(whole.num_nodes)] == [
        whole.labels[label] for label in whole.node_label
    ]
    assert [built.nodes[node]["kind"] for node in range(whole.num_nodes)] == [
        NodeKind(kind).name for kind in whole.node_kind
    ]
    expected = Counter((s, t, str(type_)) for type_, pairs in whole.edges.items() for s, t in pairs.T.tolist())
    assert Counter((source, target, type_) for source, target, type_ in built.edges(data="type")) == expected
    assert {node: name for node, name in built.nodes(data="symbol") if name} == {
        symbol.node: symbol.qualified_name for symbol in whole.symbols
    }
    assert "Till.pay()" in dict(built.nodes(data="symbol")).values()


def test_graphml_keeps_it(tmp_path: Path) -> None:
    built = extract(parse_source(SOURCE, "till.py")).to_networkx()
    networkx.write_graphml(built, tmp_path / "till.graphml")
    back = networkx.read_graphml(tmp_path / "till.graphml", node_type=int, force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(built.nodes(data=True))
    assert back.number_of_edges() == built.number_of_edges()


def test_the_library_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "find_spec", lambda name: None)
    with pytest.raises(TypilusError, match="needs networkx, which is not installed"):
        extract(parse_source("x = 1\n")).to_networkx()
