"""A graph as PyTorch Geometric has it: nothing lost, and batches that keep symbols on their nodes."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch_geometric.data import Batch

from graph_extraction import (
    SYMBOL_KINDS,
    NodeKind,
    ProgramGraph,
    SymbolKind,
    TypilusError,
    extract,
    graph,
    parse_source,
)

SOURCE = """\
class Till:
    def pay(self, price: int, tax=0.2):
        self.total = price * tax
        return self.total
"""


def graph_of(source: str) -> ProgramGraph:
    return extract(parse_source(source))


def test_nodes_edges_and_symbols_are_those_of_the_graph() -> None:
    whole = graph_of(SOURCE)
    data = whole.to_pyg()
    assert data.validate()
    assert data.num_nodes == whole.num_nodes
    assert data.node_kind.tolist() == whole.node_kind.tolist()
    assert [data.labels[number] for number in data.node_label] == [whole.labels[number] for number in whole.node_label]
    for number, (edge_type, pairs) in enumerate(whole.edges.items()):
        assert data.edge_types[number] == edge_type
        assert data.edge_index[:, data.edge_type == number].tolist() == pairs.tolist()
    assert data.symbol_index.tolist() == [symbol.node for symbol in whole.symbols]
    assert [SYMBOL_KINDS[kind] for kind in data.symbol_kind] == [symbol.kind for symbol in whole.symbols]
    assert SymbolKind.RETURN in [SYMBOL_KINDS[kind] for kind in data.symbol_kind]


def test_a_batch_keeps_symbols_on_their_nodes() -> None:
    graphs = [graph_of(SOURCE), graph_of("x = 1\n"), graph_of("")]
    batch = Batch.from_data_list([each.to_pyg() for each in graphs])
    assert batch.num_nodes == sum(each.num_nodes for each in graphs)
    assert set(batch.node_kind[batch.symbol_index].tolist()) == {int(NodeKind.SYMBOL)}
    assert torch.equal(batch.batch[batch.symbol_index], torch.tensor([0] * len(graphs[0].symbols) + [1]))


def test_kinds_of_nodes_and_edges_can_be_split() -> None:
    whole = graph_of(SOURCE)
    data = whole.to_pyg(heterogeneous=True)
    assert data.validate()
    assert [store.num_nodes for store in data.node_stores] == [
        int((whole.node_kind == kind).sum()) for kind in NodeKind
    ]
    for edge_type, pairs in whole.edges.items():
        between = {relation: data[relation].edge_index for relation in data.edge_types if relation[1] == edge_type}
        ends = [
            (labels_of(data, source)[start], labels_of(data, target)[end])
            for (source, _, target), index in between.items()
            for start, end in index.T.tolist()
        ]
        names = [whole.labels[number] for number in whole.node_label]
        assert sorted(ends) == sorted((names[start], names[end]) for start, end in pairs.T.tolist())
    named = [labels_of(data, "SYMBOL")[number] for number in data["SYMBOL"].symbol_index.tolist()]
    assert named == [symbol.name for symbol in whole.symbols]


def labels_of(data: Any, kind: str) -> list[str]:
    return [data.labels[number] for number in data[kind].node_label.tolist()]


def test_a_graph_without_passes_has_no_edges() -> None:
    data = extract(parse_source(SOURCE), []).to_pyg()
    assert data.edge_index.shape == (2, 0)
    assert data.validate()


def test_the_library_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "find_spec", lambda name: None)
    with pytest.raises(TypilusError, match="needs torch_geometric, which is not installed"):
        graph_of("x = 1\n").to_pyg()
