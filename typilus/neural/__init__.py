"""The network: vocabulary, graphs as arrays, the encoder, objectives and their training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.neural.training_config import TrainingConfig

__all__ = ["TrainingConfig"]

__getattr__ = lazy_names(__name__, {"training_config": ("TrainingConfig",)})
