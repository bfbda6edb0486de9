"""A program graph as NetworkX's `MultiDiGraph`."""

from __future__ import annotations

from networkx import MultiDiGraph

from graph_extraction import NodeKind, ProgramGraph

__all__ = ["networkx_graph"]


def networkx_graph(graph: ProgramGraph) -> MultiDiGraph[int]:
    """See `ProgramGraph.to_networkx`."""
    built: MultiDiGraph[int] = MultiDiGraph(path=graph.path)
    kinds = [NodeKind(kind).name for kind in graph.node_kind.tolist()]
    for node, (kind, label) in enumerate(zip(kinds, graph.node_label.tolist(), strict=True)):
        built.add_node(node, kind=kind, label=graph.labels[label])
    for symbol in graph.symbols:
        built.nodes[symbol.node]["symbol"] = symbol.qualified_name
    for type_, pairs in graph.edges.items():
        built.add_edges_from((source, target, {"type": str(type_)}) for source, target in pairs.T.tolist())
    return built
