"""Several processes that train one network, each on its share of the files: torch's distributed data parallel.

`torchrun` starts the processes and says by environment variables which is which; a process that it did not start trains
alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel

from typilus.neural.objectives import Targets

__all__ = ["SEED_STEP", "agree", "everywhere", "gather", "leads", "process_count", "process_rank", "processes_joined"]

SEED_STEP: Final = 1_000_000_007
"""Between the seeds of two processes; torch's generator of a CPU reads the lowest 32 bits alone."""


def process_rank() -> int:
    """The number of this process among those that train, from 0."""
    return int(os.environ.get("RANK", "0"))


def process_count() -> int:
    """The number of processes that train."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def leads() -> bool:
    """Return whether this process validates, writes and reports."""
    return process_rank() == 0


@contextmanager
def processes_joined(device: str) -> Iterator[None]:
    """Join the other processes that `torchrun` started, if there are any. On CUDA, each has a GPU of its own."""
    if process_count() == 1 or distributed.is_initialized():
        yield
        return
    on_gpu = torch.device(device).type == "cuda"
    if on_gpu:
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    distributed.init_process_group("nccl" if on_gpu else "gloo")
    try:
        yield
    finally:
        distributed.destroy_process_group()


def everywhere(model: nn.Module) -> nn.Module:
    """The model with the first process's weights, whose gradients are the means of those of all processes."""
    # A batch need not have every kind of edge, nor a symbol with a class.
    return model if process_count() == 1 else DistributedDataParallel(model, find_unused_parameters=True)


def agree(numbers: Sequence[float], device: torch.device) -> list[list[float]]:
    """The numbers of each process, in their order. All have to call it, with as many numbers."""
    rows = torch.tensor([numbers], dtype=torch.float64, device=device)
    all_numbers: list[list[float]] = _gather_rows(rows, [1] * process_count()).tolist()
    return all_numbers


def gather(embeddings: Tensor, targets: Targets) -> tuple[Tensor, Targets]:
    """The symbols of all processes as one batch, in the order of the processes.

    Every process must then compute the same loss from it, with the same dropout: the gradients that come back are those
    of one loss, times the number of processes, for `everywhere` takes their mean.

    Args:
        embeddings: `[S, D]` of this process.
        targets: Of its symbols.
    """
    if process_count() == 1:
        return embeddings, targets
    counts = [int(count) for (count,) in agree([len(targets)], embeddings.device)]
    joined: Tensor = _Gather.apply(embeddings, counts)  # type: ignore[no-untyped-call]
    return joined, Targets(_gather_rows(targets.type_ids, counts), _gather_rows(targets.class_ids, counts))


def _gather_rows(rows: Tensor, counts: list[int]) -> Tensor:
    if len(counts) == 1:
        return rows
    padded = rows.new_zeros(max(counts), *rows.shape[1:])
    padded[: len(rows)] = rows
    parts = [torch.empty_like(padded) for _ in counts]
    distributed.all_gather(parts, padded)
    return torch.cat([part[:count] for part, count in zip(parts, counts, strict=True)])


class _Gather(torch.autograd.Function):
    """Rows of all processes. Nothing is sent on the way back: each process has the whole loss, and takes its own."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, counts: list[int]) -> Tensor:
        first = sum(counts[: process_rank()])
        ctx.own = slice(first, first + len(rows))
        return _gather_rows(rows, counts)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        return gradients[0][ctx.own] * process_count(), None
