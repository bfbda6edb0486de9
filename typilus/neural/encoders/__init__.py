"""Ways to read a file into embeddings of its symbols, a file each, by the name that a configuration gives it."""

from __future__ import annotations

from typing import Final

from typilus.neural.encoders.encoder import Batch, Encoder, Prepared
from typilus.neural.encoders.graph_encoder import GraphEncoder
from typilus.neural.encoders.path_encoder import PathEncoder
from typilus.neural.encoders.sequence_encoder import SequenceEncoder
from typilus.neural.encoders.transformer_encoder import TransformerEncoder
from typilus.neural.named_entries import Registry

__all__ = ["ENCODERS", "Batch", "Encoder", "Prepared"]

ENCODERS: Final = Registry[type[Encoder]](
    "encoder",
    {"graph": GraphEncoder, "path": PathEncoder, "sequence": SequenceEncoder, "transformer": TransformerEncoder},
)
