"""One step of message passing: the maximum over all messages, a gate, and nothing that depends on their order.

It is found in two ways, fused and message by message, which give the same.
"""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from torch import Tensor
from torch_geometric.nn import MessagePassing

from graph_extraction.graph import TABLE_1
from tests.typilus.neural.random_batches import random_graph
from typilus.neural.batching import MessagePlan, collate
from typilus.neural.convolutions import GatedRelationalConv

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


@pytest.fixture(params=[True, False], ids=["fused", "plain"])
def conv(request: pytest.FixtureRequest) -> GatedRelationalConv:
    torch.manual_seed(3)
    made: GatedRelationalConv = GatedRelationalConv(SIZE, NUM_RELATIONS).double()
    made.fuse = request.param
    return made


@pytest.fixture
def states() -> Tensor:
    return torch.randn(4, SIZE, dtype=torch.float64, generator=torch.Generator().manual_seed(7))


def test_the_maximum_is_taken_over_messages_of_all_relations(conv: GatedRelationalConv, states: Tensor) -> None:
    last = NUM_RELATIONS - 1
    found = conv.receive(states, plan_of([(1, 0, 0), (2, last, 0), (3, 4, 1)], 2))
    first, second = states[1] @ conv.weight[0], states[2] @ conv.weight[last]
    torch.testing.assert_close(found[0], torch.maximum(first, second))
    torch.testing.assert_close(found[1], states[3] @ conv.weight[4])


def test_a_message_that_comes_twice_changes_nothing(conv: GatedRelationalConv, states: Tensor) -> None:
    once = plan_of([(1, 0, 0), (2, 1, 0)], 1)
    twice = MessagePlan(1, once.row_source, once.row_counts, torch.tensor([1, 0, 0, 1]), once.message_offset)
    torch.testing.assert_close(conv.receive(states, twice), conv.receive(states, once))


def test_a_node_without_a_message_receives_zero_between_others_that_have_some(
    conv: GatedRelationalConv, states: Tensor
) -> None:
    found = conv.receive(-states.abs(), plan_of([(1, 0, 0), (2, 0, 2)], 4))
    assert found[1].tolist() == found[3].tolist() == [0.0] * SIZE
    assert found[0].count_nonzero() == found[2].count_nonzero() == SIZE
    assert conv.receive(states, plan_of([], 2)).tolist() == [[0.0] * SIZE] * 2


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
    aggregated = conv.receive(states, plan_of([(1, 2, 0), (2, 2, 0)], 1))
    to_states, to_weights = torch.autograd.grad(aggregated.sum(), [states, conv.weight])
    assert to_states.abs().sum(dim=1).nonzero().flatten().tolist() == [2]
    assert to_weights.abs().sum(dim=(1, 2)).nonzero().flatten().tolist() == [2]


class _Calls:
    """A hook that counts how often it is called."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, *_: object) -> None:
        self.count += 1


def both_ways() -> tuple[GatedRelationalConv, GatedRelationalConv, Sequence[MessagePlan]]:
    torch.manual_seed(5)
    fused = GatedRelationalConv(SIZE, 2 * len(TABLE_1), residual=True).double()
    plain = copy.deepcopy(fused)
    plain.fuse = False
    return fused, plain, collate([random_graph(1), random_graph(2)], 3, len(TABLE_1)).plans


def test_both_ways_give_the_same_states_and_gradients() -> None:
    fused, plain, plans = both_ways()
    calls = _Calls()
    plain.register_propagate_forward_hook(calls)
    for plan in plans:
        x = torch.randn(60, SIZE, dtype=torch.float64, requires_grad=True)
        found = [conv(x, plan, x) for conv in (fused, plain)]
        torch.testing.assert_close(found[0], found[1])
        gradients = [
            torch.autograd.grad(states.pow(2).sum(), [x, *conv.parameters()])
            for states, conv in zip(found, (fused, plain), strict=True)
        ]
        for left, right in zip(*gradients, strict=True):
            torch.testing.assert_close(left, right)
    assert calls.count == len(plans)


def test_both_ways_have_one_set_of_weights() -> None:
    fused, plain, _ = both_ways()
    assert isinstance(fused, MessagePassing)
    names = ["weight", "gru.weight_ih", "gru.weight_hh", "gru.bias_ih", "gru.bias_hh"]
    assert list(fused.state_dict()) == list(plain.state_dict()) == names


@pytest.mark.parametrize("kind", ["propagate_forward_pre", "message_forward", "aggregate_forward_pre"])
def test_a_hook_on_messages_is_called_as_long_as_it_is_there(kind: str) -> None:
    fused, _, plans = both_ways()
    calls = _Calls()
    x = torch.randn(60, SIZE, dtype=torch.float64)
    handle = getattr(fused, f"register_{kind}_hook")(calls)
    watched = fused(x, plans[0], x)
    handle.remove()
    torch.testing.assert_close(fused(x, plans[0], x), watched)
    assert calls.count == 1


def test_messages_that_an_explainer_masks_count_for_less() -> None:
    fused, _, plans = both_ways()
    x = torch.randn(60, SIZE, dtype=torch.float64)
    whole = fused(x, plans[-1], x)
    fused.explain = True
    fused._apply_sigmoid = False
    for value, expected in ((1.0, whole), (0.0, fused(x, empty(plans[-1]), x))):
        # The mask is that of the first step, whose first messages are all that the last one has.
        fused._edge_mask = torch.full((len(plans[0].message_row),), value, dtype=torch.float64)
        torch.testing.assert_close(fused(x, plans[-1], x), expected)
    fused.explain = None
    assert len(plans[-1].message_row) < len(plans[0].message_row)
    assert torch.equal(plans[0].edges()[0][:, : len(plans[-1].message_row)], plans[-1].edges()[0])
    assert not torch.allclose(fused(x, empty(plans[-1]), x), whole)


def empty(plan: MessagePlan) -> MessagePlan:
    """The plan without messages."""
    return MessagePlan(
        plan.num_targets, plan.row_source, plan.row_counts, plan.message_row[:0], torch.zeros_like(plan.message_offset)
    )


def test_the_library_leaves_no_module_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    class Compiled(MessagePassing):  # type: ignore[misc]
        """As the library has it."""

    class Fresh(GatedRelationalConv):
        """A class that nobody has made a module of yet."""

        propagate = GatedRelationalConv.propagate

    Fresh(SIZE, 2)
    assert not list(tmp_path.iterdir())
    Compiled()
    assert list(tmp_path.iterdir()), "the library writes none any more: let it do what it likes"
