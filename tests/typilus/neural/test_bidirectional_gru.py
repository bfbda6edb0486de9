"""Blocks of steps give what torch's own layer gives each run."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from typilus.neural.bidirectional_gru import BidirectionalGru, time_blocks


def torchs_layer(layer: BidirectionalGru) -> nn.GRU:
    """torch's bidirectional layer with the same weights."""
    peer = nn.GRU(layer.forwards.input_size, layer.forwards.hidden_size, bidirectional=True).double()
    weights = dict(layer.forwards.named_parameters())
    weights |= {f"{name}_reverse": weight for name, weight in layer.backwards.named_parameters()}
    peer.load_state_dict(weights)
    return peer


def run_by_run(layer: BidirectionalGru, x: Tensor, run_lengths: list[int]) -> Tensor:
    peer = torchs_layer(layer)
    return torch.cat([peer(run)[0] for run in torch.split(x, run_lengths) if len(run)])


@pytest.mark.parametrize("run_lengths", [[1], [2], [3, 17], [5, 1, 8, 1, 33, 16, 5], [4, 0, 2], [100, 1]])
def test_each_run_is_read_as_torch_reads_it(run_lengths: list[int]) -> None:
    torch.manual_seed(0)
    layer = BidirectionalGru(3, 4).double()
    x = torch.randn(sum(run_lengths), 3, dtype=torch.float64)
    torch.testing.assert_close(layer(x, run_lengths), run_by_run(layer, x, run_lengths))


def test_gradients_are_those_of_torch() -> None:
    torch.manual_seed(0)
    layer = BidirectionalGru(3, 4).double()
    x = torch.randn(21, 3, dtype=torch.float64, requires_grad=True)
    peer = torchs_layer(layer)
    expected = torch.cat([peer(run)[0] for run in torch.split(x, [9, 12])]).pow(2).sum()
    found = layer(x, [9, 12]).pow(2).sum()
    wanted = [x, *peer.parameters()]
    own = [x, *layer.forwards.parameters(), *layer.backwards.parameters()]
    for one, other in zip(torch.autograd.grad(found, own), torch.autograd.grad(expected, wanted), strict=True):
        torch.testing.assert_close(one, other)


@given(st.lists(st.integers(0, 70), max_size=12))
@settings(max_examples=60, deadline=None)
def test_blocks_hold_each_token_once_in_its_time_and_little_else(run_lengths: list[int]) -> None:
    blocks = time_blocks(np.array(run_lengths, dtype=np.int64))
    tokens = np.concatenate([block.reshape(-1) for block in blocks]) if blocks else np.zeros(0)
    assert sorted(tokens[tokens >= 0].tolist()) == list(range(sum(run_lengths)))
    assert len(tokens) <= 2 * sum(run_lengths)
    step_of = [step for length in run_lengths for step in range(length)]
    begin = 0
    for block in blocks:
        for row, steps in enumerate(block):
            assert {step_of[token] for token in steps.tolist() if token >= 0} <= {begin + row}
        begin += len(block)
    assert begin == max(run_lengths, default=0)


def test_nothing_to_read() -> None:
    assert BidirectionalGru(3, 4)(torch.zeros(0, 3), []).shape == (0, 8)
