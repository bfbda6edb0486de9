"""A recurrent layer over runs of very different lengths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

__all__ = ["BidirectionalGru", "time_blocks"]


class BidirectionalGru(nn.Module):
    """Reads runs of tokens from both ends.

    torch's own bidirectional layer needs packed sequences for runs of different lengths, and its gradient on a CPU then
    takes time quadratic in their length. Here each direction reads blocks of doubling length, each for the runs that
    are still going on: a step takes all of them at once, and less than half of a block is padding, which nothing reads.

    Args:
        size: Size of the states that are read.
        hidden_size: H, size of the states of a direction.
    """

    def __init__(self, size: int, hidden_size: int) -> None:
        super().__init__()
        self.forwards = nn.GRU(size, hidden_size)
        self.backwards = nn.GRU(size, hidden_size)

    def forward(self, x: Tensor, run_lengths: Sequence[int]) -> Tensor:
        """`[T, 2H]` states of both directions.

        Args:
            x: `[T, size]` states of the tokens, run after run.
            run_lengths: Number of tokens of each run.
        """
        lengths = np.array(run_lengths, dtype=np.int64)
        ends = np.cumsum(lengths)
        mirrored = np.repeat(2 * ends - lengths - 1, lengths) - np.arange(len(x))
        blocks = time_blocks(lengths)
        reversed_blocks = [np.where(block < 0, -1, mirrored[block]) for block in blocks]
        # A recurrence of thousands of steps is not exact enough in bfloat16, and no faster.
        with torch.autocast(x.device.type, enabled=False):
            return torch.cat([_read(self.forwards, x, blocks), _read(self.backwards, x, reversed_blocks)], dim=1)


def time_blocks(run_lengths: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Tokens as matrices of steps by runs, longest run first: steps 0 and 1, 2 and 3, 4 to 7, 8 to 15 and so on.

    A matrix has a column for each run that has not ended before, -1 behind the end of one that ends in it.
    """
    order = np.argsort(-run_lengths, kind="stable")
    starts, lengths = (np.cumsum(run_lengths) - run_lengths)[order], run_lengths[order]
    blocks, begin = [], 0
    while (rows := int((lengths > begin).sum())) > 0:
        end = min(max(2 * begin, 2), int(lengths[0]))
        step = np.arange(begin, end)[:, None]
        blocks.append(np.where(step < lengths[:rows], starts[:rows] + step, -1))
        begin = end
    return blocks


def _read(layer: nn.GRU, x: Tensor, blocks: Sequence[npt.NDArray[np.int64]]) -> Tensor:
    """`[T, H]` states of one direction at each token."""
    state, states, tokens = None, [x.new_zeros(0, layer.hidden_size)], [x.new_zeros(0, dtype=torch.int64)]
    for block in blocks:
        steps, rows = block.shape
        token = torch.from_numpy(block.reshape(-1)).to(x.device)
        inputs = x.index_select(0, token.clamp(min=0)).view(steps, rows, -1)
        read, state = layer(inputs, None if state is None else state[:, :rows].contiguous())
        (valid,) = torch.nonzero(token >= 0, as_tuple=True)
        states.append(read.reshape(steps * rows, -1).index_select(0, valid))
        tokens.append(token.index_select(0, valid))
    order = torch.cat(tokens)
    inverse = torch.empty_like(order)
    inverse[order] = torch.arange(len(order), device=x.device)
    return torch.cat(states).index_select(0, inverse)
