"""A graph as NetworkX has it: nothing lost, and GraphML can keep it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import networkx
import pytest

from graph_extraction import NodeKind, TypilusError, extract, graph, parse_source

SOURCE = """\
class Till:
    def pay(self, price: int, tax=0.2):
        self.total = price * tax
        return self.total
"""


def nodes_of(built: networkx.Graph[int]) -> dict[int, dict[str, Any]]:
    return {node: dict(built.nodes[node]) for node in built}


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
    assert Counter((source, target, values["type"]) for source, target, values in built.edges(data=True)) == expected
    names = {node: values["symbol"] for node, values in nodes_of(built).items() if "symbol" in values}
    assert names == {symbol.node: symbol.qualified_name for symbol in whole.symbols}
    assert "Till.pay()" in names.values()


def test_graphml_keeps_it(tmp_path: Path) -> None:
    built = extract(parse_source(SOURCE, "till.py")).to_networkx()
    networkx.write_graphml(built, tmp_path / "till.graphml")
    back = networkx.read_graphml(tmp_path / "till.graphml", node_type=int, force_multigraph=True)
    assert nodes_of(back) == nodes_of(built)
    assert back.number_of_edges() == built.number_of_edges()


def test_the_library_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "find_spec", lambda name: None)
    with pytest.raises(TypilusError, match="needs networkx, which is not installed"):
        extract(parse_source("x = 1\n")).to_networkx()
