"""The network: vocabulary, graphs as arrays, encoders, objectives and their training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.neural.checkpoints import Model, load_model, save_model, write_tensors
    from typilus.neural.dataset import TypeTable, build_tables, load_examples
    from typilus.neural.encoders import ENCODERS, Encoder
    from typilus.neural.objectives import OBJECTIVES, Objective, Targets
    from typilus.neural.trainer import Progress, Trainer
    from typilus.neural.training_config import TrainingConfig
    from typilus.neural.vocabulary import Vocabulary

__all__ = [
    "ENCODERS",
    "OBJECTIVES",
    "Encoder",
    "Model",
    "Objective",
    "Progress",
    "Targets",
    "Trainer",
    "TrainingConfig",
    "TypeTable",
    "Vocabulary",
    "build_tables",
    "load_examples",
    "load_model",
    "save_model",
    "write_tensors",
]

__getattr__ = lazy_names(
    __name__,
    {
        "checkpoints": ("Model", "load_model", "save_model", "write_tensors"),
        "dataset": ("TypeTable", "build_tables", "load_examples"),
        "encoders": ("ENCODERS", "Encoder"),
        "objectives": ("OBJECTIVES", "Objective", "Targets"),
        "trainer": ("Progress", "Trainer"),
        "training_config": ("TrainingConfig",),
        "vocabulary": ("Vocabulary",),
    },
)
