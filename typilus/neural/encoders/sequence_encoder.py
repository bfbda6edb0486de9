"""The tokens of a file read in both directions, as DeepTyper does (Hellendoorn et al., 2018)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from torch import Tensor, nn

from typilus.neural.bidirectional_gru import BidirectionalGru
from typilus.neural.encoders.name_states import name_shapes, name_states
from typilus.neural.encoders.token_encoder import TokenEncoder
from typilus.neural.token_batches import TokenBatch, made_consistent, symbol_means
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = ["SequenceEncoder"]


class SequenceEncoder(TokenEncoder):
    """Embeds symbols by the tokens that mean them (the paper's Seq models, section 6.1).

    Initial states are those of Eq. 7. Two bidirectional GRUs read the tokens; between them the states of each symbol's
    occurrences are made consistent. The mean of the last states of its occurrences is a symbol's state, and a bias-free
    dense layer leads from there to the TypeSpace. A return is read at the name of its function, where it is defined.

    Args:
        config: Sizes, and how much is read in one go. Each direction has states of the hidden size.
        vocabulary: Of the pieces of labels.
    """

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary) -> None:
        super().__init__(config, vocabulary)
        size = config.hidden_size
        self.pieces = name_states(config, len(vocabulary))
        self.first = BidirectionalGru(size, size)
        self.second = BidirectionalGru(2 * size, size)
        self.run_length = config.run_length
        self.dropout = nn.Dropout(config.dropout)
        self.output = nn.Linear(2 * size, config.embedding_size, bias=False)

    @classmethod
    def expected_shapes(cls, config: TrainingConfig, vocabulary_size: int) -> Mapping[str, tuple[int, ...]]:
        """See `Encoder.expected_shapes`."""
        return {
            **name_shapes(config, vocabulary_size),
            "first.forwards.weight_ih_l0": (3 * config.hidden_size, config.hidden_size),
            "output.weight": (config.embedding_size, 2 * config.hidden_size),
        }

    def forward(self, batch: TokenBatch) -> Tensor:
        """`[S, D]` embeddings of the wanted symbols."""
        x = self.dropout(self.pieces(batch.pieces, batch.piece_offset))
        run_lengths = _cut(batch.run_lengths, self.run_length) if self.run_length else batch.run_lengths
        x = self.dropout(self.first(x, run_lengths))
        x = made_consistent(x, batch)
        x = self.dropout(self.second(x, run_lengths))
        embedded: Tensor = self.output(symbol_means(x, batch).index_select(0, batch.wanted))
        return embedded


def _cut(run_lengths: Sequence[int], most: int) -> list[int]:
    """Runs cut into as many of at most so many tokens as are needed, about equally long."""
    parts = [-(-length // most) for length in run_lengths]
    return [
        length // count + (number < length % count)
        for length, count in zip(run_lengths, parts, strict=True)
        for number in range(count)
    ]
