from __future__ import annotations

import dataclasses

import torch

from tests.typilus.lab.infiller_training.small_infiller import CONFIG
from typilus.lab.infiller_training.causal_decoder import CausalDecoder
from typilus.lab.infiller_training.infiller_config import InfillerConfig


def test_size_xs_has_five_million_parameters() -> None:
    config = InfillerConfig()
    with torch.device("meta"):
        decoder = CausalDecoder(config)
    assert 5.0e6 < sum(parameter.numel() for parameter in decoder.parameters()) < 5.5e6


def test_documents_one_behind_the_other_do_not_see_each_other() -> None:
    torch.manual_seed(0)
    decoder = CausalDecoder(CONFIG)
    first, second = torch.randint(0, 400, (7,)), torch.randint(0, 400, (5,))
    together = decoder(torch.cat([first, second]), [7, 5])
    torch.testing.assert_close(together[:7], decoder(first, [7]))
    torch.testing.assert_close(together[7:], decoder(second, [5]))


def test_a_token_sees_nothing_behind_it() -> None:
    torch.manual_seed(0)
    decoder = CausalDecoder(dataclasses.replace(CONFIG, layers=3))
    tokens = torch.randint(0, 400, (9,))
    changed = tokens.clone()
    changed[6:] += 1
    before, after = decoder(tokens, [9]), decoder(changed, [9])
    torch.testing.assert_close(before[:6], after[:6])
    assert not torch.allclose(before[6:], after[6:])


def test_positions_tell_equal_tokens_apart() -> None:
    torch.manual_seed(0)
    decoder = CausalDecoder(CONFIG)
    states = decoder(torch.tensor([5, 6, 5, 6]), [4])
    assert not torch.allclose(states[1], states[3], atol=1e-4)
    assert decoder.logits(states).shape == (4, CONFIG.vocabulary)
