"""The settings of a training run."""

from __future__ import annotations

import dataclasses
import json
import math
from dataclasses import dataclass
from typing import Any, Final

from graph_extraction import TABLE_1
from graph_extraction.intake import parse_json
from typilus.errors import CheckpointError

__all__ = ["TrainingConfig"]

_SPLITS: Final = ("project", "file")
_MAX_RELATIONS: Final = 100
_COUNTS: Final = (0, 10_000_000)
_RANGES: Final[dict[str, tuple[float, float]]] = {
    "hidden_size": (1, 4096),
    "embedding_size": (1, 4096),
    "steps": (1, 64),
    "dropout": (0, 0.99),
    "piece_dropout": (0, 1),
    "max_subtokens": _COUNTS,
    "max_wholes": _COUNTS,
    "max_classes": _COUNTS,
    "min_class_count": _COUNTS,
    "margin": (0, 1e6),
    "class_weight": (0, 1e6),
    "learning_rate": (0, 1e3),
    "warmup": (0, 1),
    "clip": (0, 1e9),
    "batch_nodes": (1, 10_000_000),
    "node_limit": (1, 10_000_000),
    "epochs": _COUNTS,
    "share": (1e-6, 1),
    "patience": _COUNTS,
    "seed": (-(2**63), 2**63 - 1),
}
"""What a configuration may say, so that a damaged one is found before anything of its size is allocated."""


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """The sizes and rates of a run. The defaults trained the embedded model.

    Attributes:
        split: "project" or "file": the split whose training side is used.
        objective: "neighbor", "typilus", "space" or "class".
        hidden_size: H, size of node states.
        embedding_size: D, size of the TypeSpace.
        steps: T, steps of message passing. On contracted graphs 6 reach further than the paper's 8 on whole ones.
        dropout: Probability, on initial states, between steps and before the classifier.
        piece_dropout: Probability with which a piece of a name is left out.
        max_subtokens: Maximum number of subtokens with embeddings of their own.
        max_wholes: Maximum number of whole identifiers with embeddings of their own.
        max_classes: Maximum number of erased types that are classes of the classification loss.
        min_class_count: Minimum number of training symbols of an erased type that is a class.
        margin: Margin of the similarity loss, in L1 distance.
        class_weight: Lambda of Eq. 4.
        learning_rate: Peak rate of Adam, with a linear warm-up and a cosine decay.
        warmup: Share of all updates during which the rate rises.
        clip: Maximum global norm of the gradients.
        batch_nodes: Number of nodes up to which graphs are joined.
        node_limit: Maximum number of nodes; larger files are cut to neighborhoods.
        epochs: Passes over the training side.
        share: Share of the training side's files that are learned from, the same ones in every run.
        bfloat16: Whether to multiply in bfloat16, where the device has instructions for it.
        patience: Number of epochs without a better validation loss after which to stop.
        inferred_labels: Whether to train on types that a checker inferred, too, if the corpus holds any.
        seed: Seed of initial weights and of the order of files.
    """

    split: str = "project"
    objective: str = "neighbor"
    hidden_size: int = 80
    embedding_size: int = 64
    steps: int = 6
    dropout: float = 0.1
    piece_dropout: float = 0.1
    max_subtokens: int = 10_000
    max_wholes: int = 10_000
    max_classes: int = 500
    min_class_count: int = 20
    margin: float = 2.0
    class_weight: float = 1.0
    learning_rate: float = 2e-3
    warmup: float = 0.03
    clip: float = 1.0
    batch_nodes: int = 20_000
    node_limit: int = 6_000
    epochs: int = 9
    bfloat16: bool = True
    patience: int = 10
    inferred_labels: bool = True
    seed: int = 0
    encoder: str = "graph"
    relations: tuple[str, ...] = TABLE_1
    share: float = 1.0

    def to_json(self) -> str:
        """JSON text that `from_json` reads back."""
        return json.dumps(dataclasses.asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str, path: str = "config") -> TrainingConfig:
        """Read `to_json` back.

        Raises:
            CheckpointError: The text is no configuration, or a number in it is beyond reason.
        """
        try:
            values = parse_json(text)
            if isinstance(values, dict) and isinstance(values.get("relations"), list):
                values["relations"] = tuple(values["relations"])
            config = cls(**values)
            for field in dataclasses.fields(cls):
                _check(field.name, getattr(config, field.name), field.default)
        except (ValueError, TypeError) as error:
            raise CheckpointError(f"{path}: not a training configuration ({error}); train or install again") from error
        return config


def _check(name: str, value: Any, default: Any) -> None:
    """Compare a setting with the type of its default and its range.

    Raises:
        ValueError: It is of another type, or out of range.
    """
    if isinstance(default, str):
        if not isinstance(value, str):
            raise ValueError(f"{name} is {value!r}, not a name")
        if name == "split" and value not in _SPLITS:
            raise ValueError(f"{name} is {value!r}, not one of {', '.join(_SPLITS)}")
    elif isinstance(default, tuple):
        if not (isinstance(value, tuple) and value and all(isinstance(part, str) for part in value)):
            raise ValueError(f"{name} is {value!r}, not a list of names")
        if len(set(value)) < len(value) or len(value) > _MAX_RELATIONS:
            raise ValueError(f"{name} has a name twice, or more than {_MAX_RELATIONS}")
    elif isinstance(default, bool):
        if not isinstance(value, bool):
            raise ValueError(f"{name} is {value!r}, neither true nor false")
    else:
        least, most = _RANGES[name]
        kind = int if isinstance(default, int) else (int, float)
        if isinstance(value, bool) or not isinstance(value, kind) or not math.isfinite(value):
            what = "a whole number" if kind is int else "a number"
            raise ValueError(f"{name} is {value!r}, not {what} from {least:g} to {most:g}")
        if not least <= value <= most:
            raise ValueError(f"{name} is {value!r}, not from {least:g} to {most:g}")
