"""Symbols by the syntax paths around their occurrences, as code2seq reads them (Alon et al., 2019)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence

from graph_extraction import ProgramGraph
from typilus.errors import TypilusError
from typilus.neural.encoded_paths import NUM_DIRECTIONS, EncodedPaths, encode_paths
from typilus.neural.encoders.encoder import Encoder, Positions
from typilus.neural.encoders.name_states import PieceStates
from typilus.neural.path_batches import PathBatch, collate_paths
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = ["PathEncoder"]


class PathEncoder(Encoder):
    """Embeds symbols by some of the paths that lead from their occurrences to other leaves (the paper's Path models).

    A bidirectional LSTM reads the syntax nodes of a path. A dense layer joins its last states with the subtokens at
    both ends, and with whether the other end lies before or behind the occurrence, which the nodes do not tell. A
    symbol's state is the self-weighted mean of its paths (Gilmer et al., 2017), and a bias-free dense layer leads from
    there to the TypeSpace. Symbols do not see each other.

    Args:
        config: Sizes, and how many paths of which length are read.
        vocabulary: Of the pieces of labels.

    Raises:
        TypilusError: Initial states are to be made of characters, which syntax nodes do not have.
    """

    embeds_classes = True
    unit = "paths"

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary) -> None:
        super().__init__(config, vocabulary)
        if config.initial_states == "characters":
            raise TypilusError("the encoder 'path' knows no initial_states of characters; choose subtokens or tokens")
        size = config.hidden_size
        self.pieces = PieceStates(len(vocabulary), size, config.piece_dropout)
        self.lstm = nn.LSTM(size, size, bidirectional=True)
        self.directions = nn.Embedding(NUM_DIRECTIONS, size)
        self.join = nn.Linear(5 * size, size)
        self.weigh = nn.Linear(size, 1)
        self.dropout = nn.Dropout(config.dropout)
        self.output = nn.Linear(size, config.embedding_size, bias=False)

    def prepare(self, graph: ProgramGraph) -> EncodedPaths:
        """See `Encoder.prepare`.

        Raises:
            TypilusError: The graph lacks its syntax tree or occurrences.
        """
        return encode_paths(graph, self.vocabulary, self.config.max_paths, self.config.path_length)

    def cut(self, prepared: EncodedPaths, positions: Positions) -> Iterator[tuple[Positions, EncodedPaths]]:
        """Yield the paths of the symbols, in parts of at most `node_limit` paths."""
        return prepared.cut(positions, self.config.node_limit)

    def collate(self, parts: Sequence[EncodedPaths]) -> PathBatch:
        """See `Encoder.collate`."""
        return collate_paths(parts)

    @classmethod
    def expected_shapes(cls, config: TrainingConfig, vocabulary_size: int) -> Mapping[str, tuple[int, ...]]:
        """See `Encoder.expected_shapes`."""
        return {
            "pieces.weight": (vocabulary_size, config.hidden_size),
            "lstm.weight_ih_l0": (4 * config.hidden_size, config.hidden_size),
            "output.weight": (config.embedding_size, config.hidden_size),
        }

    def forward(self, batch: PathBatch) -> Tensor:
        """`[S, D]` embeddings of the wanted symbols."""
        paths = self.dropout(self.embedded_paths(batch))
        weights = self.weigh(paths).sigmoid()
        totals = paths.new_zeros(batch.num_symbols, paths.shape[1]).index_add(0, batch.symbol, weights * paths)
        norms = weights.new_zeros(batch.num_symbols, 1).index_add(0, batch.symbol, weights)
        embedded: Tensor = self.output(totals / norms.clamp(min=1e-6))
        return embedded

    def embedded_paths(self, batch: PathBatch) -> Tensor:
        """`[P, H]` states of the paths."""
        words = self.dropout(self.pieces(batch.pieces, batch.piece_offset))
        joined = torch.cat(
            [
                self.read_ways(batch).index_select(0, batch.way),
                words[batch.ends].flatten(1),
                self.directions(batch.direction),
            ],
            dim=1,
        )
        return torch.tanh(self.join(joined))

    def read_ways(self, batch: PathBatch) -> Tensor:
        """`[Q, 2H]` last states of both directions of the LSTM on each distinct way through the syntax."""
        if len(batch.ways) == 0:
            return self.pieces.weight.new_zeros(0, 2 * self.config.hidden_size)
        steps = self.dropout(functional.embedding(batch.ways.T, self.pieces.weight))
        packed = pack_padded_sequence(steps, batch.way_lengths, enforce_sorted=False)
        _, (last, _) = self.lstm(packed)
        return torch.cat(list(last), dim=1)
