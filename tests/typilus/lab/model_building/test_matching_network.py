"""Shapes and limits of the learned maps."""

from __future__ import annotations

import torch
from torch import Tensor

from typilus.class_matching.agreement import FEATURES, UNKNOWN
from typilus.lab.model_building.matching_network import DefinitionMatching


def inputs(symbols: int = 3, classes: int = 5, dimension: int = 6) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    torch.manual_seed(1)
    return (
        torch.randn(symbols, dimension),
        torch.arange(symbols) % 4,
        torch.randn(classes, dimension),
        torch.zeros(symbols, classes, len(FEATURES)),
    )


def test_shapes() -> None:
    scores, optional = DefinitionMatching(6)(*inputs())
    assert scores.shape == (3, 6)
    assert optional.shape == (3,)


def test_no_classes() -> None:
    scores, _ = DefinitionMatching(6)(*inputs(classes=0))
    assert scores.shape == (3, 1)


def test_of_a_class_known_by_name_the_place_does_not_count() -> None:
    module = DefinitionMatching(6).eval()
    symbols, kinds, classes, features = inputs()
    features[:, 1, UNKNOWN] = 1
    before, _ = module(symbols, kinds, classes, features)
    moved = classes.clone()
    moved[:2] += 5
    after, _ = module(symbols, kinds, moved, features)
    assert torch.equal(before[:, 2], after[:, 2])
    assert not torch.equal(before[:, 1], after[:, 1])


def test_temperature_divides_all_scores() -> None:
    module = DefinitionMatching(6).eval()
    before, _ = module(*inputs())
    module.temperature.fill_(2.0)
    after, _ = module(*inputs())
    torch.testing.assert_close(before / 2, after)
    assert "temperature" in module.state_dict()
