"""The losses that a network can be trained on, one file each, by the names that a configuration gives them.

An objective is a similarity, a classification or both; a similarity is one of several by a name of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from typilus.neural.named_entries import Registry
from typilus.neural.objectives.classification_loss import TypeClassificationLoss
from typilus.neural.objectives.contrastive_loss import TypeContrastiveLoss
from typilus.neural.objectives.hinge_loss import TypeHingeLoss
from typilus.neural.objectives.neighbor_loss import TypeNeighborLoss
from typilus.neural.objectives.objective import UNKNOWN_CLASS, Objective, Targets
from typilus.neural.objectives.space_loss import TypeSpaceLoss
from typilus.neural.objectives.typilus_loss import TypilusLoss
from typilus.neural.training_config import TrainingConfig

__all__ = ["OBJECTIVES", "SIMILARITIES", "UNKNOWN_CLASS", "Objective", "Targets"]

_SIMILARITY_MAKERS: Mapping[str, Callable[[TrainingConfig], Objective]] = {
    "contrastive": lambda config: TypeContrastiveLoss(config.temperature, config.distance),
    "hinge": lambda config: TypeHingeLoss(config.margin),
    "neighbor": lambda config: TypeNeighborLoss(config.temperature),
    "space": lambda config: TypeSpaceLoss(config.margin),
}
SIMILARITIES: Final = Registry("similarity", _SIMILARITY_MAKERS)
"""Makers of similarity losses, from a configuration."""


def _classification(config: TrainingConfig, num_classes: int) -> Objective:
    """Eq. 1."""
    return TypeClassificationLoss(config.embedding_size, num_classes, config.dropout)


def _space(config: TrainingConfig, num_classes: int) -> Objective:
    """The similarity alone: Eq. 3, or what stands in its place."""
    return SIMILARITIES.get(config.similarity)(config)


def _typilus(config: TrainingConfig, num_classes: int) -> Objective:
    """The similarity and the classification: Eq. 4."""
    similarity = SIMILARITIES.get(config.similarity)(config)
    return TypilusLoss(similarity, config.embedding_size, num_classes, config.class_weight, config.dropout)


_OBJECTIVE_MAKERS: Mapping[str, Callable[[TrainingConfig, int], Objective]] = {
    "class": _classification,
    "space": _space,
    "typilus": _typilus,
}
OBJECTIVES: Final = Registry("objective", _OBJECTIVE_MAKERS)
"""Makers of objectives, from a configuration and the number of classes."""
