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

__all__ = ["NETWORK_SETTINGS", "TrainingConfig"]

NETWORK_SETTINGS: Final = (
    *("encoder", "convolution", "relations", "hidden_size", "embedding_size", "steps", "contracted"),
    *("initial_states", "roles", "layers", "heads", "window", "run_length", "max_paths", "path_length"),
    *("max_subtokens", "max_wholes", "buckets"),
)
"""What a network is made of, which training does not change."""

_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "split": ("project", "file"),
    "distance": ("l1", "cosine"),
    "initial_states": ("subtokens", "tokens", "characters"),
}
"""Names of which there are no others, unlike those that a registry knows."""
_MAX_RELATIONS: Final = 100
_COUNTS: Final = (0, 10_000_000)
_RANGES: Final[dict[str, tuple[float, float]]] = {
    "hidden_size": (1, 4096),
    "embedding_size": (1, 4096),
    "steps": (0, 64),
    "dropout": (0, 0.99),
    "piece_dropout": (0, 1),
    "layers": (1, 64),
    "heads": (1, 64),
    "window": (1, 4096),
    "run_length": _COUNTS,
    "max_paths": (1, 10_000),
    "path_length": (1, 64),
    "max_subtokens": _COUNTS,
    "max_wholes": _COUNTS,
    "buckets": (1, 10_000_000),
    "max_classes": _COUNTS,
    "min_class_count": _COUNTS,
    "margin": (0, 1e6),
    "temperature": (1e-6, 1e6),
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
        objective: "typilus" (similarity and classification), "space" (similarity alone) or "class".
        similarity: Loss over distances between symbols: "neighbor", "space" (Eq. 3), "hinge" or "contrastive".
        hidden_size: H, size of node states.
        embedding_size: D, size of the TypeSpace.
        steps: T, steps of message passing. On contracted graphs 6 reach further than the paper's 8 on whole ones. With
            0, a symbol is its name alone.
        contracted: Whether punctuation and most keywords are taken out of the token chain.
        initial_states: What a node's first state is made of: "subtokens" of its label (Eq. 7), the whole label if it is
            one of the known "tokens", or its "characters".
        roles: Whether the first state also has the kind of the node or symbol.
        dropout: Probability, on initial states, between steps and before the classifier.
        piece_dropout: Probability with which a piece of a name is left out; characters never are.
        layers: Layers of the encoder `transformer`.
        heads: Attention heads of the encoder `transformer`.
        window: How many tokens away a token may be that another attends to, in the encoder `transformer`.
        run_length: How many tokens the encoder `sequence` reads in one go, 0 for a whole file. On a CPU, whose time is
            that of the longest run of a batch, 512 are several times as fast.
        max_paths: Maximum number of syntax paths of a symbol, in the encoder `path`.
        path_length: Maximum number of syntax nodes on a path, in the encoder `path`.
        max_subtokens: Maximum number of subtokens, tokens or characters with embeddings of their own.
        max_wholes: Maximum number of whole identifiers with embeddings of their own, beside subtokens.
        buckets: Number of embeddings that unknown subtokens share by their hashes; 1 is a single unknown, which tokens
            and characters always have.
        max_classes: Maximum number of types that are classes: erased ones for "typilus", full ones for "class".
        min_class_count: Minimum number of training symbols of a type that is a class.
        margin: Margin of the similarities "space" and "hinge", in L1 distance.
        temperature: Of the similarities "neighbor" and "contrastive", in units of the distance.
        distance: Of the similarity "contrastive": "l1", or "cosine" for one less the cosine of the angle.
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
        encoder: What reads a file.
        convolution: "gated" (the paper's), "rgcn", "gatv2" or "gin": the steps of the encoder "graph".
        relations: Edge types along which messages flow.
    """

    split: str = "project"
    objective: str = "typilus"
    similarity: str = "neighbor"
    hidden_size: int = 80
    embedding_size: int = 64
    steps: int = 6
    contracted: bool = True
    initial_states: str = "subtokens"
    roles: bool = True
    dropout: float = 0.1
    piece_dropout: float = 0.1
    layers: int = 4
    heads: int = 4
    window: int = 64
    run_length: int = 0
    max_paths: int = 32
    path_length: int = 8
    max_subtokens: int = 10_000
    max_wholes: int = 10_000
    buckets: int = 2_048
    max_classes: int = 500
    min_class_count: int = 20
    margin: float = 2.0
    temperature: float = 1.0
    distance: str = "l1"
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
    convolution: str = "gated"
    relations: tuple[str, ...] = TABLE_1
    share: float = 1.0

    @property
    def is_classifier(self) -> bool:
        """Return whether the objective's own classifier answers, over full types and an unknown one (Eq. 1)."""
        return self.objective == "class"

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
            if isinstance(values, dict):
                _name_similarity(values)
                if isinstance(values.get("relations"), list):
                    values["relations"] = tuple(values["relations"])
            config = cls(**values)
            for field in dataclasses.fields(cls):
                _check(field.name, getattr(config, field.name), field.default)
        except (ValueError, TypeError) as error:
            raise CheckpointError(f"{path}: not a training configuration ({error}); train or install again") from error
        return config


def _name_similarity(values: dict[str, Any]) -> None:
    """Fill in what an objective alone has always meant: Eq. 3 is the similarity of all but "neighbor"."""
    if "objective" in values and "similarity" not in values:
        is_vote = values["objective"] == "neighbor"
        values["similarity"] = "neighbor" if is_vote else "space"
        if is_vote:
            values["objective"] = "typilus"


def _check(name: str, value: Any, default: Any) -> None:
    """Compare a setting with the type of its default and its range.

    Raises:
        ValueError: It is of another type, or out of range.
    """
    if isinstance(default, str):
        if not isinstance(value, str):
            raise ValueError(f"{name} is {value!r}, not a name")
        if value not in _CHOICES.get(name, (value,)):
            raise ValueError(f"{name} is {value!r}, not one of {', '.join(_CHOICES[name])}")
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
