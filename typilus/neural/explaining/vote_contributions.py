"""The contributions of a program graph's nodes and edges to the share of one type in a vote."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch_geometric.explain import Explainer

from graph_extraction import ProgramGraph
from typilus.neural.batching import GraphBatch
from typilus.neural.encoded_graph import EncodedGraph, kept_nodes
from typilus.neural.encoders.encoder import Encoder
from typilus.neural.encoders.graph_encoder import GraphEncoder
from typilus.neural.explaining.integrated_gradients import IntegratedGradients

__all__ = ["Contributions", "Voters", "contributions"]

_SETTINGS = {"mode": "multiclass_classification", "task_level": "graph", "return_type": "log_probs"}
_LEAST_SHARE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Voters:
    """The markers among which a type's share is taken.

    Attributes:
        points: `[V, D]` float32.
        is_type: `[V]` whether a marker is one of the type in question.
        p: Exponent with which influence falls with distance.
        epsilon: Smallest distance.
    """

    points: npt.NDArray[np.float32]
    is_type: npt.NDArray[np.bool_]
    p: float
    epsilon: float


@dataclass(frozen=True, slots=True)
class Contributions:
    """Signed contributions to the logarithm of a type's share.

    Attributes:
        nodes: Contributions by the nodes of the program graph.
        edges: Contributions, both directions together, by relation, source and target.
    """

    nodes: dict[int, float]
    edges: dict[tuple[str, int, int], float]


class _VoteOfOneSymbol(nn.Module):
    """Log shares `[1, 2]` of all other types and of the one in question (Eq. 5), from the names of nodes."""

    def __init__(self, encoder: GraphEncoder, batch: GraphBatch, voters: Voters) -> None:
        super().__init__()
        self.encoder, self.batch, self.voters = encoder, batch, voters
        self.points = torch.from_numpy(voters.points)
        self.is_type = torch.from_numpy(voters.is_type)

    def forward(self, x: Tensor, edge_index: Tensor) -> Tensor:
        """Take the states of names `[N, H]`. A state of 0 is a node without a name."""
        roles = self.encoder.roles
        embedded = self.encoder.flow(x if roles is None else x + roles(self.batch.role), self.batch)
        distance = (self.points - embedded).abs().sum(dim=1).clamp(min=self.voters.epsilon)
        weights = torch.softmax(-self.voters.p * distance.log(), dim=0)
        share = weights[self.is_type].sum()
        return torch.stack([1 - share, share]).clamp(min=_LEAST_SHARE).log()[None]


def contributions(
    encoder: Encoder, graph: ProgramGraph, position: int, voters: Voters, steps: int = 16
) -> Contributions:
    """Explain the share of a type for the symbol at a position, by integrated gradients.

    Args:
        encoder: The graph encoder, on the CPU.
        graph: The file's graph.
        position: Of the symbol in `graph.symbols`.
        voters: Markers that vote.
        steps: Number of points of the integral.
    """
    assert isinstance(encoder, GraphEncoder), "other encoders have no edges to explain"
    part, numbered = _neighborhood(encoder, graph, position)
    batch, node_of = encoder.collate([part]), encoder.collate([numbered]).pieces.tolist()
    with torch.no_grad():
        names = encoder.pieces(batch.pieces, batch.piece_offset)
    if not batch.plans or not len(batch.plans[0].message_row):
        return Contributions({}, {})
    messages, relation = batch.plans[0].edges()
    explainer = Explainer(
        _VoteOfOneSymbol(encoder, batch, voters).eval(),  # or the encoder drops out names from then on
        IntegratedGradients(steps),
        "phenomenon",
        _SETTINGS,
        "object",
        "object",
    )
    explanation = explainer(names, messages, target=torch.tensor([1]))
    nodes: dict[int, float] = {}
    for node, value in zip(node_of, explanation.node_mask[:, 0].tolist(), strict=False):  # padding has no node
        nodes[node] = nodes.get(node, 0.0) + value
    relations = encoder.config.relations
    edges: dict[tuple[str, int, int], float] = {}
    for source, target, number, value in zip(
        *messages.tolist(), relation.tolist(), explanation.edge_mask.tolist(), strict=True
    ):
        ends = (source, target) if number < len(relations) else (target, source)
        edge = (relations[number % len(relations)], node_of[ends[0]], node_of[ends[1]])
        edges[edge] = edges.get(edge, 0.0) + value
    return Contributions(nodes, edges)


def _neighborhood(encoder: GraphEncoder, graph: ProgramGraph, position: int) -> tuple[EncodedGraph, EncodedGraph]:
    """The part of a graph that a symbol is embedded by, and a copy with the numbers of nodes in the place of pieces."""
    prepared = encoder.prepare(graph)
    kept = np.flatnonzero(kept_nodes(graph)) if encoder.config.contracted else np.arange(graph.num_nodes)
    numbered = replace(prepared, pieces=kept.astype(np.int32), piece_offsets=np.arange(len(kept) + 1, dtype=np.int32))
    # A large file is cut for all of its symbols together, as it is when it is predicted.
    large = prepared.size > encoder.config.node_limit
    positions = np.arange(len(graph.symbols)) if large else np.array([position])
    for (own, part), (_, copy) in zip(encoder.cut(prepared, positions), encoder.cut(numbered, positions), strict=True):
        if position in own:
            index = part.symbol_index[np.flatnonzero(own == position)]
            return replace(part, symbol_index=index), replace(copy, symbol_index=index)
    raise AssertionError("every position is in one part")
