"""The base of all encoders that read the tokens of a file in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_extraction import ProgramGraph
from typilus.neural.encoded_tokens import EncodedTokens, encode_tokens
from typilus.neural.encoders.encoder import Encoder, Positions
from typilus.neural.token_batches import TokenBatch, collate_tokens
from typilus.neural.token_windows import token_windows

__all__ = ["TokenEncoder"]


class TokenEncoder(Encoder):
    """Prepares files as tokens and the symbols that they mean, and cuts large ones around these."""

    embeds_classes = True
    unit = "tokens"

    def prepare(self, graph: ProgramGraph) -> EncodedTokens:
        """See `Encoder.prepare`.

        Raises:
            TypilusError: The graph lacks occurrences.
        """
        return encode_tokens(graph, self.vocabulary)

    def cut(self, prepared: EncodedTokens, positions: Positions) -> Iterator[tuple[Positions, EncodedTokens]]:
        """Yield the tokens around the symbols' occurrences, in parts of at most `node_limit` tokens."""
        return token_windows(prepared, positions, self.config.node_limit)

    def collate(self, parts: Sequence[EncodedTokens]) -> TokenBatch:
        """See `Encoder.collate`."""
        return collate_tokens(parts)
