"""Attention of tokens to the tokens near them: memory grows with the length of a text, not with its square."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["LocalAttention", "near_tokens"]

_BASE = 10_000.0


class LocalAttention(nn.Module):
    """Each token attends to those of its run that are at most a window away (Beltagy et al., 2020).

    Positions are rotary (Su et al., 2021): a score depends on how far two tokens lie apart, not on where.

    Args:
        size: H, size of the states.
        heads: Number of heads.
        window: W, greatest distance of two tokens that see each other.
    """

    def __init__(self, size: int, heads: int, window: int) -> None:
        super().__init__()
        self.heads, self.window = heads, window
        self.head_size = 2 * -(-size // (2 * heads))  # even, as positions rotate pairs
        self.inputs = nn.Linear(size, 3 * heads * self.head_size, bias=False)
        self.output = nn.Linear(heads * self.head_size, size, bias=False)

    def forward(self, x: Tensor, visible: Tensor) -> Tensor:
        """`[B * W, H]` what each token finds.

        Args:
            x: `[B * W, H]` states of the tokens, in B blocks of a window each.
            visible: `[B, W, 3W]` what is seen, see `near_tokens`.
        """
        blocks, window = visible.shape[:2]
        queries, keys, values = self.inputs(x).view(blocks, window, 3, self.heads, self.head_size).unbind(2)
        position = torch.arange(3 * window, device=x.device)
        attended = functional.scaled_dot_product_attention(
            _rotated(queries.transpose(1, 2), position[window : 2 * window]),
            _rotated(_with_neighbors(keys).transpose(1, 2), position),
            _with_neighbors(values).transpose(1, 2),
            visible[:, None],
        )
        output: Tensor = self.output(attended.transpose(1, 2).reshape(blocks * window, -1))
        return output


def near_tokens(run_lengths: Sequence[int], window: int, device: torch.device) -> Tensor:
    """`[B, W, 3W]` whether a token of a block sees those of the block before, its own, and the one behind.

    The last block is filled with tokens that only see each other.
    """
    lengths = torch.tensor(run_lengths, dtype=torch.int64, device=device)
    run = torch.repeat_interleave(torch.arange(len(lengths), device=device), lengths)
    blocks = -(-len(run) // window)
    run = functional.pad(run, (0, blocks * window - len(run)), value=-1).view(blocks, window)
    around = _with_neighbors(run, outside=-2)
    position = torch.arange(3 * window, device=device)
    is_near = (position[window : 2 * window, None] - position).abs() <= window
    return (run[:, :, None] == around[:, None, :]) & is_near


def _with_neighbors(blocks: Tensor, outside: int = 0) -> Tensor:
    """`[B, 3W, ...]` each of `[B, W, ...]` blocks between the one before it and the one behind it."""
    edge = blocks.new_full((1, *blocks.shape[1:]), outside)
    framed = torch.cat([edge, blocks, edge])
    return torch.cat([framed[:-2], framed[1:-1], framed[2:]], dim=1)


def _rotated(x: Tensor, position: Tensor) -> Tensor:
    """Turn the pairs of `[..., P, d]` features by angles that grow with their places (Su et al., 2021, Eq. 34)."""
    half = x.shape[-1] // 2
    frequency = _BASE ** -(torch.arange(half, device=x.device, dtype=x.dtype) / half)
    angle = position[:, None].to(x.dtype) * frequency
    cos, sin = angle.cos(), angle.sin()
    first, second = x[..., :half], x[..., half:]
    return torch.cat([first * cos - second * sin, first * sin + second * cos], dim=-1)
