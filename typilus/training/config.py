"""What a training run is made of."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass

from typilus.errors import CheckpointError


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """Sizes and rates of a run; the defaults trained the embedded model.

    Attributes:
        split: "project" or "file", whose training side is learned from.
        objective: "neighbor", "typilus", "space" or "class".
        hidden_size: H, size of node states.
        embedding_size: D, size of the TypeSpace.
        steps: T, steps of message passing; on contracted graphs 6 reach further than the paper's 8 on whole ones.
        dropout: probability, on initial states, between steps and before the classifier.
        piece_dropout: probability with which a piece of a name is left out.
        max_subtokens: how many subtokens have embeddings of their own.
        max_wholes: how many whole identifiers have.
        max_classes: at most so many erased types are classes of the classification loss.
        min_class_count: an erased type needs so many training symbols to be a class.
        margin: of the similarity loss, in L1 distance.
        class_weight: lambda of Eq. 4.
        learning_rate: peak rate of Adam; it warms up linearly and decays by a cosine.
        warmup: share of all updates during which the rate rises.
        clip: greatest global norm of the gradients.
        batch_nodes: graphs are joined until they have so many nodes.
        node_limit: larger files are cut to neighbourhoods of so many nodes.
        epochs: passes over the training side.
        bfloat16: whether to multiply in bfloat16, where the device has instructions for it.
        patience: stop after so many epochs without a better validation loss.
        inferred_labels: whether to learn from types that a checker inferred, too, if the corpus holds any.
        seed: of initial weights and of the order of files.
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

    def to_json(self) -> str:
        """JSON text that `from_json` reads back."""
        return json.dumps(dataclasses.asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str, path: str = "config") -> TrainingConfig:
        """Read `to_json` back.

        Raises:
            CheckpointError: the text is no configuration.
        """
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise CheckpointError(f"{path}: not a training configuration ({error}); train or install again") from error
