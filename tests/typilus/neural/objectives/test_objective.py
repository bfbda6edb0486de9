"""The contract of objectives, held by every one that has a name."""

from __future__ import annotations

import pytest
import torch

from typilus.neural.objectives import OBJECTIVES, UNKNOWN_CLASS, Objective, Targets
from typilus.neural.training_config import TrainingConfig

CONFIG = TrainingConfig(embedding_size=6, dropout=0.0)


@pytest.fixture(params=OBJECTIVES.names)
def objective(request: pytest.FixtureRequest) -> Objective:
    torch.manual_seed(2)
    return OBJECTIVES.get(request.param)(CONFIG, 3).double().eval()


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
