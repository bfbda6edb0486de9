"""The contract of objectives, held by every one that has a name."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from typilus.neural.objectives import OBJECTIVES, SIMILARITIES, UNKNOWN_CLASS, Objective, Targets
from typilus.neural.training_config import TrainingConfig

CONFIG = TrainingConfig(embedding_size=6, dropout=0.0)


COMPOSED = [
    ("class", {}),
    *(
        (objective, {"similarity": similarity, "distance": distance})
        for objective in ("space", "typilus")
        for similarity in SIMILARITIES.names
        for distance in (("l1", "cosine") if similarity == "contrastive" else ("l1",))
    ),
]


@pytest.fixture(params=COMPOSED, ids=lambda pair: "-".join((pair[0], *pair[1].values())))
def objective(request: pytest.FixtureRequest) -> Objective:
    torch.manual_seed(2)
    name, fields = request.param
    return OBJECTIVES.get(name)(dataclasses.replace(CONFIG, **fields), 3).double().eval()


def targets_of(types: list[int], classes: list[int]) -> Targets:
    return Targets(torch.tensor(types, dtype=torch.int64), torch.tensor(classes, dtype=torch.int64))


def embeddings_of(count: int) -> torch.Tensor:
    torch.manual_seed(4)
    return torch.randn(count, 6, dtype=torch.float64, requires_grad=True)


def test_a_loss_is_one_finite_number_with_a_gradient(objective: Objective) -> None:
    r = embeddings_of(5)
    loss = objective(r, targets_of([0, 0, 1, 1, 2], [0, 0, 1, 1, UNKNOWN_CLASS]))
    assert loss.shape == ()
    assert torch.isfinite(loss)
    (gradient,) = torch.autograd.grad(loss, r)
    assert gradient.abs().sum() > 0


@pytest.mark.parametrize(
    ("types", "classes"),
    [([], []), ([7], [UNKNOWN_CLASS])],
    ids=["no symbol", "one symbol of an unknown type"],
)
def test_where_nothing_counts_nothing_moves(objective: Objective, types: list[int], classes: list[int]) -> None:
    r = embeddings_of(len(types))
    loss = objective(r, targets_of(types, classes))
    assert loss.item() == 0.0
    (gradient,) = torch.autograd.grad(loss, r)
    assert torch.equal(gradient, torch.zeros_like(r))


@pytest.mark.parametrize("types", [[3] * 6, [0, 1, 2, 3, 4, 5]], ids=["all the same", "all different"])
@pytest.mark.parametrize("place", ["apart", "at one point", "at the origin"])
def test_gradients_are_finite_whatever_the_types(objective: Objective, types: list[int], place: str) -> None:
    """A symbol without another of its type, or without other types, must not divide by nothing."""
    r = embeddings_of(6)
    if place != "apart":
        r = (r[:1].expand(6, 6) * (place == "at one point")).detach().clone().requires_grad_()
    loss = objective(r, targets_of(types, [UNKNOWN_CLASS] * 6))
    assert torch.isfinite(loss)
    (gradient,) = torch.autograd.grad(loss, r)
    assert torch.isfinite(gradient).all()


def test_a_closed_set_without_classes_has_no_say() -> None:
    r = embeddings_of(2)
    loss = OBJECTIVES.get("typilus")(CONFIG, 0).double()(r, targets_of([1, 2], [UNKNOWN_CLASS] * 2))
    assert loss.item() == 0.0


def test_the_order_of_symbols_does_not_matter(objective: Objective) -> None:
    r = embeddings_of(5)
    types, classes = [0, 0, 1, 1, 2], [0, 0, 1, 1, UNKNOWN_CLASS]
    order = [3, 0, 4, 2, 1]
    shuffled = targets_of([types[i] for i in order], [classes[i] for i in order])
    torch.testing.assert_close(objective(r[order], shuffled), objective(r, targets_of(types, classes)))


def test_numbers_of_types_are_names_alone(objective: Objective) -> None:
    r, classes = embeddings_of(4), [0, 0, 1, 1]
    first = objective(r, targets_of([0, 0, 1, 1], classes))
    torch.testing.assert_close(objective(r, targets_of([90, 90, 5, 5], classes)), first)


def test_a_step_against_the_gradient_makes_it_smaller(objective: Objective) -> None:
    r, targets = embeddings_of(6), targets_of([0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 2, 2])
    loss = objective(r, targets)
    (gradient,) = torch.autograd.grad(loss, r)
    assert objective(r - 1e-4 * gradient, targets) < loss


def test_targets_are_as_long_as_their_symbols_and_keep_their_kind() -> None:
    targets = targets_of([4, 5, 6], [0, 1, UNKNOWN_CLASS])
    assert len(targets) == 3
    moved = targets.to(torch.device("cpu"))
    assert (moved.type_ids.tolist(), moved.class_ids.tolist()) == ([4, 5, 6], [0, 1, UNKNOWN_CLASS])


def test_the_bare_contract_does_nothing() -> None:
    with pytest.raises(NotImplementedError):
        Objective()(embeddings_of(1), targets_of([0], [0]))
