"""One step of message passing: the maximum over all messages, a gate, and nothing that depends on their order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from typilus.neural.batching import MessagePlan
from typilus.neural.convolution import GatedRelationalConv

NUM_RELATIONS = 16
SIZE = 3


def plan_of(messages: Sequence[tuple[int, int, int]], targets: int) -> MessagePlan:
    """The plan of messages `(source, relation, target)`, each with a row of its own."""
    by_relation = sorted(messages, key=lambda each: each[1])
    row = {each: number for number, each in enumerate(by_relation)}
    by_target = sorted(messages, key=lambda each: each[2])
    return MessagePlan(
        targets,
        torch.tensor([source for source, _, _ in by_relation], dtype=torch.int64),
        tuple(sum(relation == each for _, relation, _ in messages) for each in range(NUM_RELATIONS)),
        torch.tensor([row[each] for each in by_target], dtype=torch.int64),
        torch.tensor([sum(to < target for _, _, to in messages) for target in range(targets)], dtype=torch.int64),
    )


@pytest.fixture
def conv() -> GatedRelationalConv:
    torch.manual_seed(3)
    return GatedRelationalConv(SIZE, NUM_RELATIONS).double()


@pytest.fixture
def states() -> Tensor:
    return torch.randn(4, SIZE, dtype=torch.float64, generator=torch.Generator().manual_seed(7))


def test_the_maximum_is_taken_over_messages_of_all_relations(conv: GatedRelationalConv, states: Tensor) -> None:
    last = NUM_RELATIONS - 1
    found = conv.aggregate(states, plan_of([(1, 0, 0), (2, last, 0), (3, 4, 1)], 2))
    first, second = states[1] @ conv.weight[0], states[2] @ conv.weight[last]
    torch.testing.assert_close(found[0], torch.maximum(first, second))
    torch.testing.assert_close(found[1], states[3] @ conv.weight[4])


def test_a_message_that_comes_twice_changes_nothing(conv: GatedRelationalConv, states: Tensor) -> None:
    once = plan_of([(1, 0, 0), (2, 1, 0)], 1)
    twice = MessagePlan(1, once.row_source, once.row_counts, torch.tensor([1, 0, 0, 1]), once.message_offset)
    torch.testing.assert_close(conv.aggregate(states, twice), conv.aggregate(states, once))


def test_a_node_without_a_message_receives_zero_between_others_that_have_some(
    conv: GatedRelationalConv, states: Tensor
) -> None:
    found = conv.aggregate(-states.abs(), plan_of([(1, 0, 0), (2, 0, 2)], 4))
    assert found[1].tolist() == found[3].tolist() == [0.0] * SIZE
    assert found[0].count_nonzero() == found[2].count_nonzero() == SIZE
    assert conv.aggregate(states, plan_of([], 2)).tolist() == [[0.0] * SIZE] * 2


def test_only_targets_are_updated_and_only_sources_are_seen(conv: GatedRelationalConv, states: Tensor) -> None:
    plan = plan_of([(2, 0, 0), (0, 1, 1)], 2)
    found = conv(states, plan)
    assert found.shape == (2, SIZE)
    torch.testing.assert_close(conv(torch.cat([states[:3], 9 * states[3:]]), plan), found)
    assert not torch.allclose(conv(torch.cat([states[:2], 9 * states[2:]]), plan)[0], found[0])


def test_a_residual_step_sees_the_initial_states_of_its_targets_alone(states: Tensor) -> None:
    torch.manual_seed(3)
    conv = GatedRelationalConv(SIZE, NUM_RELATIONS, residual=True).double()
    plan = plan_of([(2, 0, 0)], 2)
    found = conv(states, plan, states)
    torch.testing.assert_close(conv(states, plan, torch.cat([states[:2], 9 * states[2:]])), found)
    assert not torch.allclose(conv(states, plan, 9 * states), found)
    with pytest.raises(RuntimeError):
        conv(states, plan)


def test_gradients_reach_what_won_and_nothing_else(conv: GatedRelationalConv, states: Tensor) -> None:
    # All is positive: what is greater in one element is greater in all.
    conv.weight.data.abs_()
    states = torch.stack([states[0], states[1].abs(), 9 * states[1].abs(), states[3]]).detach().requires_grad_()
    aggregated = conv.aggregate(states, plan_of([(1, 2, 0), (2, 2, 0)], 1))
    to_states, to_weights = torch.autograd.grad(aggregated.sum(), [states, conv.weight])
    assert to_states.abs().sum(dim=1).nonzero().flatten().tolist() == [2]
    assert to_weights.abs().sum(dim=(1, 2)).nonzero().flatten().tolist() == [2]
