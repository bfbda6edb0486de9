"""Local attention against a loop over pairs of tokens."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from typilus.neural.local_attention import LocalAttention, near_tokens


def turned(x: Tensor, place: int) -> Tensor:
    """The features as complex numbers, turned by angles that grow with the place."""
    half = len(x) // 2
    turns = torch.tensor([place * 10_000.0 ** (-number / half) for number in range(half)], dtype=torch.float64)
    result = torch.complex(x[:half], x[half:]) * torch.exp(1j * turns)
    return torch.cat([result.real, result.imag])


def literal_attention(layer: LocalAttention, x: Tensor, run_lengths: list[int]) -> Tensor:
    size, heads = layer.head_size, layer.heads
    run = [number for number, length in enumerate(run_lengths) for _ in range(length)]
    queries, keys, values = (layer.inputs(x).view(len(x), 3, heads, size)[:, part] for part in range(3))
    rows = []
    for i in range(len(x)):
        seen = [j for j in range(len(x)) if run[i] == run[j] and abs(i - j) <= layer.window]
        found = []
        for head in range(heads):
            scores = [turned(queries[i, head], i) @ turned(keys[j, head], j) / math.sqrt(size) for j in seen]
            weights = torch.stack(scores).softmax(0)
            found.append(sum((weight * values[j, head] for weight, j in zip(weights, seen, strict=True)), 0 * x[0, 0]))
        rows.append(torch.cat(found))
    result: Tensor = layer.output(torch.stack(rows))
    return result


@pytest.mark.parametrize("run_lengths", [[12], [5, 1, 9], [3], [4, 4, 1, 1]])
@pytest.mark.parametrize("window", [1, 4, 20])
def test_a_token_sees_the_tokens_of_its_run_within_the_window(run_lengths: list[int], window: int) -> None:
    torch.manual_seed(0)
    layer = LocalAttention(6, 2, window).double()
    x = torch.randn(sum(run_lengths), 6, dtype=torch.float64)
    visible = near_tokens(run_lengths, window, x.device)
    padded = functional.pad(x, (0, 0, 0, len(visible) * window - len(x)), value=7.0)
    torch.testing.assert_close(layer(padded, visible)[: len(x)], literal_attention(layer, x, run_lengths))


def test_every_token_sees_something_also_where_a_block_is_filled_up() -> None:
    visible = near_tokens([3, 2], 4, torch.device("cpu"))
    assert visible.shape == (2, 4, 12)
    assert visible.any(dim=2).all()
    assert visible[1, 1:, 5:8].all()
    assert not visible[1, 1:, :5].any()


@pytest.mark.parametrize(("size", "heads"), [(80, 4), (7, 3), (1, 1)])
def test_any_size_has_heads_of_even_size(size: int, heads: int) -> None:
    layer = LocalAttention(size, heads, 2)
    assert layer.head_size % 2 == 0
    assert layer.heads * layer.head_size >= size
    assert layer(torch.randn(4, size), near_tokens([4], 2, torch.device("cpu"))).shape == (4, size)
