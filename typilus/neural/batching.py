"""Many encoded graphs as one batch of tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from typilus.neural.encoded_graph import EncodedGraph
from typilus.neural.message_plans import GraphPlan, StepPlan, plan_batch
from typilus.neural.transfers import send

__all__ = ["GraphBatch", "MessagePlan", "collate"]


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """The messages of one step.

    Each distinct pair of relation and source is transformed once (R rows, grouped by relation); a message is one of
    those rows on its way to a target. Rows and targets are rounded up to blocks: no message leaves a padding row, none
    reaches a padding target, and nobody reads its state.

    Attributes:
        num_targets: Number of leading nodes that are updated.
        row_source: `[R]` int64, source node of each row.
        row_counts: Number of rows of each of the `NUM_RELATIONS` relations.
        message_row: `[M]` int64, the row of each message, grouped by target.
        message_offset: `[num_targets]` int64, the first message of each target.
    """

    num_targets: int
    row_source: Tensor
    row_counts: tuple[int, ...]
    message_row: Tensor
    message_offset: Tensor

    @classmethod
    def of(cls, plan: StepPlan) -> MessagePlan:
        """The tensors of a plan."""
        return cls(
            plan.num_targets,
            torch.from_numpy(plan.row_source),
            plan.row_counts,
            torch.from_numpy(plan.message_row),
            torch.from_numpy(plan.message_offset),
        )

    def edges(self) -> tuple[Tensor, Tensor]:
        """The messages as a graph, by target: `[2, M]` sources and targets, `[M]` relations."""
        device = self.message_row.device
        ends = self.message_offset.new_tensor([len(self.message_row)])
        target = torch.arange(self.num_targets, device=device).repeat_interleave(self.message_offset.diff(append=ends))
        counts = torch.tensor(self.row_counts, device=device)
        relation = torch.arange(len(counts), device=device).repeat_interleave(counts)
        return torch.stack([self.row_source[self.message_row], target]), relation[self.message_row]

    def to(self, device: torch.device) -> MessagePlan:
        """The same plan on a device."""
        return MessagePlan(
            self.num_targets,
            send(self.row_source, device),
            self.row_counts,
            send(self.message_row, device),
            send(self.message_offset, device),
        )


@dataclass(frozen=True, slots=True)
class GraphBatch:
    """A `GraphPlan` whose arrays are tensors, with a plan for each step."""

    pieces: Tensor
    piece_offset: Tensor
    role: Tensor
    plans: tuple[MessagePlan, ...]
    symbol_index: Tensor
    batch: Tensor

    @classmethod
    def of(cls, plan: GraphPlan) -> GraphBatch:
        """The tensors of a plan."""
        return cls(
            torch.from_numpy(plan.pieces),
            torch.from_numpy(plan.piece_offset),
            torch.from_numpy(plan.role),
            tuple(map(MessagePlan.of, plan.steps)),
            torch.from_numpy(plan.symbol_index),
            torch.from_numpy(plan.batch),
        )

    @property
    def size(self) -> int:
        """N."""
        return len(self.role)

    def to(self, device: torch.device) -> GraphBatch:
        """The same batch on a device."""
        return GraphBatch(
            send(self.pieces, device),
            send(self.piece_offset, device),
            send(self.role, device),
            tuple(plan.to(device) for plan in self.plans),
            send(self.symbol_index, device),
            send(self.batch, device),
        )


def collate(graphs: Sequence[EncodedGraph], steps: int, num_edge_types: int) -> GraphBatch:
    """Join graphs into one batch, see `plan_batch`."""
    return GraphBatch.of(plan_batch(graphs, steps, num_edge_types))
