"""The tokens of a file read by a small Transformer in the place of DeepTyper's recurrent layers."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor, nn
from torch.nn import functional

from typilus.neural.encoders.name_states import name_shapes, name_states
from typilus.neural.encoders.token_encoder import TokenEncoder
from typilus.neural.local_attention import LocalAttention, near_tokens
from typilus.neural.token_batches import TokenBatch, made_consistent, symbol_means
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = ["TransformerEncoder"]


class TransformerEncoder(TokenEncoder):
    """Embeds symbols by the tokens that mean them (the paper's Transformer, section 6.1).

    As `SequenceEncoder`, with Transformer layers for the recurrent ones. The paper drops files of more than 5,000
    tokens, as attention takes memory quadratic in their number; here it is local, and what lies further away is reached
    through layers and through the occurrences of symbols, which are made consistent between layers.

    Args:
        config: Sizes, layers, heads and window.
        vocabulary: Of the pieces of labels.
    """

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary) -> None:
        super().__init__(config, vocabulary)
        size = config.hidden_size
        self.window = config.window
        self.pieces = name_states(config, len(vocabulary))
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))
        self.dropout = nn.Dropout(config.dropout)
        self.norm = nn.LayerNorm(size)
        self.output = nn.Linear(size, config.embedding_size, bias=False)

    @classmethod
    def expected_shapes(cls, config: TrainingConfig, vocabulary_size: int) -> Mapping[str, tuple[int, ...]]:
        """See `Encoder.expected_shapes`."""
        size = config.hidden_size
        return {
            **name_shapes(config, vocabulary_size),
            **{f"layers.{number}.widen.weight": (4 * size, size) for number in range(config.layers)},
            "output.weight": (config.embedding_size, size),
        }

    def forward(self, batch: TokenBatch) -> Tensor:
        """`[S, D]` embeddings of the wanted symbols."""
        x = self.dropout(self.pieces(batch.pieces, batch.piece_offset))
        visible = near_tokens(batch.run_lengths, self.window, x.device)
        for number, layer in enumerate(self.layers):
            if number:
                x = made_consistent(x, batch)
            padded = functional.pad(x, (0, 0, 0, visible.shape[0] * self.window - len(x)))
            x = layer(padded, visible)[: len(x)]
        embedded: Tensor = self.output(symbol_means(self.norm(x), batch).index_select(0, batch.wanted))
        return embedded


class _Layer(nn.Module):
    """Local attention, then a network for each token, both added to the normalized states that they read."""

    def __init__(self, config: TrainingConfig) -> None:
        super().__init__()
        size = config.hidden_size
        self.attention_norm = nn.LayerNorm(size)
        self.attention = LocalAttention(size, config.heads, config.window)
        self.token_norm = nn.LayerNorm(size)
        self.widen = nn.Linear(size, 4 * size)
        self.narrow = nn.Linear(4 * size, size)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, x: Tensor, visible: Tensor) -> Tensor:
        """`[B * W, H]` new states of the tokens, see `LocalAttention.forward`."""
        x = x + self.dropout(self.attention(self.attention_norm(x), visible))
        widened = functional.gelu(self.widen(self.token_norm(x)))
        added: Tensor = self.dropout(self.narrow(widened))
        return x + added
