"""The network: a file's graph in, one embedding a symbol out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from torch import Tensor, nn

from graph_extraction import ProgramGraph
from typilus.neural.batching import GraphBatch, collate
from typilus.neural.convolutions import CONVOLUTIONS
from typilus.neural.encoded_graph import NUM_ROLES, EncodedGraph, encode
from typilus.neural.encoders.encoder import Encoder, Positions
from typilus.neural.encoders.name_states import name_shapes, name_states
from typilus.neural.neighborhood import neighborhoods
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = ["GraphEncoder"]


class GraphEncoder(Encoder):
    """Embeds the symbols of a batch of graphs in the TypeSpace (paper, section 4.3).

    Initial states are made of a node's label (Eq. 7, or as the configuration says) plus an embedding of its role, if it
    has any. T - 1 steps share one convolution; a last step has its own and also sees the initial states. A bias-free
    dense layer leads from the states of the symbol nodes to the TypeSpace. Without steps these are the initial ones.

    In training a piece of a name is left out with the configuration's probability, so that the network also learns to
    do without names that only one project has. A class is embedded as the symbol node of its name.

    Args:
        config: Sizes, and the relations along which messages flow.
        vocabulary: Of the pieces of labels.

    Raises:
        TypilusError: There is no convolution of the configuration's name.
    """

    embeds_classes = True

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary) -> None:
        super().__init__(config, vocabulary)
        size, num_relations = config.hidden_size, 2 * len(config.relations)
        self.steps = config.steps
        self.pieces = name_states(config, len(vocabulary))
        self.roles = nn.Embedding(NUM_ROLES, size) if config.roles else None
        if self.roles is not None:
            nn.init.normal_(self.roles.weight, std=0.5)
        if self.steps:
            make = CONVOLUTIONS.get(config.convolution)
            self.shared, self.last = make(size, num_relations), make(size, num_relations, residual=True)
        self.dropout = nn.Dropout(config.dropout)
        self.output = nn.Linear(size, config.embedding_size, bias=False)

    def prepare(self, graph: ProgramGraph) -> EncodedGraph:
        """See `Encoder.prepare`.

        Raises:
            TypilusError: The graph lacks a relation.
        """
        config = self.config
        return encode(graph, self.vocabulary, config.relations, contracted=config.contracted).with_definitions()

    def cut(self, prepared: EncodedGraph, positions: Positions) -> Iterator[tuple[Positions, EncodedGraph]]:
        """Yield the nodes that can reach the symbols, in parts of at most `node_limit` nodes."""
        return neighborhoods(prepared, positions, self.steps, self.config.node_limit)

    def collate(self, parts: Sequence[EncodedGraph]) -> GraphBatch:
        """See `Encoder.collate`."""
        return collate(parts, self.steps, len(self.config.relations))

    @classmethod
    def expected_shapes(cls, config: TrainingConfig, vocabulary_size: int) -> Mapping[str, tuple[int, ...]]:
        """See `Encoder.expected_shapes`."""
        shapes = name_shapes(config, vocabulary_size)
        shapes["output.weight"] = (config.embedding_size, config.hidden_size)
        if config.steps and config.convolution == "gated":
            shapes["shared.weight"] = (2 * len(config.relations), config.hidden_size, config.hidden_size)
        return shapes

    def forward(self, batch: GraphBatch) -> Tensor:
        """`[S, D]` embeddings of the batch's symbols."""
        return self.flow(self.initial_states(batch), batch)

    def flow(self, initial: Tensor, batch: GraphBatch) -> Tensor:
        """`[S, D]` embeddings of the batch's symbols, from the `[N, H]` initial states of its nodes."""
        x = initial
        for plan in batch.plans[:-1]:
            x = self.dropout(self.shared(x, plan))
        if batch.plans:
            x = self.last(x, batch.plans[-1], initial)
        embedded: Tensor = self.output(x.index_select(0, batch.symbol_index))
        return embedded

    def initial_states(self, batch: GraphBatch) -> Tensor:
        """`[N, H]` states before the first step, of the nodes that some step reads."""
        names = self.pieces(batch.pieces, batch.piece_offset)
        states: Tensor = self.dropout(names if self.roles is None else names + self.roles(batch.role))
        return states
