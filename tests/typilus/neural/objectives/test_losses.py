"""Each objective against a slow, literal transcription of its formula, gradients included."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from typilus.errors import TypilusError
from typilus.neural.objectives import OBJECTIVES, UNKNOWN_CLASS, Targets
from typilus.neural.objectives.classification_loss import TypeClassificationLoss
from typilus.neural.objectives.neighbor_loss import TypeNeighborLoss
from typilus.neural.objectives.space_loss import TypeSpaceLoss
from typilus.neural.objectives.typilus_loss import TypilusLoss
from typilus.neural.training_config import TrainingConfig


def literal_space_loss(r: Tensor, types: list[int], margin: float) -> Tensor:
    """Eq. 3, symbol by symbol."""
    total = r.new_zeros(())
    for s in range(len(types)):
        distance = [(r[s] - r[i]).abs().sum() for i in range(len(types))]
        positive = [i for i in range(len(types)) if i != s and types[i] == types[s]]
        negative = [i for i in range(len(types)) if types[i] != types[s]]
        near = [float(value.detach()) for value in distance]
        d_max = max((near[i] for i in positive), default=0.0)
        d_min = min((near[i] for i in negative), default=float("inf"))
        p_plus = [i for i in positive if near[i] > d_min - margin]
        p_minus = [i for i in negative if near[i] < d_max + margin]
        if p_plus:
            total = total + torch.stack([distance[i] for i in p_plus]).sum() / len(p_plus)
        if p_minus:
            total = total - torch.stack([distance[i] for i in p_minus]).sum() / len(p_minus)
    return total / len(types)


def literal_class_loss(r: Tensor, classes: list[int], prototypes: Tensor, bias: Tensor) -> Tensor:
    """Eq. 1, symbol by symbol."""
    losses = []
    for s, tau in enumerate(classes):
        if tau == UNKNOWN_CLASS:
            continue
        scores = torch.stack([r[s] @ prototypes[j] + bias[j] for j in range(len(prototypes))])
        losses.append(-torch.log(torch.exp(scores[tau]) / torch.exp(scores).sum()))
    return torch.stack(losses).mean() if losses else r.new_zeros(())


def same_with_gradient(found: Tensor, expected: Tensor, r: Tensor) -> None:
    torch.testing.assert_close(found, expected)
    (left,) = torch.autograd.grad(found, r, allow_unused=True, retain_graph=True)
    if expected.requires_grad:
        (right,) = torch.autograd.grad(expected, r, retain_graph=True)
        torch.testing.assert_close(left, right)
    else:
        torch.testing.assert_close(left, torch.zeros_like(r))


@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), min_size=1, max_size=9), st.floats(0.1, 5.0))
@settings(max_examples=60, deadline=None)
def test_space_loss_is_equation_3(seed: int, types: list[int], margin: float) -> None:
    torch.manual_seed(seed)
    r = torch.randn(len(types), 5, dtype=torch.float64, requires_grad=True)
    found = TypeSpaceLoss(margin)(r, Targets(torch.tensor(types), torch.tensor(types)))
    same_with_gradient(found, literal_space_loss(r, types, margin), r)


@given(st.integers(0, 10_000), st.lists(st.integers(-1, 3), min_size=1, max_size=9))
@settings(max_examples=30, deadline=None)
def test_classification_loss_is_equation_1(seed: int, classes: list[int]) -> None:
    torch.manual_seed(seed)
    loss = TypeClassificationLoss(5, 4).double().eval()
    r = torch.randn(len(classes), 5, dtype=torch.float64, requires_grad=True)
    found = loss(r, Targets(torch.zeros(len(classes), dtype=torch.long), torch.tensor(classes)))
    same_with_gradient(found, literal_class_loss(r, classes, loss.prototypes.weight, loss.prototypes.bias), r)


def literal_neighbor_loss(r: Tensor, types: list[int], temperature: float) -> Tensor:
    """The negative logarithm of the share that a symbol's own type has in its neighbors' soft vote."""
    losses = []
    for s in range(len(types)):
        votes = [torch.exp(-(r[s] - r[i]).abs().sum() / temperature) for i in range(len(types))]
        same = [votes[i] for i in range(len(types)) if i != s and types[i] == types[s]]
        if same:
            everyone = torch.stack([votes[i] for i in range(len(types)) if i != s])
            losses.append(-torch.log(torch.stack(same).sum() / everyone.sum()))
    return torch.stack(losses).mean() if losses else r.new_zeros(())


@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), min_size=1, max_size=9), st.floats(0.5, 5.0))
@settings(max_examples=60, deadline=None)
def test_neighbor_loss_is_the_log_share_of_the_vote(seed: int, types: list[int], temperature: float) -> None:
    torch.manual_seed(seed)
    r = torch.randn(len(types), 5, dtype=torch.float64, requires_grad=True)
    found = TypeNeighborLoss(temperature)(r, Targets(torch.tensor(types), torch.tensor(types)))
    same_with_gradient(found, literal_neighbor_loss(r, types, temperature), r)


def test_typilus_loss_is_equation_4() -> None:
    torch.manual_seed(3)
    loss = TypilusLoss(5, 3, margin=1.5, class_weight=0.7).double().eval()
    types, classes = [0, 0, 1, 2, 2, 3], [0, 0, 1, 1, 1, UNKNOWN_CLASS]
    r = torch.randn(6, 5, dtype=torch.float64, requires_grad=True)
    prototypes = loss.classification.prototypes
    projected = r @ loss.projection.weight.T
    expected = literal_space_loss(r, types, 1.5) + 0.7 * literal_class_loss(
        projected, classes, prototypes.weight, prototypes.bias
    )
    found = loss(r, Targets(torch.tensor(types), torch.tensor(classes)))
    same_with_gradient(found, expected, r)
    weights = list(loss.parameters())
    left, right = torch.autograd.grad(found, weights), torch.autograd.grad(expected, weights)
    for one, other in zip(left, right, strict=True):
        torch.testing.assert_close(one, other)


def test_space_loss_separates_types() -> None:
    torch.manual_seed(0)
    r = torch.randn(12, 4, requires_grad=True)
    types = torch.arange(12) % 3
    optimizer = torch.optim.Adam([r], lr=0.1)
    loss_of = TypeSpaceLoss(2.0)
    for _ in range(200):
        optimizer.zero_grad()
        loss_of(r, Targets(types, types)).backward()
        optimizer.step()
    distance = torch.cdist(r, r, p=1.0)
    same = types[:, None] == types[None, :]
    assert distance[same].max() < distance[~same].min()


def test_objectives_by_name() -> None:
    kinds = {"class": TypeClassificationLoss, "space": TypeSpaceLoss, "typilus": TypilusLoss, "neighbor": TypilusLoss}
    assert OBJECTIVES.names == tuple(sorted(kinds))
    made = {name: OBJECTIVES.get(name)(TrainingConfig(embedding_size=4), 3) for name in kinds}
    assert all(isinstance(made[name], kinds[name]) for name in kinds)
    assert isinstance(made["neighbor"].space, TypeNeighborLoss)
    with pytest.raises(TypilusError, match="no objective is called 'other'; choose class, neighbor, space, typilus"):
        OBJECTIVES.get("other")
