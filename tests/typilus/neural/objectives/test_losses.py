"""Each objective against a slow, literal transcription of its formula, gradients included."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from typilus.errors import TypilusError
from typilus.neural.objectives import OBJECTIVES, SIMILARITIES, UNKNOWN_CLASS, Objective, Targets
from typilus.neural.objectives.classification_loss import TypeClassificationLoss
from typilus.neural.objectives.contrastive_loss import TypeContrastiveLoss
from typilus.neural.objectives.hinge_loss import TypeHingeLoss
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
    assert loss.prototypes is not None
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


def literal_hinge_loss(r: Tensor, types: list[int], margin: float) -> Tensor:
    """Half a hinge for P+ against the nearest other type, half a hinge for P- against the farthest of the same."""
    total = r.new_zeros(())
    for s in range(len(types)):
        distance = [(r[s] - r[i]).abs().sum() for i in range(len(types))]
        positive = [distance[i] for i in range(len(types)) if i != s and types[i] == types[s]]
        negative = [distance[i] for i in range(len(types)) if types[i] != types[s]]
        d_max = torch.stack(positive).max() if positive else r.new_zeros(())
        if negative:
            d_min = torch.stack(negative).min()
            if p_plus := [value for value in positive if value > d_min - margin]:
                total = total + 0.5 * torch.relu(torch.stack(p_plus).mean() - d_min + margin)
        if p_minus := [value for value in negative if value < d_max + margin]:
            total = total + 0.5 * torch.relu(d_max - torch.stack(p_minus).mean() + margin)
    return total / len(types)


@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), min_size=1, max_size=9), st.floats(0.1, 5.0))
@settings(max_examples=60, deadline=None)
def test_hinge_loss_is_that_of_the_released_code(seed: int, types: list[int], margin: float) -> None:
    torch.manual_seed(seed)
    r = torch.randn(len(types), 5, dtype=torch.float64, requires_grad=True)
    found = TypeHingeLoss(margin)(r, Targets(torch.tensor(types), torch.tensor(types)))
    same_with_gradient(found, literal_hinge_loss(r, types, margin), r)


def test_hinge_loss_rests_where_types_are_apart() -> None:
    r = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 9.0], [1.0, 9.0]], requires_grad=True)
    targets = Targets(torch.tensor([0, 0, 1, 1]), torch.zeros(4, dtype=torch.long))
    loss = TypeHingeLoss(2.0)(r, targets)
    assert loss.item() == 0.0
    assert not torch.autograd.grad(loss, r)[0].any()
    assert TypeHingeLoss(20.0)(r, targets).item() > 0.0


def literal_contrastive_loss(r: Tensor, types: list[int], temperature: float, distance: str) -> Tensor:
    """Khosla et al., Eq. 2, symbol by symbol, with the negative distance as similarity."""

    def far(s: int, i: int) -> Tensor:
        cosine: Tensor = (r[s] @ r[i]) / (r[s].norm() * r[i].norm())
        return (r[s] - r[i]).abs().sum() if distance == "l1" else 1 - cosine

    losses = []
    for s in range(len(types)):
        others = [i for i in range(len(types)) if i != s]
        positive = [i for i in others if types[i] == types[s]]
        if positive:
            everyone = torch.stack([torch.exp(-far(s, i) / temperature) for i in others]).sum()
            logs = [torch.log(torch.exp(-far(s, p) / temperature) / everyone) for p in positive]
            losses.append(-torch.stack(logs).sum() / len(positive))
    return torch.stack(losses).mean() if losses else r.new_zeros(())


@pytest.mark.parametrize("distance", ["l1", "cosine"])
@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), min_size=1, max_size=9), st.floats(0.5, 5.0))
@settings(max_examples=60, deadline=None)
def test_contrastive_loss_is_khoslas_equation_2(distance: str, seed: int, types: list[int], temperature: float) -> None:
    torch.manual_seed(seed)
    r = torch.randn(len(types), 5, dtype=torch.float64, requires_grad=True)
    found = TypeContrastiveLoss(temperature, distance)(r, Targets(torch.tensor(types), torch.tensor(types)))
    same_with_gradient(found, literal_contrastive_loss(r, types, temperature, distance), r)


def test_typilus_loss_is_equation_4() -> None:
    torch.manual_seed(3)
    loss = TypilusLoss(TypeSpaceLoss(1.5), 5, 3, class_weight=0.7).double().eval()
    types, classes = [0, 0, 1, 2, 2, 3], [0, 0, 1, 1, 1, UNKNOWN_CLASS]
    r = torch.randn(6, 5, dtype=torch.float64, requires_grad=True)
    prototypes = loss.classification.prototypes
    assert prototypes is not None
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


@pytest.mark.parametrize("similarity", SIMILARITIES.names)
def test_with_any_similarity_the_nearest_is_of_the_same_type(similarity: str) -> None:
    torch.manual_seed(0)
    r = torch.randn(12, 4, requires_grad=True)
    types = torch.arange(12) % 3
    optimizer = torch.optim.Adam([r], lr=0.1)
    loss_of = SIMILARITIES.get(similarity)(TrainingConfig())
    for _ in range(200):
        optimizer.zero_grad()
        loss_of(r, Targets(types, types)).backward()
        optimizer.step()
    nearest = torch.cdist(r.detach(), r.detach(), p=1.0).fill_diagonal_(torch.inf).argmin(dim=1)
    assert torch.equal(types[nearest], types)


@pytest.mark.parametrize(
    ("similarity", "kind"),
    [
        ("contrastive", TypeContrastiveLoss),
        ("hinge", TypeHingeLoss),
        ("neighbor", TypeNeighborLoss),
        ("space", TypeSpaceLoss),
    ],
)
def test_objectives_are_similarity_classification_or_both(similarity: str, kind: type[Objective]) -> None:
    assert OBJECTIVES.names == ("class", "space", "typilus")
    assert similarity in SIMILARITIES.names
    assert len(SIMILARITIES.names) == 4
    config = TrainingConfig(similarity=similarity, embedding_size=4)
    made = {name: OBJECTIVES.get(name)(config, 3) for name in OBJECTIVES.names}
    assert type(made["class"]) is TypeClassificationLoss
    assert type(made["space"]) is kind
    assert isinstance(made["typilus"], TypilusLoss)
    assert type(made["typilus"].similarity) is kind


@pytest.mark.parametrize(
    ("similarity", "loss"),
    [
        ("contrastive", TypeContrastiveLoss(0.25, "cosine")),
        ("hinge", TypeHingeLoss(0.5)),
        ("neighbor", TypeNeighborLoss(0.25)),
        ("space", TypeSpaceLoss(0.5)),
    ],
)
def test_numbers_of_a_configuration_reach_the_similarity(similarity: str, loss: Objective) -> None:
    torch.manual_seed(0)
    r, types = torch.randn(8, 4), torch.arange(8) % 3
    config = TrainingConfig(margin=0.5, temperature=0.25, distance="cosine")
    made = SIMILARITIES.get(similarity)
    assert made(config)(r, Targets(types, types)) == loss(r, Targets(types, types))
    assert made(TrainingConfig())(r, Targets(types, types)) != loss(r, Targets(types, types))


def test_a_name_that_no_objective_has() -> None:
    with pytest.raises(TypilusError, match="no objective is called 'other'; choose class, space, typilus"):
        OBJECTIVES.get("other")
    with pytest.raises(TypilusError, match="no similarity is called 'x'; choose contrastive, hinge, neighbor, space"):
        OBJECTIVES.get("typilus")(TrainingConfig(similarity="x"), 3)
