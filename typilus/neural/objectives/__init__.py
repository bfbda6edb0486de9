"""The losses that a network can be trained on, one file each, by the name that a configuration gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from typilus.neural.named_entries import Registry
from typilus.neural.objectives.classification_loss import TypeClassificationLoss
from typilus.neural.objectives.neighbor_loss import TypeNeighborLoss
from typilus.neural.objectives.objective import UNKNOWN_CLASS, Objective, Targets
from typilus.neural.objectives.space_loss import TypeSpaceLoss
from typilus.neural.objectives.typilus_loss import TypilusLoss
from typilus.neural.training_config import TrainingConfig

__all__ = ["OBJECTIVES", "UNKNOWN_CLASS", "Objective", "Targets"]


def _classification(config: TrainingConfig, num_classes: int) -> Objective:
    """Eq. 1."""
    return TypeClassificationLoss(config.embedding_size, num_classes, config.dropout)


def _space(config: TrainingConfig, num_classes: int) -> Objective:
    """Eq. 3."""
    return TypeSpaceLoss(config.margin)


def _typilus(config: TrainingConfig, num_classes: int) -> Objective:
    """Eq. 4."""
    return TypilusLoss(config.embedding_size, num_classes, config.margin, config.class_weight, config.dropout)


def _neighbor(config: TrainingConfig, num_classes: int) -> Objective:
    """Eq. 4 with the vote of neighbors in the place of Eq. 3."""
    return TypilusLoss(
        config.embedding_size, num_classes, config.margin, config.class_weight, config.dropout, TypeNeighborLoss()
    )


_MAKERS: Mapping[str, Callable[[TrainingConfig, int], Objective]] = {
    "class": _classification,
    "neighbor": _neighbor,
    "space": _space,
    "typilus": _typilus,
}
OBJECTIVES: Final = Registry("objective", _MAKERS)
"""Makers of objectives, from a configuration and the number of classes."""
