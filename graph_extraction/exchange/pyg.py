"""A program graph as PyTorch Geometric's `Data` and `HeteroData`."""

from __future__ import annotations

import numpy as np
import torch
from torch_geometric.data import Data, HeteroData

from graph_extraction import SYMBOL_KINDS, NodeKind, ProgramGraph

__all__ = ["hetero_data", "pyg_data"]


def pyg_data(graph: ProgramGraph) -> Data:
    """See `ProgramGraph.to_pyg`."""
    edges = list(graph.edges.values())
    counts = torch.tensor([pairs.shape[1] for pairs in edges], dtype=torch.int64)
    joined = np.concatenate(edges, axis=1) if edges else np.zeros((2, 0), np.int32)
    return Data(
        num_nodes=graph.num_nodes,
        node_kind=torch.from_numpy(graph.node_kind.astype(np.int64)),
        node_label=torch.from_numpy(graph.node_label.astype(np.int64)),
        edge_index=torch.from_numpy(joined.astype(np.int64)),
        edge_type=torch.arange(len(edges)).repeat_interleave(counts),
        symbol_index=torch.tensor([symbol.node for symbol in graph.symbols], dtype=torch.int64),
        symbol_kind=_symbol_kinds(graph),
        labels=graph.labels,
        edge_types=tuple(map(str, graph.edges)),
        path=graph.path,
    )


def hetero_data(graph: ProgramGraph) -> HeteroData:
    """See `ProgramGraph.to_pyg`."""
    data = HeteroData(labels=graph.labels, path=graph.path)
    number = np.zeros(graph.num_nodes, np.int64)
    for kind in NodeKind:
        nodes = np.flatnonzero(graph.node_kind == kind)
        number[nodes] = np.arange(len(nodes))
        data[kind.name].num_nodes = len(nodes)
        data[kind.name].node_label = torch.from_numpy(graph.node_label[nodes].astype(np.int64))
    for edge_type, pairs in graph.edges.items():
        kinds = graph.node_kind[pairs]
        for source, target in np.unique(kinds, axis=1).T.tolist():
            some = pairs[:, (kinds[0] == source) & (kinds[1] == target)]
            relation = NodeKind(source).name, str(edge_type), NodeKind(target).name
            data[relation].edge_index = torch.from_numpy(number[some])
    symbols = np.array([symbol.node for symbol in graph.symbols], np.int64)
    data[NodeKind.SYMBOL.name].symbol_index = torch.from_numpy(number[symbols])
    data[NodeKind.SYMBOL.name].symbol_kind = _symbol_kinds(graph)
    return data


def _symbol_kinds(graph: ProgramGraph) -> torch.Tensor:
    return torch.tensor([SYMBOL_KINDS.index(symbol.kind) for symbol in graph.symbols], dtype=torch.int64)
