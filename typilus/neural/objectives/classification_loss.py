"""Classification among frequent types (Eq. 1)."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from typilus.neural.objectives.objective import UNKNOWN_CLASS, Objective, Targets

__all__ = ["TypeClassificationLoss"]


class TypeClassificationLoss(Objective):
    r"""Cross-entropy against a prototype for each frequent type (paper, Eq. 1).

    .. math:: -\log \frac{\exp(r_s \tilde r_\tau^T + b_\tau)}{\sum_j \exp(r_s \tilde r_{\tau_j}^T + b_{\tau_j})}

    Symbols of class `UNKNOWN_CLASS` (types outside the closed set) do not count; without any other the loss is 0.

    Args:
        embedding_size: D.
        num_classes: C.
        dropout: Probability on the input of the classifier.
    """

    def __init__(self, embedding_size: int, num_classes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.prototypes = nn.Linear(embedding_size, num_classes) if num_classes else None

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Mean over the symbols with a known class."""
        if self.prototypes is None:
            return embeddings.sum() * 0.0
        logits = self.prototypes(self.dropout(embeddings))
        total = functional.cross_entropy(logits, targets.class_ids, ignore_index=UNKNOWN_CLASS, reduction="sum")
        # All symbols pass the classifier: to choose among them first would wait for the device at every step.
        return total / (targets.class_ids != UNKNOWN_CLASS).sum().clamp(min=1)
