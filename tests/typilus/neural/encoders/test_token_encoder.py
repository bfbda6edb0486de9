"""Encoders of tokens prepare, cut and join files alike."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from graph_extraction import extract, parse_source
from typilus.neural.encoders.sequence_encoder import SequenceEncoder
from typilus.neural.encoders.token_encoder import TokenEncoder
from typilus.neural.encoders.transformer_encoder import TransformerEncoder
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

SOURCE = "class Till:\n" + "".join(f"    def pay_{number}(self, price): return price\n" for number in range(20))


@pytest.mark.parametrize("encoder_class", [SequenceEncoder, TransformerEncoder])
def test_parts_hold_all_symbols_once_and_no_more_tokens_than_they_may(encoder_class: type[TokenEncoder]) -> None:
    torch.manual_seed(0)
    encoder = encoder_class(TrainingConfig(hidden_size=8, node_limit=60), Vocabulary(["pay"], 10)).eval()
    graph = extract(parse_source(SOURCE))
    prepared = encoder.prepare(graph)
    everything = np.arange(len(graph.symbols) + len(graph.definitions))
    parts = list(encoder.cut(prepared, everything))
    assert len(parts) > 1
    assert all(part.size <= 60 for _, part in parts)
    assert np.concatenate([positions for positions, _ in parts]).tolist() == everything.tolist()
    assert len(encoder(encoder.collate([part for _, part in parts]))) == len(everything)
